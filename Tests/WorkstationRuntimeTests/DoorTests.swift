import CaseStore
import Casework
import Foundation
import SyncProtocol
import Synchronization
import Testing
import Workstation
import WorkstationRuntime

/// Shell commands knock at the running desk: what they ask goes over the wire unharmed and is
/// done there.
@Suite struct DoorTests {
    static func opening(_ subject: String) throws -> Opening {
        let edition = try TestPlace.edition("schau-auf-linz")
        return Opening(
            procedure: edition.procedure.id, edition: edition.id,
            kind: edition.procedure.kinds[0].id, subject: subject,
            received: TestPlace.morning.civilDay, channel: "telephone")
    }

    static func intake(_ name: String, digest: String = "d1") throws -> DoorIntake {
        DoorIntake(
            caseID: CaseID("fall-\(name)"), opening: try opening("Meldung \(name)\u{1b}[31m"),
            source: TakenIn(
                identity: "koeln/\(name)", digest: digest, file: "meldungen.csv", line: 7))
    }

    static func orders() throws -> [DoorOrder] {
        [
            .knock, .takenIn("koeln/\u{0}1"), .setOffice(TestPlace.office),
            .fetchHistory("fall-1"),
            .submit(
                Submission(
                    caseID: "fall-1", base: Base(version: 3),
                    bodies: [.setSubject("neu \u{202e}verdreht"), .void(reason: "Irrtum")])),
            .takeIn([try intake("A-1"), try intake("A-2")]),
        ]
    }

    @Test func ordersComeOverTheWireAsTheyWere() throws {
        for order in try Self.orders() {
            let request = DoorRequest(person: "huber", order: order)
            let bytes = request.wire.bytes
            #expect(!bytes.contains(UInt8(ascii: "\n")), "a request is one line")
            #expect(try DoorRequest(wire: try JSONValue(bytes: bytes), at: "request") == request)
        }
    }

    static let replies: [DoorReply] = [
        .done, .failure("Der Datenträger ist voll."), .forbidden("Nein."), .digest(nil),
        .digest("d1"), .taken([]),
        .taken([nil, Obstacle(.personUnknown, [.person: "x"]), nil]),
        .result(SubmissionResult(caseID: "fall-1", outcome: .applied)),
        .result(SubmissionResult(caseID: nil, outcome: .refused(Obstacle(.caseUnknown)))),
    ]

    @Test(arguments: replies) func repliesComeBackAsTheyWere(_ reply: DoorReply) throws {
        let bytes = reply.wire.bytes
        #expect(try DoorReply(wire: try JSONValue(bytes: bytes), at: "reply") == reply)
    }

    /// A desk with its door open, at a place of its own.
    private func withDoor(
        _ body: (_ knock: (DoorOrder) -> DoorReply?, Workplace, TestPlace) throws -> Void
    ) throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        let path = place.folder.file("desk.sock")
        let keeper = DoorKeeper(workplace: place, hands: { test.hands(place, $0) })
        let door = try #require(Door.open(at: path) { keeper.answer($0) })
        defer { door.close() }
        try body(
            { Door.knock(at: path, DoorRequest(person: "huber", order: $0)) }, place, test)
    }

    @Test func nobodyOpensWhereNoDeskRuns() throws {
        let test = try TestPlace()
        let path = test.folder.file("desk.sock")
        #expect(Door.knock(at: path, DoorRequest(person: "huber", order: .knock)) == nil)
    }

    @Test func theSocketIsItsOwnersAlone() throws {
        try withDoor { knock, place, _ in
            #expect(knock(.knock) == .done)
            let values = try FileManager.default.attributesOfItem(
                atPath: place.folder.file("desk.sock"))
            #expect(values[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aFileIsTakenInThroughTheDoorOnce() throws {
        try withDoor { knock, place, _ in
            #expect(knock(.takenIn("koeln/A-1")) == .digest(nil))
            let lines = try [Self.intake("A-1"), Self.intake("A-2")]
            #expect(knock(.takeIn(lines)) == .taken([nil, nil]))
            #expect(knock(.takenIn("koeln/A-1")) == .digest("d1"))
            let image = try place.desk.register.image(of: "fall-A-2", by: "huber")
            #expect(image?.subject == "Meldung A-2\u{1b}[31m", "kept as it came")
        }
    }

    @Test func personsAreSetUpWhileTheDeskRuns() throws {
        try withDoor { knock, place, _ in
            var office = TestPlace.office
            office.persons["neu"] = Person(
                id: "neu", name: "N. Neu", memberships: [.init(unit: "tsc", role: .clerk)])
            #expect(knock(.setOffice(office)) == .done)
            let kept = try place.desk.register.office()
            #expect(kept == office)
        }
    }

    @Test func onceThereIsAnAdministratorNobodyElseSetsUp() throws {
        try withDoor { knock, place, _ in
            var office = TestPlace.office
            office.persons["amt"] = Person(
                id: "amt", name: "A. Mt", memberships: [.init(unit: "tsc", role: .administrator)])
            #expect(knock(.setOffice(office)) == .done)
            guard case .forbidden? = knock(.setOffice(TestPlace.office)) else { throw Missing() }
            let kept = try place.desk.register.office()
            #expect(kept == office)
        }
    }

    @Test func anActIsDoneAndAnImpossibleOneRefused() throws {
        try withDoor { knock, place, _ in
            _ = knock(.takeIn([try Self.intake("A-1")]))
            let id: CaseID = "fall-A-1"
            let note = Note(id: "n1", kind: .remark, text: "von der Shell")
            guard
                case .result(let done)? = knock(
                    .submit(Submission(caseID: id, bodies: [.addNote(note)])))
            else { throw Missing() }
            #expect(done.outcome == .applied)
            let notes = try place.desk.register.image(of: id, by: "huber")?.notes.map(\.text)
            #expect(notes == ["von der Shell"])
            guard
                case .result(let refused)? = knock(
                    .submit(Submission(caseID: id, bodies: [.approve(note: "")])))
            else { throw Missing() }
            #expect(refused.obstacle != nil)
        }
    }

    private struct Missing: Error {}

    @Test func rubbishAtTheDoorHarmsNothing() throws {
        try withDoor { knock, place, _ in
            for line in ["", "{}", "[1,2", "{\"v\":2}", String(repeating: "x", count: 70_000)] {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                process.arguments = [
                    "python3", "-c",
                    "import socket,sys;s=socket.socket(socket.AF_UNIX);s.connect(sys.argv[1]);"
                        + "s.sendall(sys.argv[2].encode()+b'\\n');s.recv(4096)",
                    place.folder.file("desk.sock"), line,
                ]
                try process.run()
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
            }
            #expect(knock(.knock) == .done)
        }
    }
}
