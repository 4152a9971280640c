import Foundation

/// What the machine itself takes from a program that waits and works as long as the desk does for
/// its dearest key, and always the same: `amtspult-bench --anker`, at a line like the desk's.
///
/// On a machine that is shared, such a program too is now and then late.
enum Steady {
    static let option = "--anker"
    /// As long as Esc waits for the rest of a sequence, in milliseconds.
    private static let wait: Int32 = 4
    /// Processor time of a frame, in nanoseconds.
    private static let work: UInt64 = 2_000_000

    /// Answers each key until the line is closed.
    static func run() -> Int32 {
        var key = [UInt8](repeating: 0, count: 64)
        let frame = [UInt8](repeating: UInt8(ascii: "."), count: 300)
        while read(STDIN_FILENO, &key, key.count) > 0 {
            poll(nil, 0, wait)
            let end = processorTime + work
            while processorTime < end {}
            _ = write(STDOUT_FILENO, frame, frame.count)
        }
        return 0
    }

    private static var processorTime: UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
    }
}
