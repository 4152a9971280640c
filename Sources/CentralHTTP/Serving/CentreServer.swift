import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import SyncProtocol
import Synchronization
import UnixSignals

/// The service in the network: TLS 1.3 only, and who presents a certificate has one of ours.
package struct CentreServer: Sendable {
    package struct Options: Sendable {
        package var host: String
        /// 0 takes any that is free.
        package var port: Int
        /// Metrics on the loopback address; nil for none.
        package var metricsPort: Int?
        package var mostConnections = 12_288
        package var idleTime: TimeAmount = .seconds(75)
        /// Seconds that requests may take to end when the service stops.
        package var stopTime = 20

        package init(host: String, port: Int, metricsPort: Int? = nil) {
            self.host = host
            self.port = port
            self.metricsPort = metricsPort
        }
    }

    private let house: CentreHouse
    private let tls: TLSConfiguration
    private let options: Options

    package init(_ house: CentreHouse, identity: ServerIdentity, options: Options) throws {
        self.house = house
        self.options = options
        tls = try CentreServer.configuration(
            identity: identity, authority: try house.authority.pem)
    }

    package static func configuration(
        identity: ServerIdentity, authority: String
    ) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(
                Array(identity.certificatePEM.utf8)
            ).map { .certificate($0) },
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)))
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .optionalVerification
        tls.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
        return tls
    }

    /// Serves until it is told to stop; then requests end, and whoever waits is let go.
    ///
    /// - Parameters:
    ///   - signals: what stops it.
    ///   - stop: stops it too, when it ends.
    ///   - onRunning: is told the port when the service can be reached.
    package func run(
        signals: [UnixSignal] = [.sigterm, .sigint], until stop: AsyncStream<Void>? = nil,
        onRunning: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        var services: [any Service] = [Heart(hub: house.hub), try application(onRunning)]
        if let port = options.metricsPort { services.append(metrics(port: port)) }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: signals, logger: house.log)
        configuration.maximumGracefulShutdownDuration = .seconds(options.stopTime)
        defer { house.hub.close() }
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if let stop {
                tasks.addTask {
                    for await _ in stop {}
                    await group.triggerGracefulShutdown()
                    try await Task.sleep(for: .seconds(3_600))
                }
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    /// The same for a thread that waits until the service has stopped.
    package func runWaiting(onRunning: @escaping @Sendable (Int) -> Void) throws {
        let end = RunEnd()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await run(onRunning: onRunning)
            } catch {
                end.fail(error)
            }
            done.signal()
        }
        done.wait()
        try end.check()
    }

    private func application(
        _ onRunning: @escaping @Sendable (Int) -> Void
    ) throws -> some Service {
        let http = HTTP1Channel.Configuration(
            idleTimeout: options.idleTime,
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: 32 << 10, maxHeaderListSize: 64 << 10,
                maxHeaderFieldCount: 200))
        return Application(
            router: centralRouter(house),
            server: try .tls(.http1(configuration: http), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    options.mostConnections, logger: house.log)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) },
            logger: house.log)
    }

    private func metrics(port: Int) -> some Service {
        let house = house
        let router = Router()
        router.get("/metrics") { _, _ in
            let gauges = [
                ("waiting_polls", house.hub.waiting), ("listening_streams", house.hub.listening),
                ("queue_write", house.workers.load(.write)),
                ("queue_read", house.workers.load(.read)),
                ("queue_password", house.workers.load(.password)),
            ]
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(string: house.metrics.text(gauges: gauges))))
        }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: house.log)
    }
}

/// How the service ended.
private final class RunEnd: Sendable {
    private let failure = Mutex<(any Error)?>(nil)

    func fail(_ error: any Error) { failure.withLock { $0 = error } }
    func check() throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

/// Beats for all streams of hints at once, so that a connection that is gone is noticed.
private struct Heart: Service {
    let hub: ChangeHub

    func run() async throws {
        // The end of the wait is the end of the service, and no failure.
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(20))
                hub.tell(.heartbeat)
            }
        }
    }
}
