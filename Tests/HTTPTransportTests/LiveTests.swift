import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import StoreWorld
import SyncProtocol
import Testing

/// Desk and centre over a real socket and real TLS.
@Suite(.serialized) struct LiveTests {
    @Test func aDeskIsLetInLogsInAndExchanges() async throws {
        let world = try await LiveWorld()
        let signer = Ed25519Signer()
        let enrolled = try await blocking { try world.enrol("d1", signer: signer) }
        #expect(enrolled.epoch == "epoche-1")
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try centre.logIn("anna", password: LiveWorld.password) }
        let session = try await blocking { try centre.session() }
        #expect(session.epoch == "epoche-1")
        let verdicts = try await blocking {
            try centre.offer([
                try opened(1, "fall-1", device: "d1", signer: signer),
                try opened(2, "fall-2", device: "d1", signer: signer),
            ])
        }
        #expect(verdicts.map(\.outcome) == [.applied, .applied])
        let page = try await blocking {
            try centre.changes(after: .beginning, reference: 0, limit: 100, wait: 0)
        }
        #expect(page.items.map(\.entry.caseID) == ["fall-1", "fall-2"])
        #expect(page.reference?.office.persons["anna"] != nil)
        let last = try await blocking { try centre.lastCounter(device: "d1", actor: "anna") }
        #expect(last == 2)
        let history = try await blocking { try centre.history(of: "fall-1", by: "anna") }
        #expect(history.entries.count == 1)
        let hits = try await blocking { try centre.search("zaun", limit: 10, by: "anna") }
        #expect(hits.count == 2)
        try await blocking { try centre.close() }
        await world.stop()
    }

    /// Anna at one desk, with a key to sign with, and Bert at another.
    private func pair(
        in world: LiveWorld, signer: Ed25519Signer
    ) async throws -> (here: HTTPCentre, there: HTTPCentre) {
        let one = try await blocking { try world.enrol("d1", signer: signer) }
        let two = try await blocking { try world.enrol("d2") }
        let here = try HTTPCentre(address: world.address, identity: one.identity)
        let there = try HTTPCentre(address: world.address, identity: two.identity)
        try await blocking {
            try here.logIn("anna", password: LiveWorld.password)
            try there.logIn("bert", password: LiveWorld.password)
        }
        return (here, there)
    }

    @Test func aLongPollWakesOnAnothersCommit() async throws {
        let world = try await LiveWorld()
        let signer = Ed25519Signer()
        let (here, there) = try await pair(in: world, signer: signer)
        let first = try await blocking {
            try there.changes(after: .beginning, reference: 0, limit: 100, wait: 0)
        }
        let reference = first.reference?.version ?? 0
        async let waiting = blocking {
            try there.changes(
                after: first.cursor, reference: reference, limit: 100, wait: 30_000
            ).items.map(\.entry.caseID)
        }
        try await until { world.house.hub.waiting > 0 }
        _ = try await blocking {
            try here.offer([try opened(1, "fall-1", device: "d1", signer: signer)])
        }
        #expect(try await waiting == ["fall-1"])
        try await blocking {
            try here.close()
            try there.close()
        }
        await world.stop()
    }

    /// Each wait is answered where the one before ended, and nothing is asked for again.
    @Test func pagesThatAreWaitedForComeInOneAnswer() async throws {
        let world = try await LiveWorld()
        let signer = Ed25519Signer()
        let (here, there) = try await pair(in: world, signer: signer)
        let first = try await blocking {
            try there.changes(after: .beginning, reference: 0, limit: 100, wait: 0)
        }
        let reference = first.reference?.version ?? 0
        let before = asked(Route.changes, of: world)
        var cursor = first.cursor
        for number in 1...3 {
            let place = cursor
            async let waiting = blocking {
                try there.changes(after: place, reference: reference, limit: 100, wait: 30_000)
            }
            try await until { world.house.hub.waiting > 0 }
            _ = try await blocking {
                try here.offer([
                    try opened(number, CaseID("fall-\(number)"), device: "d1", signer: signer)
                ])
            }
            let page = try await waiting
            #expect(page.items.map(\.entry.caseID) == [CaseID("fall-\(number)")])
            cursor = page.cursor
        }
        #expect(asked(Route.changes, of: world) == before + 1)
        // What was asked for otherwise meanwhile does not come again.
        _ = try await blocking {
            try here.offer([try opened(4, "fall-4", device: "d1", signer: signer)])
        }
        let pulled = try await blocking { [cursor] in
            try there.changes(after: cursor, reference: reference, limit: 100, wait: 0)
        }
        #expect(pulled.items.map(\.entry.caseID) == ["fall-4"])
        async let waiting = blocking {
            try there.changes(
                after: pulled.cursor, reference: reference, limit: 100, wait: 30_000
            ).items.map(\.entry.caseID)
        }
        try await until { world.house.hub.waiting > 0 }
        _ = try await blocking {
            try here.offer([try opened(5, "fall-5", device: "d1", signer: signer)])
        }
        #expect(try await waiting == ["fall-5"])
        #expect(asked(Route.changes, of: world) == before + 2)
        try await blocking {
            try here.close()
            try there.close()
        }
        await world.stop()
    }

    /// How often something was asked for.
    private func asked(_ route: String, of world: LiveWorld) -> Int {
        world.house.metrics.text(gauges: []).split(separator: "\n")
            .first { $0.contains("requests_total{route=\"\(route)\"") }
            .flatMap { $0.split(separator: " ").last.flatMap { Int($0) } } ?? 0
    }

    @Test func aLongPollDoesNotHoldUpAStop() async throws {
        let world = try await LiveWorld()
        let enrolled = try await blocking { try world.enrol("d1") }
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try centre.logIn("anna", password: LiveWorld.password) }
        let first = try await blocking {
            try centre.changes(after: .beginning, reference: 0, limit: 100, wait: 0)
        }
        let hub = world.house.hub
        async let waiting = blocking {
            try centre.changes(
                after: first.cursor, reference: first.reference?.version ?? 0, limit: 100,
                wait: 50_000)
        }
        try await until { world.house.hub.waiting > 0 }
        let start = ContinuousClock.now
        await world.stop()
        #expect(try await waiting.items.isEmpty)
        #expect(hub.isClosed)
        #expect(start.duration(to: .now) < .seconds(20))
        try await blocking { try centre.close() }
    }

    @Test func whoeverIsNotBelievedLearnsAndGivesNothing() async throws {
        let world = try await LiveWorld()
        let other = try await LiveWorld()
        let code = try world.house.registry.makeCode(name: "Platz")
        let foreign = EnrolmentTicket(
            code: code, authority: try other.house.authority.fingerprint)
        let refused = try await failure {
            try world.address.enrol(foreign, device: "d1", actKey: Ed25519Signer().publicKey)
        }
        #expect(refused?.code == .forbidden)
        #expect(try world.house.registry.devices().isEmpty)

        // A desk of one centre at the address of another: neither believes the other.
        let enrolled = try await blocking { try other.enrol("d1") }
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        let failed = try await failure {
            try centre.logIn("anna", password: LiveWorld.password)
        }
        #expect(failed?.code == .unreachable)
        try await blocking { try centre.close() }
        await world.stop()
        await other.stop()
    }

    @Test func aRevokedDeskIsOutWithItsNextRequest() async throws {
        let world = try await LiveWorld()
        let enrolled = try await blocking { try world.enrol("d1") }
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try centre.logIn("anna", password: LiveWorld.password) }
        try world.house.registry.revoke("d1")
        #expect(try await failure { try centre.session() }?.code == .deviceRevoked)
        let again = try await failure { try centre.logIn("anna", password: LiveWorld.password) }
        #expect(again?.code == .deviceRevoked)
        try await blocking { try centre.close() }
        await world.stop()
    }

    @Test func aRenewedCertificateGoesOnWithTheSameSession() async throws {
        let world = try await LiveWorld()
        let enrolled = try await blocking { try world.enrol("d1") }
        let old = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try old.logIn("anna", password: LiveWorld.password) }
        let renewed = try await blocking { try old.renew(enrolled.identity, device: "d1") }
        #expect(renewed.certificate != enrolled.identity.certificate)
        #expect(renewed.key != enrolled.identity.key)
        let new = try HTTPCentre(address: world.address, identity: renewed)
        try await blocking { try new.logIn("anna", password: LiveWorld.password) }
        #expect(try await blocking { try new.session() }.epoch == "epoche-1")
        try await blocking {
            try old.close()
            try new.close()
        }
        await world.stop()
    }

    /// What a desk does by itself: it shows the new papers from then on, and nobody logs in anew.
    @Test func newPapersAreShownAndTheSessionGoesOn() async throws {
        let world = try await LiveWorld()
        let enrolled = try await blocking { try world.enrol("d1") }
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try centre.logIn("anna", password: LiveWorld.password) }
        let validity = try #require(DeskIdentity.validity(of: enrolled.identity.certificate))
        // A certificate knows seconds.
        #expect(
            validity.upperBound.milliseconds / 1_000 == enrolled.identity.expires.milliseconds
                / 1_000)
        #expect(validity.contains(LiveWorld.clock()))
        #expect(DeskIdentity.validity(of: "nichts") == nil)
        let renewed = try await blocking { try centre.renew(enrolled.identity, device: "d1") }
        try centre.use(renewed)
        #expect(try await blocking { try centre.session() }.epoch == "epoche-1")
        let known = try world.house.registry.devices().first { $0.id == "d1" }
        #expect(known?.expires == renewed.expires)
        try await blocking { try centre.close() }
        await world.stop()
    }

    @Test func anAttachmentGoesUpInPartsAndComesBack() async throws {
        let world = try await LiveWorld()
        let enrolled = try await blocking { try world.enrol("d1") }
        let centre = try HTTPCentre(address: world.address, identity: enrolled.identity)
        try await blocking { try centre.logIn("anna", password: LiveWorld.password) }
        let picture = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
        let name = sha256Hex(picture)
        #expect(try await blocking { try centre.blobState(name) } == nil)
        for start in stride(from: 0, to: picture.count, by: 1 << 20) {
            let part = Array(picture[start..<min(picture.count, start + (1 << 20))])
            let state = try await blocking {
                try centre.appendBlob(name, size: picture.count, at: start, part)
            }
            #expect(state.offset == start + part.count)
        }
        #expect(try await blocking { try centre.blobState(name) }?.complete == true)
        let back = try await blocking {
            try centre.readBlob(name, from: 1_000_000, limit: 500_000, by: "anna")
        }
        #expect(back == Array(picture[1_000_000..<1_500_000]))
        try await blocking { try centre.close() }
        await world.stop()
    }

    @Test(arguments: [("-tls1_2", false), ("-tls1_3", true)])
    func onlyTheNewestTLSIsSpoken(version: String, succeeds: Bool) async throws {
        let world = try await LiveWorld()
        let port = world.port
        let status = try await blocking { () -> Int32 in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "openssl", "s_client", version, "-connect", "127.0.0.1:\(port)", "-brief",
            ]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect((status == 0) == succeeds)
        await world.stop()
    }
}
