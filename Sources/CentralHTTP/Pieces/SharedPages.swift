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
    /// Whether the next page may come in the same answer: a desk that has to catch up asks at its
    /// own pace, and for what is the same for all cases it says which it has.
    var isFollowed: Bool

    /// Bytes: what is followed goes as it is, and more is worth packing.
    private static let mostFollowed = 32 << 10

    init(_ served: ServedChanges) {
        let page = served.page
        bytes = served.lines
        packed = Bodies.packed(bytes)
        cursor = page.cursor
        hasNews = page.hasNews
        isFollowed =
            bytes.count <= ServedPage.mostFollowed && !page.more && page.reference == nil
    }
}

/// Pages that many desks ask for at the same moment, made once.
///
/// What lies ahead of two desks with the same units is the same if nothing happened in these units
/// between their cursors; then they get the same bytes. Not a desk that may have an answer ahead which is
/// for it alone: an act of its own was refused, or is out of its sight. A page is forgotten as soon as anything happens in one of its units, so
/// that nobody gets what has left their sight.
package final class SharedPages: Sendable {
    /// Where desks stand that get the same page.
    struct Stand: Hashable, Sendable {
        var units: [UnitID]
        /// The last place before the cursor at which something happened in the units.
        var step: Int
        var reference: Int
        var limit: Int
    }

    /// Where a cursor that was given away stands.
    struct Mark: Sendable {
        var units: [UnitID]
        var step: Int
        var place: Int

        init(of served: ServedChanges) {
            units = served.units
            step = served.step
            place = served.page.cursor.sequence
        }
    }

    private struct Kept: Sendable {
        var id: Int
        var making: Task<ServedPage, any Error>
        var since: ContinuousClock.Instant
        var bytes = 0
    }

    /// What is known of answers for a desk alone.
    private struct Own {
        /// Offers that are being taken, and those of which no news came yet.
        var (offers, unheard) = (0, 0)
        /// Goes up with everything that may have brought such an answer into the log.
        var changes = 0
        /// Behind this place there is none; nil where that is not known.
        var last: Int?

        mutating func hear() { unheard = max(0, unheard - 1) }
    }

    private struct State {
        var nextID = 0
        var pages: [Stand: Kept] = [:]
        var bytes = 0
        var marks: [String: Mark] = [:]
        var own: [DeviceID: Own] = [:]

        mutating func forget(_ stand: Stand) {
            bytes -= pages.removeValue(forKey: stand)?.bytes ?? 0
        }

        mutating func forgetPages() {
            pages = [:]
            bytes = 0
        }

        mutating func mayHaveAnswers(_ device: DeviceID) {
            own[device, default: Own()].changes += 1
            own[device]?.last = nil
        }
    }

    /// Bytes of all pages kept.
    private static let room = 16 << 20
    /// More than cursors are in use.
    private static let mostMarks = 32_768
    /// The cursor of a page must not grow old with it.
    private static let longest = Duration.seconds(3_600)

    private let state = Mutex(State())

    package init() {}

    func heed(_ news: CentreNews) {
        state.withLock { state in
            if news.reference { state.forgetPages() }
            for device in news.authors { state.own[device]?.hear() }
            for device in news.devices { state.mayHaveAnswers(device) }
            let stale = state.pages.keys.filter { $0.units.contains(where: news.units.contains) }
            for stand in stale { state.forget(stand) }
        }
    }

    // MARK: Who may have answers ahead

    /// Runs `body`, in which acts of this desk may come into the log. Of what came there are news
    /// before it returns; where there are none, nothing is known.
    func offering<T>(_ device: DeviceID, _ body: () async throws -> T) async rethrows -> T {
        state.withLock { state in
            state.own[device, default: Own()].offers += 1
            state.own[device]?.unheard += 1
        }
        defer {
            state.withLock { state in
                state.own[device]?.offers -= 1
                if let own = state.own[device], own.offers == 0, own.unheard > 0 {
                    state.own[device]?.unheard = 0
                    state.mayHaveAnswers(device)
                }
            }
        }
        return try await body()
    }

    /// For `keep`: before the desk's own page is read.
    func changes(of device: DeviceID) -> Int {
        state.withLock { $0.own[device]?.changes ?? 0 }
    }

    /// Whether no answer for the desk alone lies behind this place.
    func isQuiet(_ device: DeviceID, behind place: Int) -> Bool {
        state.withLock { state in
            guard let own = state.own[device], own.unheard == 0, let last = own.last else {
                return false
            }
            return last <= place
        }
    }

    // MARK: Where cursors stand

    func mark(of cursor: FeedCursor) -> Mark? {
        state.withLock { $0.marks[cursor.token] }
    }

    func keep(_ mark: Mark, of cursor: FeedCursor) {
        state.withLock { state in
            if state.marks.count >= Self.mostMarks { state.marks = [:] }
            state.marks[cursor.token] = mark
        }
    }

    /// The same where the page was a desk's own, with everything it did.
    func keep(_ mark: Mark, of cursor: FeedCursor, for device: DeviceID, since changes: Int) {
        keep(mark, of: cursor)
        state.withLock { state in
            let own = state.own[device, default: Own()]
            guard own.unheard == 0, own.changes == changes else { return }
            state.own[device, default: Own()].last = mark.place
        }
    }

    // MARK: Pages

    /// The page for who stands there: one that is there, or that is made now.
    func page(
        at stand: Stand, _ make: @escaping @Sendable () async throws -> ServedPage
    ) async throws -> ServedPage {
        let kept = state.withLock { state -> Kept in
            if let kept = state.pages[stand], kept.since.duration(to: .now) < Self.longest {
                return kept
            }
            state.nextID += 1
            let id = state.nextID
            let kept = Kept(
                id: id, making: Task { try await made(id, at: stand, make) },
                since: ContinuousClock.now)
            state.forget(stand)
            state.pages[stand] = kept
            return kept
        }
        return try await kept.making.value
    }

    private func made(
        _ id: Int, at stand: Stand, _ make: @Sendable () async throws -> ServedPage
    ) async throws -> ServedPage {
        let made: ServedPage?
        defer {
            let bytes = made?.bytes.count
            state.withLock { state in
                // Where something happened meanwhile it is forgotten already.
                guard state.pages[stand]?.id == id else { return }
                guard let bytes else { return state.forget(stand) }
                if state.bytes + bytes > Self.room { return state.forgetPages() }
                state.pages[stand]?.bytes = bytes
                state.bytes += bytes
            }
        }
        do {
            let page = try await make()
            made = page
            return page
        } catch {
            made = nil
            throw error
        }
    }
}
