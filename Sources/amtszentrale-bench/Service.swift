import Foundation
import SyncProtocol

/// The built service on a town's folder, in a process of its own.
final class Service {
    let port: Int
    private let process = Process()

    init(program: String, folder: String) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "dienst", "--daten", folder, "--adresse", "127.0.0.1", "--port", "0",
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let more = errors.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Trouble("Der Dienst startet nicht: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        let digits = said.split(whereSeparator: { !$0.isNumber }).last.flatMap { Int($0) }
        guard let digits else { throw Trouble("Der Dienst nennt keinen Port: \(said)") }
        port = digits
        // What it says from here on is read away, so that its pipe never fills.
        errors.fileHandleForReading.readabilityHandler = { handle in
            let more = handle.availableData
            if more.isEmpty { handle.readabilityHandler = nil }
            FileHandle.standardError.write(more)
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Megabytes in memory: now, and at most so far.
    var memory: (now: Double, peak: Double) {
        let text =
            (try? String(
                contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
            ?? ""
        func value(_ name: String) -> Double {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
            let number = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
            return (number ?? 0) / 1_024
        }
        return (value("VmRSS"), value("VmHWM"))
    }

    /// Seconds of processor time so far.
    var processorSeconds: Double {
        let text =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8))
            ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

/// A moment of a clock that only runs forward, in milliseconds.
func tick() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}

/// Runs `body` for each number on so many threads, and waits for all.
func everywhere(
    _ numbers: Range<Int>, threads: Int, _ body: @escaping @Sendable (Int) throws -> Void
) throws {
    let failure = Shared<String?>(nil)
    let done = DispatchGroup()
    for lane in 0..<threads {
        done.enter()
        start {
            defer { done.leave() }
            for number in stride(
                from: numbers.lowerBound + lane, to: numbers.upperBound, by: threads)
            {
                do {
                    try body(number)
                } catch {
                    failure.change { $0 = $0 ?? "\(error)" }
                    return
                }
            }
        }
    }
    done.wait()
    if let sentence = failure.value { throw Trouble(sentence) }
}

/// A thread with a small stack: there are thousands.
func start(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.stackSize = 256 << 10
    thread.start()
}
