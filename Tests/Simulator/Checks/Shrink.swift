/// Makes a failing seed small: events are left out as long as it fails in the same way.
package struct Shrink {
    let seed: UInt64
    let parts: Parts
    /// Runs it may take.
    var budget: Int

    package init(seed: UInt64, parts: Parts, budget: Int = 60) {
        self.seed = seed
        self.parts = parts
        self.budget = budget
    }

    /// The events that are needed for the failure, with the last things that happened.
    package mutating func smallest(of report: Run.Report) throws -> Run.Report {
        guard let wanted = report.violation?.invariant else { return report }
        var best = report
        var skipped = Set<Event>()
        var size = max(1, report.events.count / 2)
        while size >= 1, budget > 0 {
            var start = 0
            var shrank = false
            while start < best.events.count, budget > 0 {
                let end = min(start + size, best.events.count)
                let trial = skipped.union(best.events[start..<end])
                budget -= 1
                // What is left out is not made up for by what would come later.
                let tried = try Run(seed: seed, parts: parts, skipping: trial)
                    .run(steps: best.events.count - (end - start))
                if tried.violation?.invariant == wanted {
                    skipped = trial
                    best = tried
                    shrank = true
                } else {
                    start = end
                }
            }
            if !shrank || size > best.events.count { size /= 2 }
        }
        return best
    }
}
