import Simulator
import Testing

/// A few seeds of the whole office, with everything that can go wrong. The long runs are those of
/// `make sim`.
@Suite struct OfficeTests {
    @Test(arguments: 1...4)
    func aSeedIsSoundAndTheSameTwice(seed: Int) throws {
        let first = try Run(seed: UInt64(seed)).run(steps: 400)
        #expect(first.violation == nil, "\(first.trace.suffix(20))")
        #expect(first.count.lines > 10)
        let second = try Run(seed: UInt64(seed)).run(steps: 400)
        #expect(first.hash == second.hash)
    }

    @Test func aWrongPartIsFoundAndShrunk() throws {
        var parts = Parts()
        parts.keepsJournalNot()
        var found: Run.Report?
        for seed in 1...40 where found == nil {
            let report = try Run(seed: UInt64(seed), parts: parts).run(steps: 400)
            if report.violation != nil { found = report }
        }
        let report = try #require(found)
        #expect(report.violation?.invariant == .durable)
        var shrink = Shrink(seed: report.seed, parts: parts, budget: 25)
        let small = try shrink.smallest(of: report)
        #expect(small.violation?.invariant == .durable)
        #expect(small.events.count < report.events.count)
    }
}

extension Parts {
    fileprivate mutating func keepsJournalNot() { dropsJournal = true }
}
