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
        let page = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await withGracefulShutdownHandler {
                try await house.page(asked)
            } onGracefulShutdown: {
                house.hub.close()
            }
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
            let from = cursor
            let (page, units) = try await workers.run(.read) { try ready(asked, after: from) }
            let left = ContinuousClock.now.duration(to: end)
            if page.hasNews || left <= .zero || hub.isClosed { return page }
            // What happened out of sight moves the cursor and is no news.
            cursor = page.cursor
            await hub.wait(after: seen, atMost: left) { $0.concerns(device, units: units) }
            try Task.checkCancellation()
        }
    }

    private func ready(
        _ asked: FeedRequest, after cursor: FeedCursor
    ) throws -> (ServedPage, units: [UnitID]) {
        let (stand, isAlone) = try centre.stand(
            at: cursor, reference: asked.reference, limit: asked.limit, from: asked.caller)
        let page = try pages.page(for: stand, isAlone: isAlone) {
            try centre.changes(
                after: cursor, reference: asked.reference, limit: asked.limit, from: asked.caller)
        }
        return (page, stand.units)
    }

    /// Hints until the desk goes or the service stops.
    fileprivate func stream(
        to writer: inout any ResponseBodyWriter, of request: Request, for caller: Caller
    ) async throws {
        let (device, units) = try await interest(of: caller)
        let (hints, id) = hub.listen(as: device.raw) { $0.concerns(device, units: units) }
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

    /// By what it is known whether news concern a desk.
    private func interest(of caller: Caller) async throws -> (DeviceID, [UnitID]) {
        guard let device = caller.device else { throw CentreFailure(.unauthenticated) }
        return (device, try await workers.run(.read) { try centre.scopes(of: caller) })
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
