import CVTerm
import Foundation
import Testing

/// The built program under a pseudo-terminal, with libvterm as its screen.
final class PseudoTerminal {
    /// Kept, so that the home lives as long as the program.
    let sandbox: Sandbox
    let pid: pid_t
    /// The line to the program; -1 once it was hung up: its number may be another's by now.
    private var descriptor: Int32
    private let screen: OpaquePointer
    private(set) var width: Int32
    private(set) var height: Int32
    /// All bytes the program sent.
    private(set) var transcript: [UInt8] = []
    private var isClosed: Bool { descriptor < 0 }
    private var ending: cvt_status?

    /// Generous: it is met only when something is wrong, or the machine is.
    static let patience: TimeInterval = 30

    init(
        _ arguments: [String], in sandbox: Sandbox, width: Int32 = 80, height: Int32 = 24,
        environment: [String: String?] = [:], program path: String = Shell.program
    ) throws {
        self.sandbox = sandbox
        var all = sandbox.environment
        for (name, value) in environment { all[name] = value }
        let argv = ([path] + arguments).map { strdup($0) } + [nil]
        let envp = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        let program = cvt_spawn(argv, envp, sandbox.folder.path, width, height)
        pid = program.pid
        descriptor = program.fd
        screen = try #require(cvt_screen_new(width, height))
        (self.width, self.height) = (width, height)
        for pointer in argv + envp { free(pointer) }
        try #require(descriptor >= 0)
    }

    deinit {
        if ending == nil {
            _ = cvt_signal(pid, SIGKILL)
            _ = cvt_wait(pid, 2_000)
        }
        hangUp()
        cvt_screen_free(screen)
    }

    // MARK: Reading

    /// Takes what has come; false if nothing came in this time.
    @discardableResult
    func pump(_ milliseconds: Int32) -> Bool {
        var buffer = [CChar](repeating: 0, count: 65_536)
        let count = cvt_read(descriptor, &buffer, Int32(buffer.count), milliseconds)
        guard count > 0 else { return false }
        transcript += buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
        cvt_screen_feed(screen, buffer, count)
        var replies = [CChar](repeating: 0, count: 4_096)
        let length = cvt_screen_replies(screen, &replies, Int32(replies.count))
        if length > 0 { _ = cvt_write(descriptor, replies, length) }
        return true
    }

