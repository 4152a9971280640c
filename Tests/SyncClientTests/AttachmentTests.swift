import CaseStore
import Casework
import CentralService
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// Attachments on their way to the centre and back.
@Suite struct AttachmentTests {
    static func bytes(_ count: Int, _ salt: Int = 7) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* salt &+ $0 >> 8) }
    }

    private func attachment(_ bytes: [UInt8], _ id: AttachmentID = "b1") -> Casework.Attachment {
        Casework.Attachment(
            id: id, name: "Plan.pdf", sha256: sha256Hex(bytes), mediaType: "application/pdf",
            size: bytes.count, received: CivilDay(ordinal: 20_780))
    }

    /// A desk of a quiet town, with a case that the centre knows.
    private func quiet() throws -> (Town, TownDesk) {
        let town = try Town(seed: 3)
        for desk in town.desks { desk.way.heal() }
        let desk = town.desks[0]
        try town.heal()
        try desk.act(Submission(opening: opening("Zubau", unit: "bbv"), as: "c1"))
        try town.heal()
        return (town, desk)
    }

    private func file(_ desk: TownDesk) throws -> CaseFile {
        try #require(try desk.desk.register.image(of: "c1", by: desk.person))
    }

    @Test func itGoesInPartsBeforeTheActThatNamesIt() throws {
        let (town, desk) = try quiet()
        let plan = Self.bytes(950)
        desk.way.isAway = true
        try desk.attach(plan, as: "b1", to: try file(desk))
        try desk.act(
            Submission(.addNote(Note(id: "n1", kind: .remark, text: "danach")), on: file(desk)))
        #expect(try desk.desk.uploads().waiting == 1)
        desk.way.isAway = false
        try town.heal()
        #expect(town.blobs.whole(sha256Hex(plan)) == plan)
        #expect(desk.way.early.isEmpty)
        #expect(try desk.desk.uploads().waiting == 0)
        #expect(try desk.desk.outbox().unsent == 0)
        let history = try town.centre.history(of: "c1", by: desk.person)
        #expect(history.image.attachments.map(\.sha256) == [sha256Hex(plan)])
        #expect(history.image.notes.count == 1)
    }

    /// Whatever call the line breaks with, before or after the centre heard of it, and the
    /// program is killed there: in the end the attachment is there, and the act once.
    @Test(arguments: [false, true]) func itSurvivesAKillAtEveryCall(heard: Bool) throws {
        var call = 0
        while true {
            let (town, desk) = try quiet()
            let plan = Self.bytes(350)
            try desk.attach(plan, as: "b1", to: try file(desk))
            desk.way.breakOff(at: call, heard: heard)
            while desk.step(), desk.way.holds {}
            let broke = !desk.way.holds
            try desk.standUp(killed: true)
            try desk.sitDown()
            try town.heal()
            #expect(town.blobs.whole(sha256Hex(plan)) == plan, "call \(call)")
            #expect(desk.way.early.isEmpty, "call \(call)")
            let history = try town.centre.history(of: "c1", by: desk.person)
            #expect(history.image.attachments.count == 1, "call \(call)")
            #expect(history.entries.count == 2, "call \(call)")
            #expect(try desk.desk.outbox().unsent == 0)
            guard broke else { break }
            call += 1
        }
        // Asking how far it is, four parts, the act.
        #expect(call > 6)
    }

    /// What is lost on the desk's own disk holds up no act.
    @Test func aLostFileDoesNotHoldUpTheAct() throws {
        let (town, desk) = try quiet()
        desk.way.isAway = true
        let plan = Self.bytes(300)
        try desk.attach(plan, as: "b1", to: try file(desk))
        let path = try #require(try desk.desk.blobs.path(sha256Hex(plan)))
        try FileManager.default.removeItem(atPath: path)
        desk.way.isAway = false
        try town.heal()
        #expect(try desk.desk.outbox().unsent == 0)
        #expect(try desk.desk.uploads() == (0, 1))
    }

    /// Nobody's attachment holds up a colleague on the same desk.
    @Test func aColleagueDoesNotWaitForIt() throws {
        let (town, desk) = try quiet()
        desk.way.isAway = true
        try desk.attach(Self.bytes(300), as: "b1", to: try file(desk))
        try desk.desk.noteLogIn(SmallOffice.chefin)
        _ = try desk.desk.submit(
            Submission(.addNote(Note(id: "n1", kind: .remark, text: "eilig")), on: file(desk)),
            by: SmallOffice.chefin)
        desk.way.isAway = false
        let offered = try desk.desk.offerOnce()
        #expect(offered.answered == 1)
        #expect(!offered.more)
        #expect(try town.centre.history(of: "c1", by: desk.person).image.notes.count == 1)
    }

    /// A centre from an older backup gets it again, as long as it has none on a second medium.
    @Test func aRestoredCentreGetsItAgain() throws {
        let (town, desk) = try quiet()
        let plan = Self.bytes(300)
        try desk.attach(plan, as: "b1", to: try file(desk))
        try town.heal()
        town.blobs.lose(sha256Hex(plan))
        try desk.desk.catchUp()
        #expect(try desk.desk.uploads().waiting == 1)
        while try desk.desk.deliverOnce().more {}
        #expect(town.blobs.whole(sha256Hex(plan)) == plan)
    }

    // MARK: - Down

    @Test func aBrokenDownloadGoesOnWhereItBroke() throws {
        let (town, desk) = try quiet()
        let plan = Self.bytes(450)
        town.blobs.put(plan)
        let attachment = attachment(plan)
        #expect(try !desk.desk.holds(attachment))
        desk.way.breakOff(at: 2, heard: false)
        #expect(throws: CentreFailure.self) {
            try desk.desk.fetch(attachment, by: desk.person)
        }
        #expect(town.blobs.takeReads() == [0, 100])
        #expect(try !desk.desk.holds(attachment))
        try desk.desk.fetch(attachment, by: desk.person)
        #expect(town.blobs.takeReads() == [200, 300, 400])
        #expect(try desk.desk.blobs.read(attachment.sha256) == plan)
        desk.way.isAway = true
        try desk.desk.fetch(attachment, by: desk.person)
        #expect(town.blobs.takeReads().isEmpty)
    }

    @Test func whatIsNotWhatItsNameSaysIsNotKept() throws {
        let (town, desk) = try quiet()
        let plan = attachment(Self.bytes(450))
        town.blobs.put(Self.bytes(450, 11), as: plan.sha256)
        #expect(throws: CentreFailure(.malformed, context: "blob hash")) {
            try desk.desk.fetch(plan, by: desk.person)
        }
        #expect(try !desk.desk.holds(plan))
        town.blobs.put(Self.bytes(450))
        try desk.desk.fetch(plan, by: desk.person)
        #expect(try desk.desk.holds(plan))
    }

    /// Room for four thousand bytes: what was looked at longest ago goes, what is unsent never.
    @Test func whatWasUsedLongestAgoMakesRoom() throws {
        let (town, desk) = try quiet()
        desk.way.isAway = true
        let unsent = Self.bytes(3_000, 3)
        try desk.attach(unsent, as: "b0", to: try file(desk))
        desk.way.isAway = false
        let plans = [13, 15, 17].map { (salt: Int) -> Casework.Attachment in
            town.blobs.put(Self.bytes(1_900, salt))
            return attachment(Self.bytes(1_900, salt))
        }
        try desk.desk.fetch(plans[0], by: desk.person)
        town.clock.pass(1_000)
        try desk.desk.fetch(plans[1], by: desk.person)
        town.clock.pass(1_000)
        try desk.desk.fetch(plans[0], by: desk.person)
        town.clock.pass(1_000)
        try desk.desk.fetch(plans[2], by: desk.person)
        #expect(try plans.map { try desk.desk.holds($0) } == [true, false, true])
        #expect(try desk.desk.blobs.read(sha256Hex(unsent)) == unsent)
    }

    /// Of a case that went out of sight no fetched attachment stays.
    @Test func whatLeavesTheSightTakesItsAttachmentsAlong() throws {
        let (town, desk) = try quiet()
        let plan = Self.bytes(300)
        let other = town.desks[1]
        try other.attach(plan, as: "b1", to: try file(other))
        try town.heal()
        let attachment = try #require(try file(desk).attachments.first)
        try desk.desk.fetch(attachment, by: desk.person)
        #expect(try desk.desk.holds(attachment))
        desk.way.evict(["c1"])
        _ = try desk.desk.take(try desk.desk.fetchPage(limit: 100))
        #expect(try !desk.desk.holds(attachment))
    }
}
