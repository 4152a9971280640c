import Casework
import Testing
import WorkstationRuntime

@Suite struct IdentifiersTests {
    @Test func idsSortByTheirMomentAndHaveTheFormOfTheStandard() {
        let early = Identifiers.uuid7(at: Instant(milliseconds: 1_795_424_400_000))
        let late = Identifiers.uuid7(at: Instant(milliseconds: 1_795_424_400_001))
        #expect(early < late)
        #expect(early.count == 36)
        #expect(early.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        #expect(early.dropFirst(14).first == "7")
        #expect("89ab".contains(early.dropFirst(19).first ?? "x"))
        #expect(early != Identifiers.uuid7(at: Instant(milliseconds: 1_795_424_400_000)))
    }
}
