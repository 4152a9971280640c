import Foundation

/// A program at a terminal line of its own, and when its bytes come.
final class Line {
    private let master: Int32
    let pid: pid_t
    private(set) var sent = 0
    private(set) var text = ""
    private var hasEnded = false

    /// What a key was answered with. Times in milliseconds from the key on.
    struct Answer {
        var first = 0.0
        var last = 0.0
        var bytes = 0
        /// Processor time of the program's main thread until the line was quiet again.
        var processor = 0.0
    }

    // TIOCSPTLCK and TIOCGPTN of <linux/ioctl.h>, which the C library's module does not bring.
    private static let lock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    struct Failure: Error {
        var sentence: String
    }

    init(
        _ arguments: [String], environment: [String: String], width: UInt16, height: UInt16
    ) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, Line.lock, &locked) == 0,
            ioctl(master, Line.number, &number) == 0
        else { throw Failure(sentence: "Kein Pseudo-Terminal zu bekommen.") }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // A session of its own: the first terminal it opens becomes its terminal.
        posix_spawnattr_setflags(&attributes, 0x80)
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, arguments[0], &actions, &attributes, argv, envp) == 0 else {
            throw Failure(sentence: "\(arguments[0]) lässt sich nicht starten.")
        }
        pid = child
    }

    deinit {
        if !hasEnded {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        close(master)
    }

    /// Sends the key that ends the program and waits until it has: one that is cut off closes
    /// nothing, and looks through its whole store at the next start.
    func leave(_ key: String, patience: Double = 30_000) throws {
        _ = answer(to: key)
        let start = Line.now
        while Line.now - start < patience {
            if waitpid(pid, nil, WNOHANG) == pid {
                hasEnded = true
                return
            }
            if take(5) == nil { usleep(1_000) }
        }
        throw Failure(sentence: "Das Programm hört mit \(key) nicht auf.")
    }

    static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e6 }

    /// Waits until the program has sent these words; milliseconds from `start`, nil if it never
    /// does.
    func seconds(until words: String, from start: Double, patience: Double = 60_000) -> Double? {
        while Line.now - start < patience {
            if text.contains(words) { return Line.now - start }
            _ = take(20)
        }
        return nil
    }

    /// Sends bytes and reads until the line has been quiet for `quiet` milliseconds.
    func answer(to bytes: String, quiet: Int32 = 20) -> Answer {
        text = ""
        let before = processorTime
        let start = Line.now
        let data = Array(bytes.utf8)
        _ = write(master, data, data.count)
        var answer = Answer()
        var wait: Int32 = 1_000
        while let count = take(wait) {
            let at = Line.now - start
            if answer.bytes == 0 { answer.first = at }
            answer.last = at
            answer.bytes += count
            wait = quiet
        }
        answer.processor = processorTime - before
        return answer
    }

    /// Reads until nothing comes any more.
    func settle(_ quiet: Int32 = 300) { while take(quiet) != nil {} }

    private func take(_ milliseconds: Int32) -> Int? {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return nil }
        sent += count
        text += String(decoding: buffer[..<count], as: UTF8.self)
        return count
    }

    /// Milliseconds the main thread has run.
    var processorTime: Double { Line.run("/proc/\(pid)/schedstat") }

    /// Milliseconds all threads have run, those included that have ended; in steps of the clock.
    var wholeProcessorTime: Double {
        let line = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) * 1_000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func run(_ path: String) -> Double {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let first = text.split(separator: " ").first, let nanoseconds = Double(first)
        else { return 0 }
        return nanoseconds / 1e6
    }
}
