import CaseStore
import Casework
import CentralService
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// A desk whose disk died: what its backup and the second copy of its outbox still have.
@Suite struct RestoredDeskTests {
    private typealias Place = RemoteDeskTests.Place

    /// A desk from the backup of another, let in anew: the same device, another key.
    private final class Returned {
        let folder: DataFolder
        let desk: Desk
        let key = Ed25519Signer()

        init(_ backup: String, of place: RemoteDeskTests.Place) throws {
            folder = DataFolder(backup)
            let clock = place.clock
            let lock = try StoreLock.take(folder, as: .here(person: "anna"))
            let joining = try JoiningCentre(folder, newDevice: "x", now: clock.now)
            try joining.join(
                Enrolment(
                    url: "https://z", authority: "a", certificate: "b", connectionKey: "c",
                    actKey: "d", logKey: [], at: clock.now))
            joining.close()
            let numbers = Numbers()
            desk = try Desk(
                folder, lock: lock, transport: place.way, editions: SmallOffice.read,
                world: StoreWorld(now: { clock.now }, newID: { "neu-\(numbers.next())" }),
                signer: key)
        }

        deinit {
            desk.close()
            removeFolder(folder.path)
        }

        func exchange(_ place: RemoteDeskTests.Place) throws {
            let clock = place.clock
            let talk = SyncTalk(desk: desk, centre: place.way, stopwatch: { 0 })
            _ = try SyncRound(talk, clock: { clock.now }).run(seed: 1)
        }

        func note(_ id: CaseID, _ text: String) throws -> Receipt {
            let file = try #require(try desk.register.image(of: id, by: SmallOffice.chefin))
            let note = Note(id: NoteID(text), kind: .remark, text: text)
            return try desk.submit(Submission(.addNote(note), on: file), by: SmallOffice.anna)
        }
    }

    private func backup(_ place: Place) throws -> String {
        let path = place.folder.path + "-sicherung"
        _ = try Backup.make(of: place.folder, to: path, at: place.clock.now)
        return path
    }

    private func notes(_ place: Place) throws -> [String] {
        try place.centre.history(of: "c1", by: SmallOffice.anna).image.notes.map(\.text).sorted()
    }

    /// After the backup more was sent, and more was saved that only the second copy has.
    @Test func nothingThatWasSavedIsLost() throws {
        let place = try Place(scoped: true)
        try place.begin()
        try place.open("c1")
        try place.exchange()
        try place.note("c1", "im-ausgang")
        let path = try backup(place)
        try place.exchange()
        try place.note("c1", "gesendet")
        try place.exchange()
        try place.note("c1", "nur-abschrift")
        let copy = place.folder.path + "-abschrift.bak"
        defer { removeFolder(copy) }
        OutboxCopy(path: copy).keep(up: place.desk, at: place.clock.now)

        let returned = try Returned(path, of: place)
        try place.readmit(returned.key.publicKey)
        // Before the centre has said what it knows nothing is saved, and the copy stays.
        #expect(throws: StoreFailure(.restored)) { try returned.note("c1", "zu-frueh") }
        let again = OutboxCopy(path: copy)
        again.keep(up: returned.desk, at: place.clock.now)
        #expect(try OutboxCopy.read(copy).count == 1)
        try returned.exchange(place)
        #expect(again.takeBack(into: returned.desk) == 1)
        try returned.exchange(place)
        #expect(try notes(place) == ["gesendet", "im-ausgang", "nur-abschrift"])
        #expect(try returned.desk.outbox().unsent == 0)
        _ = try returned.note("c1", "danach")
        try returned.exchange(place)
        #expect(try notes(place).contains("danach"))
    }

    /// What was unsent in the backup and never reached the centre is signed anew and goes.
    @Test func whatWasUnsentGoesUnderTheNewKey() throws {
        let place = try Place(scoped: true)
        try place.begin()
        try place.open("c1")
        try place.exchange()
        try place.note("c1", "nie-gesendet")
        let path = try backup(place)
        let returned = try Returned(path, of: place)
        try place.readmit(returned.key.publicKey)
        try returned.exchange(place)
        #expect(try notes(place) == ["nie-gesendet"])
        let bytes = try place.centre.history(of: "c1", by: SmallOffice.anna).entries.map(\.bytes)
        #expect(
            bytes.last.map { ActEnvelope(bytes: $0) }?
                .isSigned(by: returned.key.publicKey, Ed25519Verifier()) == true)
    }

    /// A copy that is older than what the centre has by now brings nothing back twice.
    @Test func whatWasOfferedIsNotTakenBack() throws {
        let place = try Place(scoped: true)
        try place.begin()
        try place.open("c1")
        try place.exchange()
        let path = try backup(place)
        try place.note("c1", "gesendet")
        let copy = place.folder.path + "-abschrift.bak"
        defer { removeFolder(copy) }
        OutboxCopy(path: copy).keep(up: place.desk, at: place.clock.now)
        try place.exchange()
        let returned = try Returned(path, of: place)
        try place.readmit(returned.key.publicKey)
        try returned.exchange(place)
        #expect(OutboxCopy(path: copy).takeBack(into: returned.desk) == 0)
        #expect(try returned.desk.outbox().unsent == 0)
        #expect(try notes(place) == ["gesendet"])
    }
}
