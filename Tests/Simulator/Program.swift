import Foundation
import Glibc

/// The command line of the simulation.
///
///     amtspult-sim run --seeds 500 --steps 5000 [--first 1] [--workers 2] [--twice yes]
///     amtspult-sim planted --seeds 200 --steps 2000
///     amtspult-sim stored --folder Tests/Seeds
///     amtspult-sim show --first 17 --steps 5000
package enum Program {
    struct Options {
        var seeds = 20
        var first: UInt64 = 1
        var steps = 2_000
        var workers = 2
        var twice = false
        var folder = ""
        /// For a worker: where it writes what it found, and which seeds are its own.
        var output = ""
        var stride = 1
        var bug = ""
        var budget = 60
    }

    package static func main(_ arguments: [String]) -> Int32 {
        defer { fflush(nil) }
        guard arguments.count > 1, let options = read(Array(arguments.dropFirst(2))) else {
            print("amtspult-sim run | planted | stored | show  --seeds --first --steps --workers")
            return 64
        }
        do {
            switch arguments[1] {
            case "run": return try Farm(options).run() ? 0 : 1
            case "worker": return try worker(options) ? 0 : 1
            case "planted": return try planted(options) ? 0 : 1
            case "stored": return try stored(options) ? 0 : 1
            case "show": return try show(options) ? 0 : 1
            default: return 64
            }
        } catch {
            print("amtspult-sim: \(error)")
            return 70
        }
    }

    private static func read(_ arguments: [String]) -> Options? {
        var options = Options()
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--seeds": options.seeds = Int(value) ?? options.seeds
            case "--first": options.first = UInt64(value) ?? options.first
            case "--steps": options.steps = Int(value) ?? options.steps
            case "--workers": options.workers = Int(value) ?? options.workers
            case "--twice": options.twice = value == "yes"
            case "--folder": options.folder = value
            case "--output": options.output = value
            case "--stride": options.stride = Int(value) ?? options.stride
            case "--bug": options.bug = value
            case "--budget": options.budget = Int(value) ?? options.budget
            default: return nil
            }
        }
        return options
    }

    // MARK: - One process

    /// Runs every `stride`-th seed and writes a line for each.
    private static func worker(_ options: Options) throws -> Bool {
        var lines: [String] = []
        var sound = true
        let parts = Bug.all.first { $0.name == options.bug }?.parts ?? Parts()
        for turn in 0..<options.seeds {
            let seed = options.first + UInt64(turn * options.stride)
            let report = try Run(seed: seed, parts: parts).run(steps: options.steps)
            lines.append(line(of: report))
            guard let violation = report.violation else { continue }
            sound = false
            if options.bug.isEmpty { try tell(report, options, parts) }
            if !options.bug.isEmpty {
                lines.append("caught \(seed) \(violation)")
                break
            }
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: options.output))
        return sound
    }

    static func line(of report: Run.Report) -> String {
        let count = report.count
        let numbers = [
            report.steps, count.lines, count.refused, count.told, count.crashes, count.restores,
            count.conflicts, count.failures,
        ]
        return "seed \(report.seed) \(String(report.hash, radix: 16)) "
            + numbers.map(String.init).joined(separator: " ")
    }

    /// A failing seed with all that is needed to see why.
    private static func tell(_ report: Run.Report, _ options: Options, _ parts: Parts) throws {
        guard let violation = report.violation else { return }
        print("FAILED seed \(report.seed) in \(report.phase) after \(report.steps) steps")
        print("  \(violation)")
        var shrink = Shrink(
            seed: report.seed, parts: parts, budget: options.budget)
        let small = try shrink.smallest(of: report)
        print("  \(small.events.count) of \(report.events.count) events are needed; the last:")
        for line in small.trace.suffix(25) { print("    \(line.prefix(200))") }
        print("  again: amtspult-sim show --first \(report.seed) --steps \(options.steps)")
    }

    private static func show(_ options: Options) throws -> Bool {
        let parts = Bug.all.first { $0.name == options.bug }?.parts ?? Parts()
        let report = try Run(seed: options.first, parts: parts).run(steps: options.steps)
        for line in report.trace.suffix(60) { print("  \(line.prefix(240))") }
        print(line(of: report))
        guard report.violation != nil else { return true }
        try tell(report, options, parts)
        return false
    }

    // MARK: - Stored seeds

    /// Files of a folder, each with lines "seed steps": seeds that failed once.
    private static func stored(_ options: Options) throws -> Bool {
        var sound = true
        for name in try FileManager.default.contentsOfDirectory(atPath: options.folder).sorted()
        where name.hasSuffix(".seeds") {
            let text = try String(contentsOfFile: "\(options.folder)/\(name)", encoding: .utf8)
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                let numbers = line.split(separator: " ")
                guard numbers.count >= 2, let seed = UInt64(numbers[0]),
                    let steps = Int(numbers[1])
                else { continue }
                let report = try Run(seed: seed).run(steps: steps)
                print("\(name) \(seed): \(report.violation?.description ?? "sound")")
                sound = sound && report.violation == nil
            }
        }
        return sound
    }

    // MARK: - Planted bugs

    /// Every wrong part must be found within the seeds given.
    private static func planted(_ options: Options) throws -> Bool {
        var missed: [String] = []
        var waiting = Bug.all.filter { options.bug.isEmpty || $0.name == options.bug }[...]
        var running: [(bug: Bug, process: Process, output: String)] = []
        while !waiting.isEmpty || !running.isEmpty {
            while running.count < options.workers, let bug = waiting.popFirst() {
                let output = NSTemporaryDirectory() + "/amtspult-sim-\(getpid())-\(waiting.count)"
                var own = options
                own.bug = bug.name
                own.output = output
                running.append((bug, try Farm.start(own), output))
            }
            let (bug, process, output) = running.removeFirst()
            process.waitUntilExit()
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            try? FileManager.default.removeItem(atPath: output)
            let lines = text.split(separator: "\n")
            let tries = lines.count { $0.hasPrefix("seed ") }
            if let caught = lines.first(where: { $0.hasPrefix("caught ") }) {
                print("\(bug.name): in \(tries) seeds, \(caught.dropFirst(7))")
            } else {
                print("\(bug.name): NOT FOUND in \(tries) seeds")
                missed.append(bug.name)
            }
            fflush(nil)
        }
        print("\(Bug.all.count - missed.count) of \(Bug.all.count) planted bugs found")
        return missed.isEmpty
    }
}
