import Foundation
import Glibc

/// Runs seeds in several processes. Where every seed is run twice, two processes run the same
/// seeds and must agree on every trace: they share no memory and no hash seed.
struct Farm {
    let options: Program.Options

    init(_ options: Program.Options) { self.options = options }

    static func start(_ options: Program.Options) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "worker", "--seeds", String(options.seeds), "--first", String(options.first),
            "--steps", String(options.steps), "--stride", String(options.stride), "--output",
            options.output, "--budget", String(options.budget),
        ]
        if !options.bug.isEmpty { process.arguments? += ["--bug", options.bug] }
        try process.run()
        return process
    }

    func run() throws -> Bool {
        let began = Date()
        let workers = max(1, options.workers)
        var processes: [Process] = []
        var outputs: [String] = []
        for worker in 0..<workers {
            var own = options
            own.output = NSTemporaryDirectory() + "/amtspult-sim-\(getpid())-\(worker)"
            if !options.twice {
                own.first = options.first + UInt64(worker)
                own.stride = workers
                own.seeds = (options.seeds - worker + workers - 1) / workers
            }
            outputs.append(own.output)
            processes.append(try Farm.start(own))
        }
        for process in processes { process.waitUntilExit() }
        let sound = processes.allSatisfy { $0.terminationStatus == 0 }
        let texts = outputs.map { (try? String(contentsOfFile: $0, encoding: .utf8)) ?? "" }
        for output in outputs { try? FileManager.default.removeItem(atPath: output) }
        let same = !options.twice || agree(texts)
        sum(options.twice ? Array(texts.prefix(1)) : texts, since: began)
        return sound && same
    }

    private func agree(_ texts: [String]) -> Bool {
        let lines = texts.map { $0.split(separator: "\n") }
        guard let first = lines.first else { return true }
        var same = true
        for other in lines.dropFirst() {
            for (left, right) in zip(first, other) where left != right {
                print("NOT THE SAME TWICE:\n  \(left)\n  \(right)")
                same = false
            }
            same = same && first.count == other.count
        }
        return same
    }

    private func sum(_ texts: [String], since began: Date) {
        var sums = [Int](repeating: 0, count: 8)
        var seeds = 0
        for line in texts.joined(separator: "\n").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 11 else { continue }
            seeds += 1
            for index in 0..<8 { sums[index] += Int(words[index + 3]) ?? 0 }
        }
        let seconds = Date().timeIntervalSince(began)
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        let cpu = Double(usage.ru_utime.tv_sec) + Double(usage.ru_stime.tv_sec)
        let runs = Double(seeds) * (options.twice ? 2 : 1)
        print(
            "\(seeds) seeds, \(sums[0]) steps, \(sums[1]) lines (\(sums[2]) refused, "
                + "\(sums[6]) merged), \(sums[3]) saved, \(sums[4]) crashes, \(sums[5]) restores, "
                + "\(sums[7]) failed talks")
        print(
            "\(Int(seconds)) s, \(Int(cpu)) s of processor: "
                + "\(Int(runs * 60 / max(1, cpu))) runs a minute and processor"
                + (options.twice ? ", every seed twice with the same trace" : ""))
    }
}
