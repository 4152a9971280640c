import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import NIOCore
import NIOPosix
import NIOSSL
import SyncProtocol

/// A server over real TLS that says byte by byte what a test gives it, and hangs up.
final class ScriptedServer: Sendable {
    let address: CentreAddress
    let identity: DeskIdentity
    private let channel: any Channel

    /// - Parameters:
    ///   - tls: what is odd about how it speaks.
    ///   - script: what is answered to a request with this head.
    init(
        tls change: (inout TLSConfiguration) -> Void = { _ in },
        _ script: @escaping @Sendable (String) -> [UInt8]
    ) async throws {
        let now = LiveWorld.clock()
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = AuthorityFolder(path: folder.path)
        try files.make(name: "Zentrale", names: ["localhost"], now: now)
        let authority = try files.authority()
        var tls = try CentreServer.configuration(
            identity: try files.server(), authority: try authority.pem)
        change(&tls)
        let context = try NIOSSLContext(configuration: tls)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.addHandler(Reciter(script))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        guard let address = CentreAddress("https://localhost:\(port)") else {
            throw CentreFailure(.unreachable)
        }
        self.address = address
        identity = try ScriptedServer.identity(authority, now: now)
    }

    /// A desk's identity without a centre.
    private static func identity(_ authority: Authority, now: Instant) throws -> DeskIdentity {
        let key = try AuthorityFolderKey()
        let issued = try authority.issueDevice(
            csr: key.csr, device: "d1", now: now, seconds: 86_400)
        return DeskIdentity(
            key: key.pem, certificate: issued.pem, authority: try authority.pem,
            expires: issued.expires)
    }

    func stop() async throws { try await channel.close().get() }
}

/// Reads the head of a request, answers what the script says, and hangs up.
private final class Reciter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: @Sendable (String) -> [UInt8]
    private var heard = ""
    private var answered = false

    init(_ script: @escaping @Sendable (String) -> [UInt8]) { self.script = script }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard += String(buffer: unwrapInboundIn(data))
        guard !answered, heard.contains("\r\n\r\n") else { return }
        answered = true
        let answer = ByteBuffer(bytes: script(heard))
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        context.close(promise: nil)
    }
}
