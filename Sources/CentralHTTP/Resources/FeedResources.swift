import Casework
import CentralService
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import SyncProtocol

/// What a desk gets: pages of the feed, and hints that there is one.
let feedResources: [Resource] = [
    Resource(.get, Route.changes) { request, context, house in
        let asked = try FeedRequest(request, context, limits: house.limits)
        // The line is not watched meanwhile: Hummingbird closes one that it watched, and a
        // workstation would have to shake hands anew for every page.
        let first = try await house.page(asked, since: nil)
        let page = first.page
        guard asked.follows, page.isFollowed, !first.isReplaced else {
            return house.answer(page.bytes, page.packed, media: Route.feedMedia, for: request)
        }
        let pass = try context.pass(request)
        return Response(
            status: .ok, headers: [.contentType: Route.feedMedia, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await house.follow(asked, after: first, shown: pass, to: &writer)
                try await writer.finish(nil)
            })
    },
    Resource(.get, Route.events, ask: .stream) { request, context, house in
        let caller = try context.caller()
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await house.stream(to: &writer, of: request, for: caller)
                try await writer.finish(nil)
            })
    },
]

/// Which page is asked for, by whom, and how long it may take to come.
private struct FeedRequest: Sendable {
    var caller: Caller
    var cursor: FeedCursor
    var reference: Int
    var limit: Int
    /// Milliseconds.
    var wait: Int
    /// The answer may go on with the pages that come next.
    var follows: Bool

    init(_ request: Request, _ context: CentreContext, limits: Limits) throws {
        caller = try context.caller()
        cursor = FeedCursor(
            sequence: try request.number("seq", standard: 0), token: try request.text("token"))
        reference = try request.number("ref", standard: 0)
        limit = min(
            limits.itemsPerPage, try request.number("limit", standard: limits.itemsPerPage))
        wait = min(limits.longestWait, try request.number("wait", standard: 0))
        follows = try request.number("follow", standard: 0) > 0
        guard limit > 0 else { throw CentreFailure(.malformed, context: "limit") }
    }
}

/// A page, and up to which news it holds what there was.
private struct HeardPage: Sendable {
    var page: ServedPage
    /// Of the hub, before the page was read.
    var signals: Int
    var units: [UnitID]
    /// The workstation asks anew, and needs no answer here.
    var isReplaced = false

    var replaced: HeardPage {
        var copy = self
        copy.isReplaced = true
        return copy
    }
}

extension CentreHouse {
    /// Writes a page and those that come after it, for as long as the person is let in and the
    /// workstation does not ask anew. Why the answer ends is said to whoever asks again.
    fileprivate func follow(
        _ asked: FeedRequest, after first: HeardPage, shown pass: ShownPass,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        var asked = asked
        var last = first
        // One task after the other writes; the compiler cannot see that.
        nonisolated(unsafe) var out = writer
        // A page without news every now and then keeps the line open, and not more often.
        asked.wait = limits.longestWait
        while true {
            try await out.write(ByteBuffer(bytes: last.page.bytes))
            asked.cursor = last.page.cursor
            guard last.page.isFollowed, !hub.isClosed,
                let next = try? await page(asked, since: last), !next.isReplaced,
                (try? await who(pass)) != nil
            else { return }
            last = next
        }
    }

    /// The page that is there, or the first one that comes within the time.
    ///
    /// - Parameter since: the page before, where what was news then need not be looked for again.
    fileprivate func page(
        _ asked: FeedRequest, since: HeardPage?
    ) async throws -> HeardPage {
        try await withGracefulShutdownHandler {
            try await nextPage(asked, since)
        } onGracefulShutdown: {
            hub.close()
        }
    }

    private func nextPage(_ asked: FeedRequest, _ since: HeardPage?) async throws -> HeardPage {
        guard let device = asked.caller.device else { throw CentreFailure(.unauthenticated) }
        let end = ContinuousClock.now + .milliseconds(asked.wait)
        var cursor = asked.cursor
        var heard = since
        while true {
            if let heard {
                let waited = await hub.wait(
                    for: ChangeHub.Interest(device, in: heard.units), after: heard.signals,
                    until: end)
                try Task.checkCancellation()
                if waited == .replaced { return heard.replaced }
            }
            let signals = hub.signals
            let (page, units) = try await ready(asked, device, after: cursor)
            let next = HeardPage(page: page, signals: signals, units: units)
            if page.hasNews || ContinuousClock.now >= end || hub.isClosed { return next }
            // What happened out of sight moves the cursor and is no news.
            cursor = page.cursor
            heard = next
        }
    }

