import Casework
import Foundation
import HTTPTransport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SyncProtocol

/// A workstation's line that follows the feed, and does nothing else with the pages than to see
/// which acts are in them: two thousand of these must not take the processor from the service that
/// is measured.
final class WaitingLine: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// What the line tells of.
    struct Ear: Sendable {
        /// Acts that have arrived.
        var heard: @Sendable ([ActID]) -> Void
        var failed: @Sendable (String) -> Void
    }

    private let seat: Town.Seat
    private let reference: Int
    /// Milliseconds that a desk rests at most after an answer that has ended.
    private let rest: Int
    private let ear: Ear
    private var cursor: FeedCursor
    private var status = HTTPResponseStatus.ok
    private var body: [UInt8] = []
    /// Kept until the first answer: then the line stands.
    private var stands: EventLoopPromise<Void>?

    init(_ seat: Town.Seat, _ town: Town, rest: Int, ear: Ear, stands: EventLoopPromise<Void>) {
        self.seat = seat
        reference = town.reference
        cursor = town.cursors[seat.unit] ?? .beginning
        self.rest = rest
        self.ear = ear
        self.stands = stands
    }

    static func open(
        _ seat: Town.Seat, _ town: Town, port: Int, rest: Int, ear: Ear, on loop: any EventLoop
    ) throws -> EventLoopFuture<any Channel> {
        let tls = try NIOSSLContext(configuration: try seat.identity.tls)
        let stands = loop.makePromise(of: Void.self)
        return ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(
                        WaitingLine(seat, town, rest: rest, ear: ear, stands: stands))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .flatMap { channel in stands.futureResult.map { channel } }
    }

    func channelActive(context: ChannelHandlerContext) {
        ask(Route.session, context)
        context.fireChannelActive()
    }

    /// From then on it waits.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case Begin.after(let milliseconds) = event { wait(context, after: milliseconds) }
        context.fireUserInboundEventTriggered(event)
    }

    enum Begin { case after(Int64) }

    private func wait(_ context: ChannelHandlerContext, after milliseconds: Int64) {
        guard milliseconds > 0 else { return wait(context) }
        let line = NIOLoopBound(self, eventLoop: context.eventLoop)
        let place = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
            line.value.wait(place.value)
        }
    }

    private func wait(_ context: ChannelHandlerContext) {
        let token = cursor.token.replacingOccurrences(of: "=", with: "%3D")
        ask(
            Route.changes + "?seq=\(cursor.sequence)&token=\(token)&ref=\(reference)&limit=500"
                + "&wait=50000&follow=1", context)
    }

    private func ask(_ uri: String, _ context: ChannelHandlerContext) {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: uri)
        head.headers.add(name: "Host", value: "localhost")
        head.headers.add(name: "Authorization", value: "Bearer \(seat.tokens.access)")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            status = head.status
            body.removeAll(keepingCapacity: true)
        case .body(let part):
            body += part.readableBytesView
            takePage()
        case .end: ended(context)
        }
    }

    /// A page that has come whole.
    private func takePage() {
        guard stands == nil, status == .ok, let page = LightPage(body) else { return }
        body.removeAll(keepingCapacity: true)
        cursor = page.cursor
        ear.heard(page.acts)
    }

    private func ended(_ context: ChannelHandlerContext) {
        if let stands {
            self.stands = nil
            return status == .ok ? stands.succeed() : stands.fail(Trouble("Sitzung: \(status)"))
        }
        if status != .ok || !body.isEmpty { ear.failed("\(status.code)") }
        wait(context, after: Int64.random(in: 0...Int64(status == .ok ? rest : 1_000)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        stands?.fail(error)
        stands = nil
        ear.failed("\(error)")
        context.close(promise: nil)
    }
}

/// The acts and the cursor of a page, without reading the rest.
struct LightPage {
    var acts: [ActID] = []
    var cursor: FeedCursor

    init?(_ bytes: [UInt8]) {
        guard bytes.last == 0x0A,
            let cursor = bytes.withUnsafeBytes({ LightPage.lastLine($0).flatMap(Self.cursor) })
        else { return nil }
        self.cursor = cursor
        acts = bytes.withUnsafeBytes(Self.acts)
    }

    private static func lastLine(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let line = bytes.dropLast()
        let start = line.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return UnsafeRawBufferPointer(rebasing: line[start...])
    }

    private static func cursor(in line: UnsafeRawBufferPointer) -> FeedCursor? {
        guard find("\"next\":", in: line, from: 0) != nil,
            let next = try? JSONValue(bytes: line)["next"]
        else { return nil }
        return try? FeedCursor(wire: next, at: "next")
    }

    /// "last-7" for each `"id":"last-7"`: no other ids of a page begin like that.
    private static func acts(in bytes: UnsafeRawBufferPointer) -> [ActID] {
        var acts: [ActID] = []
        var place = 0
        while let start = find("\"id\":\"last-", in: bytes, from: place) {
            let number = bytes[start...].prefix { $0 != 0x22 }
            acts.append(ActID("last-" + String(decoding: number, as: UTF8.self)))
            place = start
        }
        return acts
    }

    /// Where `mark` is over. Plain, because two thousand lines get a page at a time.
    private static func find(
        _ mark: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int
    ) -> Int? {
        let length = mark.utf8CodeUnitCount
        guard let base = bytes.baseAddress, start + length <= bytes.count else { return nil }
        let first = mark.utf8Start.pointee
        for place in start...(bytes.count - length)
        where bytes[place] == first && memcmp(base + place, mark.utf8Start, length) == 0 {
            return place + length
        }
        return nil
    }
}
