import Casework
import CentralService
import Foundation
import SyncProtocol
import Testing

/// Every case bears a word of its unit in all its parts. Whatever somebody of another unit asks,
/// in whatever way, the word is in none of the answers.
@Suite(.onEachStore) struct CanaryTests {
    static func word(_ unit: UnitID) -> String { "Kanari\(unit)" }

    /// Cases of both units with everything in them; one that moved from here to there, and one
    /// that was refused something.
    private func stage() throws -> House {
        let house = try House()
        for unit in House.units {
            let clerk = House.person(.clerk, unit)
            let word = Self.word(unit)
            for number in 1...3 {
                let id = CaseID("\(unit)-\(number)")
                try house.open(id, word, in: unit)
                try house.offer(House.note("\(word) Notiz"), on: id, by: clerk)
                try house.offer(.setFields(["text": .text("\(word) neu")]), on: id, by: clerk)
                try house.offer(
                    .resubmit(CivilDay(ordinal: 20_900), reason: word), on: id, by: clerk, base: 3)
                try house.offer(
                    .takeStep(StepTaking(step: "genehmigen", reason: word)), on: id, by: clerk,
                    base: 4)
                try house.offer(
                    .takeStep(StepTaking(step: StepID(word))), on: id, by: clerk, base: 5)
            }
        }
        return house
    }

    private func strangers(to unit: UnitID) -> [PersonID] {
        let other: UnitID = unit == "hier" ? "dort" : "hier"
        return Role.allCases.map { House.person($0, other) }
            + [House.person(.administrator, unit)]
    }

    /// What an answer would be on the wire, failures too.
    private func bytes(_ ask: () throws -> [UInt8]) -> String {
        do {
            return String(decoding: try ask(), as: UTF8.self)
        } catch {
            return String(describing: error)
        }
    }

    private func answers(to person: PersonID, about unit: UnitID, _ house: House) -> [String] {
        let caller = house.caller(person)
        let centre = house.centre
        var answers = [
            bytes { try centre.session(from: caller).wire.bytes },
            bytes { try house.feed(person).ndjson },
            bytes { try house.feed(person, limit: 1).ndjson },
        ]
        for words in [Self.word(unit), "Notiz", "hier", "dort", "gasse", "0000001", "a"] {
            answers.append(
                bytes { try centre.search(words, limit: 99, from: caller).wire.bytes })
        }
        for number in 1...3 {
            let id = CaseID("\(unit)-\(number)")
            answers.append(bytes { try centre.history(of: id, from: caller).wire.bytes })
        }
        return answers
    }

    @Test func whatIsAskedOutOfSightIsAnsweredWithoutAByteOfIt() throws {
        let house = try stage()
        for unit in House.units {
            for person in strangers(to: unit) {
                for answer in answers(to: person, about: unit, house) {
                    #expect(!answer.contains(Self.word(unit)), "\(person)")
                    #expect(!answer.contains(Self.word(unit).lowercased()))
                }
            }
        }
    }

    /// The same questions, asked by somebody who may: the test can fail.
    @Test func whoMayAskGetsIt() throws {
        let house = try stage()
        for unit in House.units {
            for role in [Role.intake, .clerk, .supervisor, .auditor] {
                let found = answers(to: House.person(role, unit), about: unit, house)
                    .filter { $0.contains(Self.word(unit)) }
                #expect(found.count >= 6)
            }
        }
    }

    @Test func theBytesOfAnAttachmentAreForWhoSeesACaseWithIt() throws {
        let house = try stage()
        let centre = house.centre
        for unit in House.units {
            let name = sha256Hex(Array(Self.word(unit).utf8))
            for person in strangers(to: unit) {
                #expect(try !centre.mayRead(blob: name, from: house.caller(person)))
            }
            let clerk = house.caller(House.person(.clerk, unit))
            #expect(try centre.mayRead(blob: name, from: clerk))
            #expect(try !centre.mayRead(blob: "00", from: clerk))
        }
    }

    @Test func actsOnWhatIsOutOfSightAreAnsweredWithoutAByteOfIt() throws {
        let house = try stage()
        for unit in House.units {
            for person in strangers(to: unit) {
                for (index, body) in PermissionTests.bodies.enumerated() {
                    let id = CaseID("\(unit)-\(1 + index % 3)")
                    let verdict = try house.offer(body, on: id, by: person, base: 0)
                    #expect(!verdict.wire.text.contains(Self.word(unit)))
                    #expect(verdict.version == 0)
                }
                // Acts of another case as a way in.
                let target = try #require(
                    try house.store.read { try $0.logged(on: CaseID("\(unit)-1")) }.first)
                let own: CaseID = unit == "hier" ? "dort-1" : "hier-1"
                let undo = try house.offer(
                    .undo(target.entry.act.id), on: own, by: person, base: 9)
                #expect(!undo.wire.text.contains(Self.word(unit)))
                #expect(undo.outcome == .rejected)
                let page = String(decoding: try house.feed(person).ndjson, as: UTF8.self)
                #expect(!page.contains(Self.word(unit)))
            }
        }
    }

    @Test func whatMovedAwayIsGoneFromEveryAnswer() throws {
        let house = try stage()
        let boss = House.person(.supervisor, "hier")
        try house.offer(
            .assign(Assignment(unit: "dort"), reason: "zuständig"), on: "hier-1", by: boss,
            base: 5)
        try house.offer(
            .assign(Assignment(unit: "dort"), reason: "zuständig"), on: "hier-2", by: boss,
            base: 5)
        let word = Self.word("hier")
        let clerk = House.person(.clerk, "hier")
        let caller = house.caller(clerk)
        let page = try house.feed(clerk)
        #expect(Set(page.evicted) == ["hier-1", "hier-2"])
        let text = String(decoding: page.ndjson, as: UTF8.self)
        #expect(text.contains(word), "the third one is still there")
        #expect(!page.items.contains { $0.entry.caseID != "hier-3" } && page.past.isEmpty)
        #expect(try house.centre.search(word, limit: 9, from: caller).map(\.caseID) == ["hier-3"])
        #expect(throws: CentreFailure(.notFound)) {
            try house.centre.history(of: "hier-1", from: caller)
        }
    }

    @Test func whatSomebodyAsksIsInTheBookWithTheirName() throws {
        let house = try stage()
        let clerk = House.person(.clerk, "hier")
        let before = try house.store.read { try $0.count(of: .read) }
        _ = try house.centre.history(of: "hier-1", from: house.caller(clerk))
        _ = try house.centre.search(Self.word("hier"), limit: 99, from: house.caller(clerk))
        #expect(throws: CentreFailure.self) {
            try house.centre.history(of: "dort-1", from: house.caller(clerk))
        }
        let reads = try house.store.read { reading in
            try (before + 1...before + 4).map {
                try reading.leafDocument(of: LeafSource(.read, $0))
            }
        }
        #expect(try house.store.read { try $0.count(of: .read) } == before + 4)
        for case .read(let read)? in reads {
            #expect(read.person == clerk && read.device == House.desk(clerk))
            #expect(read.caseID.raw.hasPrefix("hier"))
        }
        #expect(throws: CentreFailure.self) {
            try house.centre.report(
                [
                    ReadRecord(
                        person: clerk, device: "fremd", caseID: "hier-1", purpose: .open,
                        at: .epoch)
                ], from: house.caller(clerk))
        }
    }
}
