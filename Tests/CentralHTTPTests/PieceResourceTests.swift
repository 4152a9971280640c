import Casework
import CentralHTTP
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SyncProtocol
import Testing

@Suite struct PieceResourceTests {
    let world: HouseWorld
    let token: String
    let picture: [UInt8] = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    init() throws {
        world = try HouseWorld()
        try world.enrol("d1", certificate: "c1")
        try world.enrol("d2", certificate: "c2")
        token = try world.logIn()
    }

    private func patch(
        _ name: String, at offset: Int, _ part: ArraySlice<UInt8>, size: Int
    ) async throws -> TestResponse {
        let (token, part) = (token, Array(part))
        return try await world.asked {
            try await $0.ask(
                .patch, Route.blob(name), token: token, body: part,
                media: "application/octet-stream",
                headers: ["Upload-Offset": "\(offset)", "Upload-Length": "\(size)"])
        }
    }

    private func get(
        _ path: String, range: String? = nil, token other: String? = nil,
        certificate: String = "c1", method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        let token = other ?? token
        return try await world.asked(certificate: certificate) {
            try await $0.ask(
                method, path, token: token, headers: range.map { ["Range": $0] } ?? [:])
        }
    }

    @Test func anUploadGoesOnWhereItStopped() async throws {
        let name = sha256Hex(picture)
        let first = try await patch(name, at: 0, picture[..<4_000], size: picture.count)
        #expect(try BlobState(wire: try first.document, at: "x").offset == 4_000)
        let again = try await patch(name, at: 0, picture[..<4_000], size: picture.count)
        #expect(again.problem == "range")
        #expect(try again.document["expected"] == .integer(4_000))
        let state = try await get(Route.blob(name), method: .head)
        #expect(state.headers[try #require(HTTPField.Name("Upload-Offset"))] == "4000")
        let last = try await patch(name, at: 4_000, picture[4_000...], size: picture.count)
        #expect(try BlobState(wire: try last.document, at: "x").complete)
        let whole = try await get(Route.blob(name))
        #expect(Array(buffer: whole.body) == picture)
    }

    @Test func bytesThatAreNotWhatTheyAreCalledAreDropped() async throws {
        let name = sha256Hex(Array("anders".utf8))
        let response = try await patch(name, at: 0, picture[...], size: picture.count)
        #expect(response.problem == "malformed")
        #expect(try await get(Route.blob(name), method: .head).status == .notFound)
    }

    @Test(arguments: [
        ("bytes=0-99", 206, 0..<100), ("bytes=9900-", 206, 9_900..<10_000),
        ("bytes=9990-20000", 206, 9_990..<10_000),
    ])
    func aRangeIsAPart(range: String, status: Int, expected: Range<Int>) async throws {
        let name = sha256Hex(picture)
        _ = try await patch(name, at: 0, picture[...], size: picture.count)
        let response = try await get(Route.blob(name), range: range)
        #expect(response.status.code == status)
        #expect(Array(buffer: response.body) == Array(picture[expected]))
        #expect(
            response.headers[.contentRange]
                == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/10000")
    }

    @Test(arguments: ["bytes=-5", "bytes=5-1", "bytes=a-b", "items=0-1", "bytes=10000-", "bytes="])
    func aRangeThatIsNoneIsRefused(range: String) async throws {
        let name = sha256Hex(picture)
        _ = try await patch(name, at: 0, picture[...], size: picture.count)
        #expect(try await get(Route.blob(name), range: range).status.code == 416)
    }

    @Test(arguments: ["..%2F..%2Fca.key", "abc", String(repeating: "g", count: 64)])
    func aNameThatIsNoHashDoesNotExist(name: String) async throws {
        #expect(try await get("/v1/blobs/\(name)").status == .notFound)
        #expect(try await get("/v1/segments/\(name)").status == .notFound)
    }

    @Test func whatAnotherWorkstationBroughtDoesNotExist() async throws {
        let name = sha256Hex(picture)
        _ = try await patch(name, at: 0, picture[...], size: picture.count)
        let other = try world.logIn("gast", certificate: "c2")
        for method in [HTTPRequest.Method.head, .get] {
            let response = try await get(
                Route.blob(name), token: other, certificate: "c2", method: method)
            #expect(response.status == .notFound)
        }
    }

    @Test func aSnapshotBringsAllCasesOfTheUnits() async throws {
        let acts = try (1...30).map { try world.opened($0, id: CaseID("fall-\($0)")) }
        let token = token
        _ = try await world.asked {
            try await $0.post(
                Route.acts, Offer(epoch: "epoche-1", acts: acts).wire, token: token)
        }
        let response = try await world.asked {
            try await $0.ask(.post, Route.snapshots, token: token)
        }
        let manifest = try SnapshotManifest(wire: try response.document, at: "manifest")
        #expect(manifest.segments.map(\.rows).reduce(0, +) == 30)
        #expect(manifest.cursor.sequence == 30)
        let segment = try #require(manifest.segments.first)
        var bytes: [UInt8] = []
        while bytes.count < segment.bytes {
            let part = try await get(
                Route.segment(segment.sha256), range: "bytes=\(bytes.count)-\(bytes.count + 999)")
            bytes += Array(buffer: part.body)
        }
        #expect(sha256Hex(bytes) == segment.sha256)
        let again = try await world.asked {
            try await $0.ask(.post, Route.snapshots, token: token)
        }
        #expect(try SnapshotManifest(wire: try again.document, at: "m") == manifest)
    }

    @Test func whoElseHasTheCaseOpen() async throws {
        let token = token
        let act = try world.opened(1, id: "fall-1")
        _ = try await world.asked {
            try await $0.post(
                Route.acts, Offer(epoch: "epoche-1", acts: [act]).wire, token: token)
        }
        let here: JSONValue = ["case": "fall-1"]
        let alone = try await world.asked {
            try await $0.post(Route.presence, here, token: token)
        }
        #expect(try alone.document["present"] == .array([]))
        let gast = try world.logIn("gast", certificate: "c2")
        let stranger = try await world.asked(certificate: "c2") {
            try await $0.post(Route.presence, here, token: gast)
        }
        #expect(stranger.status == .notFound)
    }
}
