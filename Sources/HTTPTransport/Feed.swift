import SyncProtocol
import Synchronization

/// Pages that are on their way.
struct OpenPages {
    /// The answer in which they come one after the other, and what is known of the office there.
    var following: (feed: FollowedFeed, reference: Int)?
    var ahead: PageAhead?
}

/// The page behind one that is being put in: it comes meanwhile.
final class PageAhead: Sendable {
    let cursor: FeedCursor
    let reference: Int
    let limit: Int
    private let task: Task<ChangePage, any Error>

    init(
        after cursor: FeedCursor, reference: Int, limit: Int,
        _ body: @escaping @Sendable () async throws -> ChangePage
    ) {
        self.cursor = cursor
        self.reference = reference
        self.limit = limit
        task = Task.detached { try await body() }
    }

    deinit { task.cancel() }

    var page: ChangePage { get async throws { try await task.value } }
}

extension HTTPCentre {
    /// Pages that are waited for come in one answer, as long as each is asked for where the one
    /// before ended. Behind a page that is not the last the next one is fetched at once.
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        wait > 0
            ? try listen(after: cursor, reference: reference, limit: limit, wait: wait)
            : try fetch(after: cursor, reference: reference, limit: limit)
    }

    private func question(after cursor: FeedCursor, reference: Int, limit: Int) -> Question {
        var question = Question.get(Route.changes)
        question.query = [
            ("seq", String(cursor.sequence)), ("token", cursor.token),
            ("ref", String(reference)), ("limit", String(limit)),
        ]
        question.expects = Route.feedMedia
        question.limit = 64 << 20
        return question
    }

    // MARK: - Catching up

    private func fetch(
        after cursor: FeedCursor, reference: Int, limit: Int
    ) throws -> ChangePage {
        let page: ChangePage
        if let known = try? ahead(after: cursor, reference: reference, limit: limit) {
            page = known
        } else {
            let question = question(after: cursor, reference: reference, limit: limit)
            page = try authorized(nil) { token in
                try waiting { [wire] in try await wire.page(question, token: token) }
            }
        }
        if page.more {
            fetchAhead(
                after: page.cursor, reference: page.reference?.version ?? reference, limit: limit)
        }
        return page
    }

    /// The page that was fetched meanwhile. Why there is none is said to whoever asks for it.
    private func ahead(
        after cursor: FeedCursor, reference: Int, limit: Int
    ) throws -> ChangePage? {
        guard let ahead = pages.withLock({ $0.ahead.take() }), ahead.cursor == cursor,
            ahead.reference == reference, ahead.limit <= limit
        else { return nil }
        return try waiting { try await ahead.page }
    }

    private func fetchAhead(after cursor: FeedCursor, reference: Int, limit: Int) {
        let question = question(after: cursor, reference: reference, limit: limit)
        guard let token = try? authorized(nil, { $0 }) else { return }
        let ahead = PageAhead(after: cursor, reference: reference, limit: limit) { [wire] in
            try await wire.page(question, token: token)
        }
        pages.withLock { $0.ahead = ahead }
    }

    // MARK: - Listening

    private func listen(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        if let page = try followed(after: cursor, reference: reference) { return page }
        // A page that nobody asks for must not be larger than any that somebody would.
        var question = question(
            after: cursor, reference: reference, limit: min(limit, Self.followedItems))
        question.query += [("wait", String(wait)), ("follow", "1")]
        question.time = wait + 30_000
        let asked = question
        let (feed, page) = try authorized(nil) { token in
            try waiting { [wire] in
                let feed = try await wire.feed(asked, token: token)
                return (feed, try await feed.firstPage())
            }
        }
        follow(feed, reference)
        return page
    }

    private static let followedItems = 50

    /// The next page of the answer that is open, where it goes on from there.
    private func followed(after cursor: FeedCursor, reference: Int) throws -> ChangePage? {
        guard let (feed, known) = pages.withLock({ $0.following.take() }), known == reference
        else { return nil }
        // What came meanwhile may have been asked for otherwise.
        while let place = feed.place, place <= cursor.sequence {
            guard let page = try waiting({ try await feed.next() }) else { return nil }
            if place == cursor.sequence {
                follow(feed, reference)
                return page
            }
        }
        return nil
    }

    private func follow(_ feed: FollowedFeed, _ reference: Int) {
        pages.withLock { $0.following = (feed, reference) }
    }
}

extension Wire {
    func feed(_ question: Question, token: String) async throws -> FollowedFeed {
        try FollowedFeed(try await open(question, token: token), limit: question.limit)
    }

    /// An answer that is one page.
    func page(_ question: Question, token: String) async throws -> ChangePage {
        let feed = try await feed(question, token: token)
        let page = try await feed.firstPage()
        // A line whose answer is read to its end is used again.
        guard try await feed.next() == nil else {
            throw CentreFailure(.unreachable, context: "answer: more than a page")
        }
        return page
    }
}