    /// Reads until `condition` holds; the program's end ends the waiting.
    func wait(atMost seconds: TimeInterval = patience, _ condition: () -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if condition() { return true }
            if !pump(50), ended { return condition() }
        }
        return condition()
    }

    /// The screen shows all of these words.
    func expect(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        let seen = wait { words.allSatisfy { self.text.contains($0) } }
        try #require(
            seen, "„\(words.joined(separator: "“, „"))“ is not on the screen:\n\(text)",
            sourceLocation: sourceLocation)
    }

    /// The screen no longer shows these words.
    func expectGone(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let seen = wait { !self.text.contains(words) }
        try #require(
            seen, "„\(words)“ is still on the screen:\n\(text)", sourceLocation: sourceLocation)
    }

    /// Reads until nothing has come for `quiet` milliseconds: the screen then is the last one.
    func settle(quiet: Int32 = 300) { while pump(quiet) {} }

    /// The screen without the time of day, which goes on.
    var still: String {
        text.replacing(/\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}/) { String($0.0.dropLast(5)) + "00:00" }
    }

    private var ended: Bool {
        if ending == nil {
            let status = cvt_wait(pid, 0)
            if status.state == CVT_EXITED || status.state == CVT_KILLED { ending = status }
        }
        return ending != nil
    }

    // MARK: Doing

    func write(_ bytes: String) {
        let all = Array(bytes.utf8).map { CChar(bitPattern: $0) }
        _ = cvt_write(descriptor, all, Int32(all.count))
    }

    func send(_ keys: Key...) { write(keys.map(\.bytes).joined()) }

    /// Another size of the window. libvterm 0.1.4 breaks under tiny ones: they go to the program
    /// alone.
    func resize(_ width: Int32, _ height: Int32, isSeen: Bool = true) {
        if isSeen {
            cvt_screen_resize(screen, width, height)
            (self.width, self.height) = (width, height)
        }
        _ = cvt_set_size(descriptor, width, height)
    }

    func signal(_ number: Int32) { _ = cvt_signal(pid, number) }

    /// The line drops.
    func hangUp() {
        if descriptor >= 0 { cvt_close(descriptor) }
        descriptor = -1
    }

    /// The program's end, with what it said before.
    func end(within milliseconds: Int32 = 20_000) -> cvt_status {
        let limit = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
        while !isClosed, !ended, Date() < limit { pump(20) }
        if !isClosed { while pump(20) {} }
        if ending == nil, isClosed { ending = cvt_wait(pid, milliseconds) }
        return ending ?? cvt_status(state: Int32(CVT_RUNNING), code: 0)
    }

    func expectExit(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let status = end()
        try #require(
            status.state == CVT_EXITED && status.code == code,
            "state \(status.state), code \(status.code):\n\(text)", sourceLocation: sourceLocation)
    }

    /// Waits until the program has stopped itself.
    func stopped() -> Bool {
        let limit = Date(timeIntervalSinceNow: 20)
        while Date() < limit {
            pump(20)
            let status = cvt_wait(pid, 0)
            if status.state == CVT_STOPPED { return true }
            if status.state != CVT_RUNNING {
                ending = status
                return false
            }
        }
        return false
    }

    // MARK: What is seen

    func line(_ y: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 8_192)
        let count = cvt_screen_line(screen, y, &buffer, Int32(buffer.count))
        return String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    var lines: [String] { (0..<height).map(line) }
    var text: String { lines.joined(separator: "\n") }
    var sent: String { String(decoding: transcript, as: UTF8.self) }

    func cell(_ x: Int32, _ y: Int32) -> cvt_cell { cvt_screen_cell(screen, x, y) }

    var cursor: (x: Int32, y: Int32, isVisible: Bool) {
        var (x, y): (Int32, Int32) = (0, 0)
        var isVisible = false
        cvt_screen_cursor(screen, &x, &y, &isVisible)
        return (x, y, isVisible)
    }

    var isCooked: Bool { cvt_is_cooked(descriptor) }
    var isAlternate: Bool { cvt_screen_is_alternate(screen) }

    /// Seconds of processor time the program has used.
    var processorTime: Double {
        let line = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

/// Keys as a terminal of the xterm family sends them.
enum Key: ExpressibleByStringLiteral {
    case enter, esc, tab, backTab, up, down, right, left, home, end, pageUp, pageDown, space
    case control(Character)
    case f(Int)
    case text(String)

    init(stringLiteral value: String) { self = .text(value) }

    var bytes: String {
        switch self {
        case .enter: "\r"
        case .esc: "\u{1b}"
        case .tab: "\t"
        case .backTab: "\u{1b}[Z"
        case .space: " "
        case .up: "\u{1b}OA"
        case .down: "\u{1b}OB"
        case .right: "\u{1b}OC"
        case .left: "\u{1b}OD"
        case .home: "\u{1b}OH"
        case .end: "\u{1b}OF"
        case .pageUp: "\u{1b}[5~"
        case .pageDown: "\u{1b}[6~"
        case .control(let letter):
            String(UnicodeScalar(UInt8((letter.asciiValue ?? 0x40) & 0x1F)))
        case .f(let number) where number <= 4:
            "\u{1b}O" + ["P", "Q", "R", "S"][number - 1]
        case .f(let number):
            "\u{1b}[\([15, 17, 18, 19, 20, 21, 23, 24][number - 5])~"
        case .text(let text): text
        }
    }
}
