import Casework
import Foundation
import Glibc
import Workstation

/// What the program did, for support: begin, end and failures by their code, one line each.
/// Nothing of a case, a person or a path ever gets in: an event has no room for it.
package struct RunLog: Sendable {
    package enum Event: Hashable, Sendable {
        case began(version: String)
        case ended
        /// `during`: the kind of question, by its name in the program.
        case failed(code: String, during: String)
    }

    /// Beyond this the file is put aside; one older file is kept.
    package static let sizeLimit = 1 << 20

    private let path: String
    private let clock: @Sendable () -> Instant

    package init(path: String, clock: @escaping @Sendable () -> Instant) {
        self.path = path
        self.clock = clock
    }

    /// A log that cannot be written stops nobody from working.
    package func note(_ event: Event) {
        let line = "\(clock().rfc3339) \(getpid()) \(Self.words(event))\n"
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if lseek(descriptor, 0, SEEK_END) > Self.sizeLimit { rename(path, path + ".1") }
        // One write per line: lines of two programs do not mix.
        _ = Array(line.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    private static func words(_ event: Event) -> String {
        switch event {
        case .began(let version): "begin \(plain(version))"
        case .ended: "end"
        case .failed(let code, let during): "failure \(plain(code)) \(plain(during))"
        }
    }

    /// A word of letters, digits, dots and hyphens, so that no line is forged.
    private static func plain(_ word: String) -> String {
        let kept = word.unicodeScalars.filter {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "."
                    || $0 == "-")
        }
        return String(String.UnicodeScalarView(kept).prefix(40))
    }
}

/// Hands that leave a line in the log where something fails.
package final class LoggedWork: DeskWork {
    private let work: any DeskWork
    private let log: RunLog

    package init(_ work: any DeskWork, log: RunLog) {
        self.work = work
        self.log = log
    }

    package func answer(_ question: Question) throws(DeskFailure) -> Answer {
        do {
            return try work.answer(question)
        } catch {
            log.note(.failed(code: error.code, during: Self.kind(of: question)))
            throw error
        }
    }

    package func carryOut(_ order: Order) throws(DeskFailure) {
        do {
            try work.carryOut(order)
        } catch {
            log.note(.failed(code: error.code, during: Self.kind(of: order)))
            throw error
        }
    }

    /// The name of the case alone: what it carries may be personal.
    private static func kind(of value: some Any) -> String {
        Mirror(reflecting: value).children.first?.label ?? "\(type(of: value))"
    }
}
