import Casework
import CentralService
import SyncProtocol
import Synchronization

/// A page of the feed as it is sent.
struct ServedPage: Sendable {
    var bytes: [UInt8]
    /// The same packed, where that is worth it.
    var packed: [UInt8]?
    var cursor: FeedCursor
    var hasNews: Bool

    init(_ page: ChangePage) {
        bytes = page.ndjson
        packed = Bodies.packed(bytes)
        cursor = page.cursor
        hasNews = page.hasNews
    }
}

/// Pages that many desks ask for at the same moment, made once: who stands at the same place of the
/// feed and sees the same units gets the same bytes. A page is forgotten as soon as anything happens
/// in one of its units, so that nobody gets what has left their sight.
package final class SharedPages: Sendable {
    /// Bytes of all pages kept.
    private static let room = 16 << 20

    private struct State {
        var pages: [Centre.Stand: ServedPage] = [:]
        var bytes = 0
        /// How often something happened in a unit, and to what is the same for all.
        var events: [UnitID: Int] = [:]
        var allEvents = 0

        mutating func forgetAll() {
            pages = [:]
            bytes = 0
        }

        func mark(_ stand: Centre.Stand) -> Int {
            stand.units.reduce(allEvents) { $0 + (events[$1] ?? 0) }
        }
    }

    private let state = Mutex(State())

    package init() {}

    func heed(_ news: CentreNews) {
        state.withLock { state in
            if news.reference {
                state.allEvents += 1
                state.forgetAll()
            }
            for unit in news.units { state.events[unit, default: 0] += 1 }
            for (stand, page) in state.pages
            where stand.units.contains(where: news.units.contains) {
                state.pages.removeValue(forKey: stand)
                state.bytes -= page.bytes.count
            }
        }
    }

    /// The page for who stands there: a kept one, or what `make` makes.
    ///
    /// - Parameter isAlone: a page of its own, for nobody else.
    func page(
        for stand: Centre.Stand, isAlone: Bool, _ make: () throws -> ChangePage
    ) rethrows -> ServedPage {
        let (known, mark) = state.withLock { (isAlone ? nil : $0.pages[stand], $0.mark(stand)) }
        if let known { return known }
        let page = try make()
        let served = ServedPage(page)
        // Answers to a desk's own acts are for nobody else.
        guard !isAlone, page.verdicts.isEmpty else { return served }
        state.withLock { state in
            guard state.mark(stand) == mark else { return }
            if state.bytes + served.bytes.count > Self.room { state.forgetAll() }
            if state.pages.updateValue(served, forKey: stand) == nil {
                state.bytes += served.bytes.count
            }
        }
        return served
    }
}
