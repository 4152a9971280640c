import CPosix
import Glibc

/// Who sits at a data folder: written into the lock file for the one who is refused.
package struct LockHolder: Hashable, Sendable {
    package var process: Int
    package var person: String
    package var host: String
    package var terminal: String

    package init(process: Int, person: String, host: String, terminal: String) {
        self.process = process
        self.person = person
        self.host = host
        self.terminal = terminal
    }

    /// This process, at its own terminal.
    package static func here(person: String) -> LockHolder {
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, host.count - 1)
        let terminal = ttyname(STDIN_FILENO).map { String(cString: $0) } ?? "ohne Terminal"
        let name = String(
            decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return LockHolder(
            process: Int(getpid()), person: person, host: name, terminal: terminal)
    }

    var lines: String { "\(process)\n\(person)\n\(host)\n\(terminal)\n" }

    init?(lines: String) {
        let parts = lines.split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.count >= 4, let process = Int(parts[0]) else { return nil }
        self.init(
            process: process, person: String(parts[1]), host: String(parts[2]),
            terminal: String(parts[3]))
    }

    package var sentence: String {
        "Auf diesem Datenbestand arbeitet bereits \(person) "
            + "(Prozess \(process) auf \(host), \(terminal))."
    }
}

/// The one right to write to a data folder; the kernel gives it back when the process ends,
/// however it ends.
package final class StoreLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }
    deinit {
        system_unlock(descriptor)
        close(descriptor)
    }

    /// How long a writing command waits for another to finish.
    package static let patience = 5_000

    /// Long enough for somebody who only looks whether the lock is free.
    package static let glance = 200

    /// Takes the lock, waiting at most `wait` milliseconds.
    ///
    /// - Throws: `.held` with a sentence that says who has it.
    package static func take(
        _ folder: DataFolder, as holder: LockHolder, wait: Int = glance
    ) throws(StoreFailure) -> StoreLock {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(folder.lock, flags, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "lock file") }
        var waited = 0
        while true {
            let code = system_lock_exclusive(descriptor)
            if code == 0 { break }
            guard code == EWOULDBLOCK, waited < wait else {
                close(descriptor)
                guard code == EWOULDBLOCK else { throw StoreFailure(errno: code, cause: "flock") }
                throw StoreFailure(.held, sentence: self.holder(of: folder)?.sentence)
            }
            usleep(20_000)
            waited += 20
        }
        let lock = StoreLock(descriptor: descriptor)
        guard ftruncate(descriptor, 0) == 0 else {
            throw StoreFailure(errno: errno, cause: "lock file")
        }
        try FileBytes.writeAll(Array(holder.lines.utf8), to: descriptor)
        return lock
    }

    /// Tries the lock without leaving a trace.
    ///
    /// - Throws: `.held` where somebody has it.
    static func peek(_ folder: DataFolder) throws(StoreFailure) {
        let descriptor = open(folder.lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard system_lock_exclusive(descriptor) == 0 else {
            throw StoreFailure(.held, sentence: holder(of: folder)?.sentence)
        }
        system_unlock(descriptor)
    }

    /// Who took the lock last; whether they still hold it, only the kernel knows.
    package static func holder(of folder: DataFolder) -> LockHolder? {
        guard let bytes = try? FileBytes.read(folder.lock, limit: 4_096) else { return nil }
        return LockHolder(lines: String(decoding: bytes, as: UTF8.self))
    }
}
