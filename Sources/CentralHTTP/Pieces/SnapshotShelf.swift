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
    package static let freshness = 1_000
    /// Acts anywhere after which pieces of a unit with any change are made anew: the feed goes on
    /// from the oldest pieces of a desk.
    package static let farthest = 20_000

    private let store: any CentralStore
    private let centre: Centre
    private let folder: PieceFolder
    private let made = Mutex<[UnitID: UnitPieces]>([:])
    /// Pieces are made by one thread at a time.
    private let turn = Mutex<Void>(())

    /// Empties the folder: what lies there is of an earlier run, and can be made again.
    package init(store: any CentralStore, centre: Centre, folder: String) throws {
        self.store = store
        self.centre = centre
        self.folder = try PieceFolder(path: folder)
    }

    /// What the caller's desk begins with. Blocks until every unit has pieces.
    ///
    /// - Returns: also the units whose pieces should be made anew when there is time.
    package func manifest(
        for caller: Caller
    ) throws -> (manifest: SnapshotManifest, stale: [UnitID]) {
        let units = try centre.scopes(of: caller)
        let epoch = try centre.mark().epoch
        try renew(made.withLock { made in units.filter { made[$0]?.epoch != epoch } })
        if try haveMixed(units) { try renew(units) }
        let stale = try units.filter(isStale)
        return (try manifest(of: units, epoch: epoch), stale)
    }

    private func manifest(of units: [UnitID], epoch: String) throws -> SnapshotManifest {
        let chosen = made.withLock { made in units.compactMap { made[$0] } }
        let pieces = chosen.flatMap(\.pieces).map(\.segment)
        let (place, cursor) = try store.read { reading in
            let place = try chosen.map(\.head).min() ?? reading.head()
            return (place, try centre.cursor(at: place, units: units, reading))
        }
        let names: JSONValue = [
            "epoch": epoch.wire, "place": place.wire, "pieces": pieces.map(\.sha256).wire,
        ]
        return SnapshotManifest(
            id: sha256Hex(names.bytes), epoch: epoch, cursor: cursor, segments: pieces)
    }

    /// Whether a case may have gone from one of the units to another between the times at which their
    /// pieces were made: it would come twice, or not at all.
    private func haveMixed(_ units: [UnitID]) throws -> Bool {
        let heads = made.withLock { made in units.compactMap { made[$0]?.head } }
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
            let limit = Self.freshness + 1
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
        return rows > Self.freshness || head - pieces.head > Self.farthest
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
                let pieces = try folder.pieces(of: ids, known: old?.pieces ?? [], store)
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
            .first { $0.segment.sha256 == sha256 }?.segment
        guard let found else { throw CentreFailure(.notFound) }
        return folder.file(found)
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
