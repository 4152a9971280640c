import Casework
import CentralService
import Crypto
import Foundation
import Logging
import NIOCore
import NIOSSL
import SyncProtocol
import Synchronization

/// Everything a request may need, put together once.
package struct CentreHouse: Sendable {
    package let store: any CentralStore
    package let centre: Centre
    package let registry: Registry
    package let authority: Authority
    package let workers: CentreWorkers
    package let hub: ChangeHub
    package let metrics: Metrics
    package let rates: RateLimits
    package let blobs: BlobShelf
    package let snapshots: SnapshotShelf
    package let presence: PresenceBoard
    let pages: SharedPages
    package let limits: Limits
    package let clock: @Sendable () -> Instant
    package let peer: PeerReader
    package let log: Logger
    /// Longest a body may take to arrive.
    package var bodyTime: Duration = .seconds(30)

    /// - Parameters:
    ///   - folder: where pieces of snapshots lie; this process alone has it.
    ///   - blobs: where attachments lie, if not there; several processes may share it.
    ///   - images: builds files that desks take as they are; without it they get lines.
    package init(
        store: any CentralStore, centre: Centre, registry: Registry, authority: Authority,
        folder: String, blobs: String? = nil, images: ImageBuilder? = nil,
        limits: Limits = .standard,
        clock: @escaping @Sendable () -> Instant, peer: PeerReader = .tls, log: Logger,
        workers: CentreWorkers = CentreWorkers()
    ) throws {
        self.store = store
        self.centre = centre
        self.registry = registry
        self.authority = authority
        self.limits = limits
        self.clock = clock
        self.peer = peer
        self.log = log
        self.workers = workers
        hub = ChangeHub()
        metrics = Metrics()
        rates = RateLimits(limits: limits)
        self.blobs = BlobShelf(folder: blobs ?? folder + "/blobs", limits: limits)
        snapshots = try SnapshotShelf(
            store: store, centre: centre, folder: folder + "/segmente", images: images)
        presence = PresenceBoard()
        store.hear { [hub, presence] word in
            guard case .presence(let mark) = word else { return }
            for id in presence.take(mark, now: clock()) { hub.tell(.presence(id)) }
        }
        pages = SharedPages()
        centre.observe { [hub, pages] news in
            pages.heed(news)
            hub.tell(.changed(news))
        }
    }
}

/// Reads from a connection which certificate it has proved.
package struct PeerReader: Sendable {
    let read: @Sendable (any Channel) async throws -> String?

    package init(_ read: @escaping @Sendable (any Channel) async throws -> String?) {
        self.read = read
    }

    /// What the TLS handshake has verified.
    package static let tls: PeerReader = {
        let peers = Peers()
        return PeerReader { try await peers.fingerprint(of: $0) }
    }()
}

/// The certificates of connections, which prove them once and for good.
private final class Peers: Sendable {
    private struct Peer {
        /// Held, so that no other connection gets its place in memory.
        var channel: any Channel
        var fingerprint: String?
    }

    private let known = Mutex<[ObjectIdentifier: Peer]>([:])

    func fingerprint(of channel: any Channel) async throws -> String? {
        let id = ObjectIdentifier(channel)
        if let peer = known.withLock({ $0[id] }) { return peer.fingerprint }
        let certificate = try await channel.nioSSL_peerCertificate().get()
        let fingerprint = try certificate.map { sha256Hex(try $0.toDERBytes()) }
        let isNew = known.withLock {
            $0.updateValue(Peer(channel: channel, fingerprint: fingerprint), forKey: id) == nil
        }
        if isNew {
            channel.closeFuture.whenComplete { [self] _ in
                known.withLock { _ = $0.removeValue(forKey: id) }
            }
        }
        return fingerprint
    }
}