    /// The page that all get who stand there, or the desk's own.
    private func ready(
        _ asked: FeedRequest, _ device: DeviceID, after cursor: FeedCursor
    ) async throws -> (ServedPage, units: [UnitID]) {
        if let units = centre.knownScopes(of: asked.caller), let mark = pages.mark(of: cursor),
            mark.units == units, pages.isQuiet(device, behind: mark.place),
            // Why there is none concerns whoever made it: the desk's own says why.
            let page = try? await shared(asked, mark, after: cursor),
            // What came while it was made may have answers for this desk in front of its cursor.
            pages.isQuiet(device, behind: mark.place)
        {
            return (page, units)
        }
        return try await own(asked, device, after: cursor)
    }

    private func shared(
        _ asked: FeedRequest, _ mark: SharedPages.Mark, after cursor: FeedCursor
    ) async throws -> ServedPage {
        let stand = SharedPages.Stand(
            units: mark.units, step: mark.step, reference: asked.reference, limit: asked.limit)
        return try await pages.page(at: stand) {
            try await workers.run(.read) {
                let served = try centre.servedChanges(
                    after: cursor, reference: asked.reference, limit: asked.limit,
                    from: asked.caller, own: false)
                pages.keep(SharedPages.Mark(of: served), of: served.page.cursor)
                return ServedPage(served)
            }
        }
    }

    private func own(
        _ asked: FeedRequest, _ device: DeviceID, after cursor: FeedCursor
    ) async throws -> (ServedPage, units: [UnitID]) {
        let changes = pages.changes(of: device)
        return try await workers.run(.read) {
            let served = try centre.servedChanges(
                after: cursor, reference: asked.reference, limit: asked.limit,
                from: asked.caller, own: true)
            // Where nothing is known without looking, nothing is shared.
            if centre.knownScopes(of: asked.caller) != nil {
                pages.keep(
                    SharedPages.Mark(of: served), of: served.page.cursor, for: device,
                    since: changes)
            }
            return (ServedPage(served), served.units)
        }
    }

    /// Hints until the desk goes or the service stops.
    fileprivate func stream(
        to writer: inout any ResponseBodyWriter, of request: Request, for caller: Caller
    ) async throws {
        guard let device = caller.device else { throw CentreFailure(.unauthenticated) }
        let units = try await workers.run(.read) { try centre.scopes(of: caller) }
        let (hints, id) = hub.listen(for: ChangeHub.Interest(device, in: units))
        defer { hub.leave(id) }
        // One task after the other writes; the compiler cannot see that.
        nonisolated(unsafe) var out = writer
        let head = try await workers.run(.read) { try centre.mark().head }
        try await out.write(hintText(.changed(CentreNews(head: head))))
        try await withGracefulShutdownHandler {
            try await request.body.consumeWithInboundCloseHandler { _ in
                for await hint in hints { try await out.write(hintText(hint)) }
            } onInboundClosed: {
                hub.leave(id)
            }
        } onGracefulShutdown: {
            hub.close()
        }
    }

    private func hintText(_ hint: ChangeHub.Hint) -> ByteBuffer {
        switch hint {
        case .heartbeat: return ByteBuffer(string: ": \n\n")
        case .presence(let id):
            let data: JSONValue = ["case": id.wire]
            return ByteBuffer(string: "event: presence\ndata: \(data.text)\n\n")
        case .changed(let news):
            let data: JSONValue = ["head": news.head.wire]
            return ByteBuffer(string: "event: head\ndata: \(data.text)\n\n")
        }
    }
}

extension ChangePage {
    /// Something that a desk has to do something with.
    var hasNews: Bool {
        !items.isEmpty || !past.isEmpty || !evicted.isEmpty || !verdicts.isEmpty
            || reference != nil || more
    }
}
