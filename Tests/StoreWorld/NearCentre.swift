import Casework
import CentralService
import SyncProtocol
import Synchronization

/// A centre that a desk takes for one on another machine: everything gets through.
package final class NearCentre: RemoteCentre {
    private let way: any CentreTransport
    private let pieces = Mutex<[String: [UInt8]]>([:])
    private let leaving = Mutex<[CaseID]>([])
    private let cut = Mutex<Int?>(nil)
    private let calls = Mutex<Int?>(nil)
    private let giving = Mutex(Giving.lines)
    private let limits = Mutex(Limits.standard)
    private let reported = Mutex<[ReadRecord]>([])
    package let blobs = BlobTable()

    /// - Parameter way: how the desk asks: as the house, or as a desk with its scopes.
    package init(_ way: any CentreTransport) { self.way = way }

    /// How everything comes that a desk begins with.
    package enum Giving: CaseIterable, Sendable {
        case lines
        /// Most cases in a whole file, the others in lines.
        case image
        /// The file says that it holds more than it does.
        case wrongImage
    }
    package var gives: Giving {
        get { giving.withLock { $0 } }
        set { giving.withLock { $0 = newValue } }
    }

    /// Cases that go out of sight with the next page.
    package func evict(_ cases: [CaseID]) { leaving.withLock { $0 += cases } }

    /// After so many parts of segments the line breaks, once.
    package func breakOff(afterParts count: Int) { cut.withLock { $0 = count } }

    /// After so many questions about attachments the line breaks, until it is mended.
    package func breakOff(afterBlobCalls count: Int?) { calls.withLock { $0 = count } }

    private func count() throws {
        let broken = calls.withLock { calls in
            guard let left = calls else { return false }
            calls = max(0, left - 1)
            return left == 0
        }
        if broken { throw CentreFailure(.unreachable) }
    }

    /// The largest act that the centre says it takes.
    package var bytesPerAct: Int {
        get { limits.withLock { $0.bytesPerAct } }
        set { limits.withLock { $0.bytesPerAct = newValue } }
    }

    /// Readings reported since this was asked last.
    package func takeReported() -> [ReadRecord] {
        reported.withLock { reported in
            defer { reported = [] }
            return reported
        }
    }

    package func session() throws -> CentreSession {
        var session = try way.session()
        session.limits = limits.withLock { $0 }
        return session
    }
    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] { try way.offer(acts) }
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        var page = try way.changes(
            after: cursor, reference: reference, limit: limit, wait: 0)
        page.evicted += leaving.withLock { leaving in
            defer { leaving = [] }
            return leaving
        }
        return page
    }
    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try way.lastCounter(device: device, actor: actor)
    }
    package func report(_ reads: [ReadRecord]) throws {
        try way.report(reads)
        reported.withLock { $0 += reads }
    }
    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try way.history(of: id, by: person)
    }
    package func search(
        _ text: String, limit: Int, by person: PersonID
    ) throws -> [CentreHit] {
        try way.search(text, limit: limit, by: person)
    }
    package func treeHead() throws -> SignedTreeHead? { try way.treeHead() }
    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try way.consistency(from: older, to: newer)
    }

    // MARK: - Beginning

    package func snapshot(image layout: String?) throws -> SnapshotManifest {
        let page = try way.changes(after: .beginning, reference: 0, limit: Int.max, wait: 0)
        var images = page.items.compactMap(\.image)[...]
        let image = try layout.flatMap { try self.image($0, of: &images, page) }
        var segments: [SnapshotManifest.Segment] = []
        while !images.isEmpty {
            let part = images.prefix(16)
            images = images.dropFirst(16)
            let bytes: [UInt8] = part.flatMap { $0.wire.bytes + [0x0A] }
            let name = sha256Hex(bytes)
            pieces.withLock { $0[name] = bytes }
            segments.append(
                SnapshotManifest.Segment(
                    sha256: name, bytes: bytes.count, rows: part.count, encoding: ""))
        }
        return SnapshotManifest(
            id: "s\(page.next)", epoch: page.epoch, cursor: page.cursor, image: image,
            segments: segments)
    }

    private func image(
        _ layout: String, of images: inout ArraySlice<CaseFile>, _ page: ChangePage
    ) throws -> SnapshotImage? {
        guard gives != .lines else { return nil }
        let most = images.count * 2 / 3
        var played = try PlayedImage(
            images.prefix(most).map(\.wire.bytes), layout: layout,
            editions: page.reference?.editions ?? [], read: SmallOffice.read)
        images = images.dropFirst(most)
        if gives == .wrongImage { played.image.rows += 1 }
        pieces.withLock { $0.merge(played.parts) { $1 } }
        return played.image
    }

    package func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        let broken = cut.withLock { cut in
            guard let left = cut else { return false }
            cut = left > 0 ? left - 1 : nil
            return left == 0
        }
        guard !broken else { throw CentreFailure(.unreachable) }
        guard let bytes = pieces.withLock({ $0[sha256] }) else { throw CentreFailure(.notFound) }
        return Array(bytes[offset...].prefix(limit))
    }

    package func blobState(_ sha256: String) throws -> BlobState? {
        try count()
        return blobs.state(sha256)
    }
    package func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try count()
        return try blobs.append(sha256, size: size, at: offset, part)
    }
    package func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try count()
        return try blobs.read(sha256, from: offset, limit: limit)
    }
    package func present(in id: CaseID?, by person: PersonID) throws -> [Presence] { [] }
}
