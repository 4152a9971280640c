import Casework
import CentralService
import SyncProtocol
import Testing

/// A whole unit's work goes to another one.
@Suite struct BulkMoveTests {
    private static let count = 250
    private let boss = House.person(.supervisor, "hier")
    private let there = House.person(.clerk, "dort")

    @Test func theCasesOfAUnitGoOverWithTheirPast() throws {
        let house = try House()
        for number in 1...Self.count {
            try house.open(CaseID("c\(number)"), "Fall \(number)", in: "hier")
        }
        let here = try house.feed(boss)
        let elsewhere = try house.feed(there)
        #expect(here.items.count == Self.count && elsewhere.items.isEmpty)
        for start in stride(from: 1, through: Self.count, by: 200) {
            let acts = try (start...min(Self.count, start + 199)).map { number in
                try house.act(
                    .assign(Assignment(unit: "dort"), reason: "neue Geschäftseinteilung"),
                    on: CaseID("c\(number)"), by: boss)
            }
            let verdicts = try house.centre.offer(acts, from: house.caller(boss))
            #expect(verdicts.allSatisfy { $0.outcome == .applied })
        }
        let gone = try house.feed(boss, after: here.cursor)
        #expect(Set(gone.evicted).count == Self.count)
        #expect(gone.items.isEmpty && gone.past.isEmpty)
        let come = try house.feed(there, after: elsewhere.cursor)
        #expect(Set(come.items.compactMap { $0.image?.id }).count == Self.count)
        #expect(come.past.count == Self.count)
        #expect(try house.centre.audit() == nil)
    }
}
