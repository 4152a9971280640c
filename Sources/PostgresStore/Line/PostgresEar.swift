import CPostgres
import CentralService
import Foundation
import Synchronization

/// A thread with a line of its own that hears what other processes have committed.
///
/// Notices come only while the line stands. After every new line everybody is woken once, since
/// nobody knows what was missed.
final class PostgresEar: Sendable {
    private let isClosed = Box()

    private final class Box: Sendable {
        let value = Mutex(false)
    }

    /// Returns when the first line hears, or could not be had: nothing that is committed from then
    /// on is missed while it stands.
    init(
        _ pool: PostgresPool, schema: String, origin: String,
        tell: @escaping @Sendable (StoreWord) -> Void
    ) {
        let isClosed = isClosed
        let ready = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            var rounds = 0
            while !isClosed.value.withLock({ $0 }) {
                let line = try? Self.listen(pool, schema)
                rounds += 1
                if rounds == 1 { ready.signal() }
                if let line {
                    if rounds > 1, let news = try? Self.everything(line) {
                        tell(.committed(news))
                    }
                    Self.hear(line, origin: origin, tell, until: isClosed)
                }
                if !isClosed.value.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.5) }
            }
        }
        ready.wait()
    }

    private static func listen(_ pool: PostgresPool, _ schema: String) throws -> PostgresLine {
        let line = try pool.open()
        try line.later("LISTEN \(schema)")
        try line.flush()
        return line
    }

    func close() { isClosed.value.withLock { $0 = true } }

    private static func hear(
        _ line: PostgresLine, origin: String, _ tell: (StoreWord) -> Void, until isClosed: Box
    ) {
        while !isClosed.value.withLock({ $0 }) {
            while let text = line.nextNotice() {
                if let word = PostgresNotice.word(in: text, origin: origin) { tell(word) }
            }
            guard line.wait(milliseconds: 1_000) else { return }
        }
    }

    /// News that concern everybody.
    private static func everything(_ line: PostgresLine) throws -> CentreNews {
        var news = CentreNews(head: try PostgresHead.read(line).sequence)
        news.reference = true
        return news
    }
}
