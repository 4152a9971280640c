import Casework
import CentralService
import HTTPTypes
import Hummingbird
import SyncProtocol

/// What a desk begins with.
let snapshotResources: [Resource] = [
    Resource(.post, Route.snapshots) { request, context, house in
        let caller = try context.caller()
        let layout = try await house.layout(request)
        let offer = try await house.workers.run(.snapshot) {
            try house.snapshots.manifest(for: caller, layout: layout)
        }
        if !offer.stale.isEmpty { house.renewPieces(of: offer.stale) }
        if let unit = offer.unpictured { house.snapshots.images?.renewBeside(unit) }
        return house.answer(offer.manifest, to: request)
    },
    Resource(.get, Route.segmentTemplate) { request, context, house in
        let caller = try context.caller()
        let name = try context.part("sha256")
        let range = try ByteRange(request)
        let file = try await house.workers.run(.read) {
            try house.snapshots.file(name, for: caller)
        }
        return try await house.bytes(of: file, range: range, media: "application/gzip")
    },
]

extension CentreHouse {
    /// The image of cases that a desk can take; a question without a body takes none.
    fileprivate func layout(_ request: Request) async throws -> String? {
        guard request.headers[.contentType] != nil else { return nil }
        let document: JSONValue = try await document(request, limit: 4_096)
        return try WireReader(document, at: "body").optional("layout")
    }

    /// Makes pieces anew while desks fetch the ones that are there.
    fileprivate func renewPieces(of units: [UnitID]) {
        let (workers, snapshots) = (workers, snapshots)
        Task {
            // What fails is tried again with the next desk that asks.
            try? await workers.run(.snapshot) { try snapshots.renew(units) }
        }
    }
}

/// Attachments: up in parts that may be taken up again, down in ranges.
let blobResources: [Resource] = [
    Resource(.post, Route.blobs) { request, context, house in
        let device = try context.desk()
        let document: JSONValue = try await house.document(request, limit: 4_096)
        let reader = try WireReader(document, at: "body")
        let name: String = try reader.get("sha256")
        let size: Int = try reader.get("size")
        guard (1...house.limits.bytesPerBlob).contains(size) else {
            throw CentreFailure(.tooLarge)
        }
        let state = try await house.workers.run(.piece) {
            try house.blobs.state(name, of: device) ?? BlobState(size: size, offset: 0)
        }
        return house.answer(state, to: request)
    },
    Resource(.patch, Route.blobTemplate) { request, context, house in
        let device = try context.desk()
        let name = try context.part("sha256")
        guard let offset = request.uploadNumber("Upload-Offset"),
            let size = request.uploadNumber("Upload-Length")
        else { throw CentreFailure(.malformed, context: "upload headers") }
        let part = try await house.body(of: request, limit: house.limits.bytesPerBlobPart)
        guard !part.isEmpty else { throw CentreFailure(.malformed, context: "empty part") }
        let state = try await house.workers.run(.piece) {
            try house.blobs.append(name, size: size, at: offset, part, of: device)
        }
        return house.answer(state, to: request)
    },
    Resource(.head, Route.blobTemplate) { _, context, house in
        let caller = try context.caller()
        let device = try context.desk()
        let name = try context.part("sha256")
        let state = try await house.workers.run(.piece) { () -> BlobState? in
            if let own = try house.blobs.state(name, of: device) { return own }
            guard try house.centre.mayRead(blob: name, from: caller) else { return nil }
            return try house.blobs.size(of: name).map { BlobState(size: $0, offset: $0) }
        }
        guard let state else { throw CentreFailure(.notFound) }
        var headers: HTTPFields = [.cacheControl: "no-store"]
        headers[.uploadOffset] = String(state.offset)
        headers[.uploadLength] = String(state.size)
        return Response(status: .ok, headers: headers)
    },
    Resource(.get, Route.blobTemplate) { request, context, house in
        let caller = try context.caller()
        let device = try context.desk()
        let name = try context.part("sha256")
        let range = try ByteRange(request)
        let file = try await house.workers.run(.piece) { () -> ServedFile in
            let own = try house.blobs.state(name, of: device)?.complete ?? false
            guard try own || house.centre.mayRead(blob: name, from: caller) else {
                throw CentreFailure(.notFound)
            }
            return try house.blobs.file(named: name)
        }
        return try await house.bytes(of: file, range: range, media: "application/octet-stream")
    },
    Resource(.post, Route.presence) { request, context, house in
        guard let who = context.who else { throw CentreFailure(.unauthenticated) }
        let caller = try context.caller()
        let document: JSONValue = try await house.document(request, limit: 4_096)
        let id: CaseID? = try WireReader(document, at: "body").optional("case")
        if let id {
            let seen = try await house.workers.run(.read) {
                try house.centre.sees(id, from: caller)
            }
            guard seen else { throw CentreFailure(.notFound) }
        }
        let (others, changed, mark) = house.presence.say(
            id, who.device.id, who.person, now: house.clock())
        try await house.workers.run(.read) { try house.store.say(mark) }
        for id in changed { house.hub.tell(.presence(id)) }
        return house.answer(["present": others.wire] as JSONValue, to: request)
    },
]

extension CentreContext {
    fileprivate func desk() throws -> DeviceID {
        guard let device else { throw CentreFailure(.unauthenticated) }
        return device.id
    }
}

extension Request {
    fileprivate func uploadNumber(_ name: String) -> Int? {
        HTTPField.Name(name).flatMap { headers[$0] }.flatMap { digits($0[...]) }
    }
}

extension HTTPField.Name {
    fileprivate static let uploadOffset = HTTPField.Name("Upload-Offset") ?? .range
    fileprivate static let uploadLength = HTTPField.Name("Upload-Length") ?? .range
}
