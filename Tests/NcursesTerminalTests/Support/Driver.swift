import CVTerm
import Foundation

/// The probe under a pseudo-terminal, with libvterm as its screen.
final class Driver {
    private let process: pid_t
    /// The line to the program; -1 once it was hung up: its number may be another's by now.
    private var descriptor: Int32
    private let screen: OpaquePointer
    private let height: Int32
    /// Bytes the program sent since the last `countBytes`.
    private var received = 0
    private(set) var transcript: [UInt8] = []
    /// Its end was seen: the number of the process may be another's by now.
    private var hasEnded = false
    /// Nothing more will come.
    private var isClosed = false

    init(
        _ environment: [String: String], width: Int32 = 80, height: Int32 = 24,
        arguments: [String] = [Driver.probe]
    ) {
        let argv = arguments.map { strdup($0) } + [nil]
        var all = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
        all.merge(environment) { $1 }
        let envp = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        let program = cvt_spawn(argv, envp, nil, width, height)
        process = program.pid
        descriptor = program.fd
        screen = cvt_screen_new(width, height)
        self.height = height
        for pointer in argv + envp { free(pointer) }
    }

    deinit {
        hangUp()
        if !hasEnded {
            _ = cvt_signal(process, SIGKILL)
            _ = cvt_wait(process, 1_000)
        }
        cvt_screen_free(screen)
    }

    static let probe: String = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder =
            bundle?.bundleURL.deletingLastPathComponent()
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appendingPathComponent("TerminalProbe").path
    }()

    /// Reads until nothing has come for `quiet` milliseconds.
    func settle(quiet: Int32 = 60) {
        while pump(quiet) {}
    }

    @discardableResult
    private func pump(_ milliseconds: Int32) -> Bool {
        var buffer = [CChar](repeating: 0, count: 65_536)
        let count = cvt_read(descriptor, &buffer, Int32(buffer.count), milliseconds)
        if count < 0 { isClosed = true }
        guard count > 0 else { return false }
        received += Int(count)
        transcript += buffer[..<Int(count)].map { UInt8(bitPattern: $0) }
        cvt_screen_feed(screen, buffer, count)
        return true
    }

    /// Reads until `condition` holds; false after twenty seconds.
    func wait(_ condition: (Driver) -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: 20)
        while Date() < end {
            if condition(self) { return true }
            if !pump(20), isClosed { break }
        }
        return condition(self)
    }

    func waitFor(_ text: String) -> Bool { wait { $0.text.contains(text) } }

    func type(_ text: String) {
        _ = text.withCString { cvt_write(descriptor, $0, Int32(strlen($0))) }
    }

    /// Another size of the window. libvterm 0.1.4 breaks under some small sizes, so `isSeen: false`
    /// tells the program alone.
    func resize(_ width: Int32, _ height: Int32, isSeen: Bool = true) {
        if isSeen { cvt_screen_resize(screen, width, height) }
        _ = cvt_set_size(descriptor, width, height)
    }

    func signal(_ number: Int32) { _ = cvt_signal(process, number) }

    func hangUp() {
        if descriptor >= 0 { cvt_close(descriptor) }
        descriptor = -1
        isClosed = true
    }

    /// Reads on until the program has ended, then what it left behind: its last bytes are its answer.
    func end(within seconds: TimeInterval = 10) -> cvt_status {
        let last = Date(timeIntervalSinceNow: seconds)
        var status = status(within: 0)
        while status.state == Int32(CVT_RUNNING), Date() < last {
            if !pump(20) { status = self.status(within: 20) }
        }
        // What a program wrote may come after its end; then the line is closed, unless it only stopped.
        while hasEnded, !isClosed, Date() < last { pump(20) }
        while pump(0) {}
        return status
    }

    /// Ends when the program stops, without eating its output.
    func status(within milliseconds: Int32) -> cvt_status {
        let status = cvt_wait(process, milliseconds)
        hasEnded = [CVT_EXITED, CVT_KILLED].contains { Int32($0) == status.state }
        return status
    }

    /// The bytes that an action is answered with, at the earliest after the first of them.
    func countBytes(_ action: () -> Void) -> Int {
        settle()
        received = 0
        action()
        _ = wait { $0.received > 0 }
        settle()
        return received
    }

    /// The bytes that come without anything being done.
    func countIdleBytes() -> Int {
        settle()
        received = 0
        settle(quiet: 300)
        return received
    }

    /// Whether these bytes were sent to the terminal.
    func wrote(_ bytes: String) -> Bool {
        String(decoding: transcript, as: UTF8.self).contains(bytes)
    }

    var isCooked: Bool { cvt_is_cooked(descriptor) }
    var isAlternate: Bool { cvt_screen_is_alternate(screen) }
    /// libvterm 0.1.4 reads only the first of several modes in one sequence: what was sent counts.
    var hasMouse: Bool {
        let sent = String(decoding: transcript, as: UTF8.self)
        let on = sent.range(of: "1000h", options: .backwards)?.lowerBound ?? sent.startIndex
        let off = sent.range(of: "1000l", options: .backwards)?.lowerBound ?? sent.startIndex
        return on > off
    }

    func line(_ y: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 8_192)
        let count = cvt_screen_line(screen, y, &buffer, Int32(buffer.count))
        return String(decoding: buffer[..<Int(count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    var lines: [String] { (0..<height).map(line) }
    var text: String { lines.joined(separator: "\n") }

    func cell(_ x: Int32, _ y: Int32) -> cvt_cell { cvt_screen_cell(screen, x, y) }

    var cursor: (x: Int32, y: Int32, isVisible: Bool) {
        var x: Int32 = 0
        var y: Int32 = 0
        var isVisible = false
        cvt_screen_cursor(screen, &x, &y, &isVisible)
        return (x, y, isVisible)
    }
}
