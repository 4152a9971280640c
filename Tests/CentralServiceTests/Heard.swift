import CentralService
import Synchronization

/// What an observer was told.
final class Heard: Sendable {
    private let news = Mutex<[CentreNews]>([])
    var last: CentreNews? { news.withLock { $0.last } }
    var count: Int { news.withLock { $0.count } }
    func take(_ new: CentreNews) { news.withLock { $0.append(new) } }
}
