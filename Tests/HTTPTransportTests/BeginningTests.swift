import CaseStore
import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// A workstation that has nothing yet, over a real socket and real TLS.
@Suite(.serialized) struct BeginningTests {
    /// With a whole file of its unit, or from lines where none is made yet: the same cases.
    @Test(arguments: [true, false])
    func aWorkstationBeginsWithTheCasesOfItsUnit(asAFile: Bool) async throws {
        let world = try await LiveWorld()
        let (other, signer) = (Ed25519Signer(), Ed25519Signer())
        let maker = try await blocking { try world.enrol("d1", signer: other) }
        let enrolled = try await blocking { try world.enrol("d2", signer: signer) }
        let there = try HTTPCentre(address: world.address, identity: maker.identity)
        let way = try HTTPCentre(address: world.address, identity: enrolled.identity)
        let image = try await blocking {
            try there.logIn("anna", password: LiveWorld.password)
            try way.logIn("anna", password: LiveWorld.password)
            let acts = try (1...40).map { number in
                try opened(number, CaseID("fall-\(number)"), device: "d1", signer: other)
            }
            _ = try there.offer(acts)
            if asAFile { try world.house.snapshots.images?.renew("bbv") }
            return try way.snapshot(image: asAFile ? try CasesImage.layout() : nil).image
        }
        #expect(image?.rows == (asAFile ? 40 : nil))
        let folder = DataFolder(
            FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path)
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        try folder.make()
        let desk = try Desk(
            folder, lock: try StoreLock.take(folder, as: .here(person: "anna")),
            transport: way, editions: SmallOffice.read,
            world: StoreWorld(now: LiveWorld.clock, newID: { "d2" }), signer: signer)
        try desk.noteLogIn("anna")
        let talk = SyncTalk(desk: desk, centre: way, stopwatch: { 0 })
        #expect(try await blocking { talk.perform(.bootstrap) } == .built)
        let today = LiveWorld.clock().civilDay
        let request = WorklistRequest(.everything, person: "anna", today: today)
        #expect(try desk.register.count(request) == 40)
        let search = WorklistRequest(
            try Query("Zaun", today: today), person: "anna", today: today)
        #expect(try desk.register.search(search, skip: 0, limit: 50).hits.count == 40)
        // The feed goes on from there.
        _ = try await blocking {
            _ = try there.offer([try opened(41, "fall-41", device: "d1", signer: other)])
            return talk.perform(.pull(limit: 100))
        }
        #expect(try desk.register.count(request) == 41)
        desk.close()
        try await blocking {
            try way.close()
            try there.close()
        }
        await world.stop()
    }
}
