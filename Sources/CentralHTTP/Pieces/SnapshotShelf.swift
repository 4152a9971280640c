import Casework
import CentralService
import Foundation
import SyncProtocol
import Synchronization

/// What desks begin with: the cases of each unit in packed files that never change, the same for
/// all desks that get the unit. They are made when the first desk asks, and anew beside when
/// enough has happened; what happened since is in the feed.
package final class SnapshotShelf: Sendable {
    /// Acts in a unit after which its pieces are made anew.
    let freshness: Int
    /// Acts anywhere after which pieces of a unit with any change are made anew: the feed goes on
    /// from the oldest pieces of a desk.
    package static let farthest = 20_000

    private let store: any CentralStore
    private let centre: Centre
    private let folder: PieceFolder
    /// Whole files beside the pieces; nil where nobody can build them.
    package let images: ImageShelf?
    private let made = Mutex<[UnitID: UnitPieces]>([:])
    /// Pieces are made by one thread at a time.
    private let turn = Mutex<Void>(())

    /// Empties the folder: what lies there is of an earlier run, and can be made again.
    @inline(never)  // Within another function the optimiser of Swift 6.3.1 stops over it.
    package init(
        store: any CentralStore, centre: Centre, folder: String, images: ImageBuilder? = nil,
        freshness: Int = 1_000
    ) throws {
        self.store = store
        self.centre = centre
        self.freshness = freshness
        let pieces = try PieceFolder(path: folder)
        self.folder = pieces
        self.images = images.map {
            ImageShelf(store: store, folder: pieces, builder: $0, freshness: freshness)
        }
    }

    /// What a desk gets, and what is to be made anew when there is time.
    package struct Offer: Sendable {
        package var manifest: SnapshotManifest
        /// Units whose pieces are.
        package var stale: [UnitID] = []
        /// The unit whose image is, or that has none yet.
        package var unpictured: UnitID?
    }

    /// What the caller's desk begins with. Blocks until every unit has pieces.
    ///
    /// - Parameter layout: the image that the desk can take; nil where it takes none.
    package func manifest(for caller: Caller, layout: String? = nil) throws -> Offer {
        let units = try centre.scopes(of: caller)
        let epoch = try centre.mark().epoch
        let images = layout == self.images?.layout ? images : nil
        if let image = try images?.largest(of: units, epoch: epoch) {
            let others = units.filter { $0 != image.unit }
            try renew(made.withLock { made in others.filter { made[$0]?.epoch != epoch } })
            if try !haveMixed(units, heads(of: others) + [image.head]) {
                let stale = try others.filter(isStale)
                return Offer(
                    manifest: try manifest(of: units, image, others, epoch: epoch), stale: stale,
                    unpictured: try images?.isFresh(image) == true ? nil : image.unit)
            }
        }
        try renew(made.withLock { made in units.filter { made[$0]?.epoch != epoch } })
        if try haveMixed(units, heads(of: units)) { try renew(units) }
        let stale = try units.filter(isStale)
        return Offer(
            manifest: try manifest(of: units, nil, units, epoch: epoch), stale: stale,
            unpictured: images.flatMap { worthAnImage(units, $0) })
    }

    private func manifest(
        of units: [UnitID], _ image: ImageShelf.Made?, _ listed: [UnitID], epoch: String
    ) throws -> SnapshotManifest {
        let chosen = made.withLock { made in listed.compactMap { made[$0] } }
        let pieces = chosen.flatMap(\.pieces).map(\.segment)
        let heads = chosen.map(\.head) + [image?.head].compactMap(\.self)
        let (place, cursor) = try store.read { reading in
            let place = try heads.min() ?? reading.head()
            return (place, try centre.cursor(at: place, units: units, reading))
        }
        let names: JSONValue = [
            "epoch": epoch.wire, "place": place.wire,
            "pieces": (pieces.map(\.sha256) + (image?.image.parts.map(\.sha256) ?? [])).wire,
        ]
        return SnapshotManifest(
            id: sha256Hex(names.bytes), epoch: epoch, cursor: cursor, image: image?.image,
            segments: pieces)
    }

    private func heads(of units: [UnitID]) -> [Int] {
        made.withLock { made in units.compactMap { made[$0]?.head } }
    }

    /// The unit with the most cases, if they are many.
    private func worthAnImage(_ units: [UnitID], _ images: ImageShelf) -> UnitID? {
        let rows = made.withLock { made in
            units.map { ($0, made[$0]?.pieces.map(\.segment.rows).reduce(0, +) ?? 0) }
        }
        guard let most = rows.max(by: { $0.1 < $1.1 }), most.1 >= images.fewest else { return nil }
        return most.0
    }

    /// Whether a case may have gone from one of the units to another between the times at which their
    /// pieces were made: it would come twice, or not at all.
    private func haveMixed(_ units: [UnitID], _ heads: [Int]) throws -> Bool {
        guard let first = heads.min(), let last = heads.max(), first < last else { return false }
        return try store.read { reading in
            let rows = try reading.scopeRows(units, after: first, limit: Self.farthest)
            return rows.count >= Self.farthest
                || rows.contains { $0.cameFrom != nil }
        }
    }

    /// Pieces of a unit in which nothing happened are as good as new ones.
    private func isStale(_ unit: UnitID) throws -> Bool {
        guard let pieces = made.withLock({ $0[unit] }) else { return true }
        let (head, rows) = try store.read { reading in
            let limit = freshness + 1
            return (
                try reading.head(),
                try reading.scopeRows([unit], after: pieces.head, limit: limit).count
            )
        }
        if rows == 0 {
            made.withLock { made in
                if made[unit]?.head == pieces.head { made[unit]?.head = head }
            }
            return false
        }
        return rows > freshness || head - pieces.head > Self.farthest
    }

    /// Makes the pieces of these units anew, all as of one moment.
    package func renew(_ units: [UnitID]) throws {
        guard !units.isEmpty else { return }
        try turn.withLock { _ in
            let (epoch, head, lists) = try store.read { reading in
                let lists = try units.map { unit in
                    try reading.find([], units: [unit], limit: .max).map(\.caseID).sorted()
                }
                return (try reading.epoch(), try reading.head(), lists)
            }
            for (unit, ids) in zip(units, lists) {
                let old = made.withLock { $0[unit] }
                let pieces = try folder.pieces(
                    of: ids, in: unit, known: old?.pieces ?? [], store)
                let fresh = UnitPieces(
                    epoch: epoch, head: head, pieces: pieces, former: old?.pieces ?? [])
                made.withLock { $0[unit] = fresh }
                forget(old?.former ?? [])
            }
        }
    }

    /// Files that were in use two generations ago. Whoever is still fetching them asks anew.
    private func forget(_ old: [UnitPieces.Piece]) {
        let used = made.withLock { made in
            Set(made.values.flatMap { $0.pieces + $0.former }.map(\.segment.sha256))
        }
        for piece in old where !used.contains(piece.segment.sha256) {
            folder.remove(piece.segment.sha256)
        }
    }

    /// A segment that was made for one of the units of the caller; other ones do not exist.
    func file(_ sha256: String, for caller: Caller) throws -> ServedFile {
        let units = try centre.scopes(of: caller)
        let made = made.withLock { $0 }
        let found = units.compactMap { made[$0] }.flatMap { $0.pieces + $0.former }
            .first { $0.segment.sha256 == sha256 }?.segment.bytes
        let bytes = found ?? images?.size(ofPart: sha256, of: units)
        guard let bytes else { throw CentreFailure(.notFound) }
        return folder.file(sha256, size: bytes)
    }
}

/// The pieces of one unit.
struct UnitPieces: Sendable {
    struct Piece: Sendable {
        var segment: SnapshotManifest.Segment
        /// Which cases it holds, and from which places of the log.
        var mark: String
    }

    var epoch: String
    /// Nothing up to here is missing.
    var head: Int
    var pieces: [Piece]
    /// Those before them, which desks may still be fetching.
    var former: [Piece]
}
