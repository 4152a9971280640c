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
        let page = try await withGracefulShutdownHandler {
            try await house.page(asked)
        } onGracefulShutdown: {
            house.hub.close()
        }
        return house.answer(page.bytes, page.packed, media: Route.feedMedia, for: request)
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

    init(_ request: Request, _ context: CentreContext, limits: Limits) throws {
        caller = try context.caller()
        cursor = FeedCursor(
            sequence: try request.number("seq", standard: 0), token: try request.text("token"))
        reference = try request.number("ref", standard: 0)
        limit = min(
            limits.itemsPerPage, try request.number("limit", standard: limits.itemsPerPage))
        wait = min(limits.longestWait, try request.number("wait", standard: 0))
        guard limit > 0 else { throw CentreFailure(.malformed, context: "limit") }
    }
}

extension CentreHouse {
    /// The page that is there, or the first one that comes within the time.
    fileprivate func page(_ asked: FeedRequest) async throws -> ServedPage {
        guard let device = asked.caller.device else { throw CentreFailure(.unauthenticated) }
        let end = ContinuousClock.now + .milliseconds(asked.wait)
        var cursor = asked.cursor
        while true {
            let seen = hub.signals
            let (page, units) = try await ready(asked, device, after: cursor)
            let left = ContinuousClock.now.duration(to: end)
            if page.hasNews || left <= .zero || hub.isClosed { return page }
            // What happened out of sight moves the cursor and is no news.
            cursor = page.cursor
            let waited = await hub.wait(
                for: ChangeHub.Interest(device, in: units), after: seen, atMost: left)
            try Task.checkCancellation()
            if waited == .replaced { return page }
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
            // Acts that came while it was made may have their answers in front of its cursor.
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
                let (page, lines) = try centre.servedChanges(
                    after: cursor, reference: asked.reference, limit: asked.limit,
                    from: asked.caller, own: false)
                pages.keep(try self.mark(of: page, units: mark.units), of: page.cursor)
                return ServedPage(page, lines)
            }
        }
    }

    private func own(
        _ asked: FeedRequest, _ device: DeviceID, after cursor: FeedCursor
    ) async throws -> (ServedPage, units: [UnitID]) {
        let changes = pages.changes(of: device)
        return try await workers.run(.read) {
            let units = try centre.scopes(of: asked.caller)
            let (page, lines) = try centre.servedChanges(
                after: cursor, reference: asked.reference, limit: asked.limit,
                from: asked.caller, own: true)
            // Where nothing is known without looking, nothing is shared.
            if centre.knownScopes(of: asked.caller) != nil {
                pages.keep(
                    try mark(of: page, units: units), of: page.cursor, for: device,
                    since: changes)
            }
            return (ServedPage(page, lines), units)
        }
    }

    private func mark(of page: ChangePage, units: [UnitID]) throws -> SharedPages.Mark {
        let place = page.cursor.sequence
        return SharedPages.Mark(
            units: units, step: try centre.lastStep(in: units, notAfter: place), place: place)
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
