import Casework
import CentralService
import StoreWorld
import SyncClient
import SyncProtocol
import Synchronization

/// The way to a centre on another machine, with faults by seed: requests and answers get lost,
/// come twice, come late, come cut; the centre is away for a while.
final class BadWay: RemoteCentre {
    /// What can happen to one request.
    enum Fault: CaseIterable, Sendable {
        case requestLost, answerLost, twice, stalePage, cutPage, smallPart, wrongPart
    }

    private struct State: Sendable {
        var random: Jitter
        /// Chance of each kind of fault on this day.
        var odds: [Double]
        var away = false
        /// Pages answered before, which a confused proxy may bring again.
        var pages: [ChangePage] = []
        var segments: [String: [UInt8]] = [:]
        /// Cases to be taken out of sight with the next page.
        var evicting: [CaseID] = []
        /// Acts that came before what they name.
        var early: [ActEnvelope] = []
        /// The line breaks with this call, before or after the centre has heard of it.
        var breaks: (call: Int, heard: Bool)?
    }

    private let centre: Mutex<Centre>
    let blobs: BlobTable
    private let state: Mutex<State>

    /// - Parameter blobs: attachments at the centre.
    init(_ centre: Centre, blobs: BlobTable, seed: UInt64) {
        self.blobs = blobs
        self.centre = Mutex(centre)
        var random = Jitter(seed: seed)
        let odds = Fault.allCases.map { _ in random.draw() < 0.4 ? 0 : random.draw() * 0.25 }
        state = Mutex(State(random: random, odds: odds))
    }

    /// From now on everything gets through as it should.
    func heal() {
        state.withLock { state in
            state.odds = Fault.allCases.map { _ in 0 }
            state.away = false
        }
    }

    var isAway: Bool {
        get { state.withLock { $0.away } }
        set { state.withLock { $0.away = newValue } }
    }

    func replace(_ new: Centre) { centre.withLock { $0 = new } }
    func evict(_ cases: [CaseID]) { state.withLock { $0.evicting += cases } }

    private var there: Centre { centre.withLock { $0 } }

    private func strikes(_ fault: Fault) -> Bool {
        state.withLock { state in
            guard let index = Fault.allCases.firstIndex(of: fault) else { return false }
            return state.random.draw() < state.odds[index]
        }
    }

    var early: [ActEnvelope] { state.withLock { $0.early } }

    /// The line breaks once, with the call of this number from now on.
    func breakOff(at call: Int, heard: Bool) {
        state.withLock { $0.breaks = (call, heard) }
    }

    /// Whether the line has still not broken.
    var holds: Bool { state.withLock { $0.breaks != nil } }

    private func breaksNow() -> Bool? {
        state.withLock { state in
            guard let breaks = state.breaks else { return nil }
            state.breaks = breaks.call == 0 ? nil : (breaks.call - 1, breaks.heard)
            return breaks.call == 0 ? breaks.heard : nil
        }
    }

    private func send<T>(_ ask: (Centre) throws -> T) throws -> T {
        if let heard = breaksNow() {
            if heard { _ = try ask(there) }
            throw CentreFailure(.unreachable)
        }
        if isAway || strikes(.requestLost) { throw CentreFailure(.unreachable) }
        if strikes(.twice) { _ = try ask(there) }
        let answer = try ask(there)
        if strikes(.answerLost) { throw CentreFailure(.unreachable) }
        return answer
    }

    func session() throws -> CentreSession { try send { try $0.session() } }
    func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        for act in acts where try !blobs.hasAll(of: act.act()) {
            state.withLock { $0.early.append(act) }
        }
        return try send { try $0.offer(acts) }
    }

    func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        var page = try send {
            try $0.changes(after: cursor, reference: reference, limit: limit, wait: 0)
        }
        if strikes(.cutPage) { throw CentreFailure(.malformed, context: "cut") }
        if strikes(.stalePage), let old = state.withLock({ $0.pages.first }) { return old }
        state.withLock { state in
            page.evicted += state.evicting
            state.evicting = []
            state.pages = [page] + state.pages.prefix(2)
        }
        return page
    }

    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try send { try $0.lastCounter(device: device, actor: actor) }
    }
    func report(_ reads: [ReadRecord]) throws { try send { try $0.report(reads) } }
    func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try send { try $0.history(of: id, by: person) }
    }
    func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit] {
        try send { try $0.search(text, limit: limit, by: person) }
    }
    func treeHead() throws -> SignedTreeHead? { try send { try $0.treeHead() } }
    func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try send { try $0.consistency(from: older, to: newer) }
    }

    // MARK: - Beginning

    /// All cases as they are now, in pieces of a few.
    func snapshot(image layout: String?) throws -> SnapshotManifest {
        let page = try send { try $0.changes(after: .beginning, reference: 0, limit: Int.max) }
        let images = page.items.compactMap(\.image)
        var segments: [SnapshotManifest.Segment] = []
        for start in stride(from: 0, to: images.count, by: 7) {
            let part = images[start..<min(images.count, start + 7)]
            let bytes: [UInt8] = part.flatMap { $0.wire.bytes + [0x0A] }
            let name = sha256Hex(bytes)
            state.withLock { $0.segments[name] = bytes }
            segments.append(
                SnapshotManifest.Segment(
                    sha256: name, bytes: bytes.count, rows: part.count, encoding: ""))
        }
        return SnapshotManifest(
            id: "s\(page.next)", epoch: page.epoch, cursor: page.cursor, segments: segments)
    }

    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        guard let bytes = state.withLock({ $0.segments[sha256] }) else {
            throw CentreFailure(.notFound)
        }
        var part = Array(try send { _ in bytes[offset...].prefix(limit) })
        if strikes(.smallPart) { part = Array(part.prefix(part.count / 2 + 1)) }
        if strikes(.wrongPart) { part[part.count / 2] ^= 1 }
        return part
    }

    func blobState(_ sha256: String) throws -> BlobState? {
        try send { _ in blobs.state(sha256) }
    }
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try send { _ in try blobs.append(sha256, size: size, at: offset, part) }
    }
    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try send { _ in try blobs.read(sha256, from: offset, limit: limit) }
    }
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence] { [] }
}
