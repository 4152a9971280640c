import Casework
import CentralService
import Foundation
import Glibc
import SyncProtocol
import Synchronization

/// Builds a file of cases as workstations keep it; the room that knows how lies elsewhere.
package struct ImageBuilder: Sendable {
    /// What the file is like, in a word.
    package var layout: String
    /// Cases that are worth the work.
    package var fewest: Int
    let build: Build

    /// Builds in a folder of its own out of lines, each the image of a case; nil is the end.
    /// Answers where the file lies and how many cases it holds.
    package typealias Build =
        @Sendable (
            _ folder: String, _ editions: [PublishedEdition], _ lines: () throws -> [UInt8]?
        ) throws -> (path: String, rows: Int)

    package init(layout: String, fewest: Int = 1_000, build: @escaping Build) {
        self.layout = layout
        self.fewest = fewest
        self.build = build
    }
}

/// Whole files of cases, the same for all desks that get a unit: a desk takes the one of its
/// largest unit as it is, instead of working every case out by itself. One is made in the background
/// when a desk could have used it, and anew when much has happened.
package final class ImageShelf: Sendable {
    struct Made: Sendable {
        var unit: UnitID
        var epoch: String
        /// Nothing up to here is missing.
        var head: Int
        var image: SnapshotImage
        /// Those before them, which desks may still be fetching.
        var former: [SnapshotImage.Part]
    }

    private let store: any CentralStore
    private let folder: PieceFolder
    private let builder: ImageBuilder
    /// Acts in a unit that make no image too old, however few cases it has.
    private let freshness: Int
    private let made = Mutex<[UnitID: Made]>([:])
    /// One is built at a time.
    private let isBuilding = Mutex(false)

    init(
        store: any CentralStore, folder: PieceFolder, builder: ImageBuilder, freshness: Int
    ) {
        self.freshness = freshness
        self.store = store
        self.folder = folder
        self.builder = builder
    }

    var layout: String { builder.layout }
    var fewest: Int { builder.fewest }

    /// The image with the most cases from which the feed is not too far to go on.
    func largest(of units: [UnitID], epoch: String) throws -> Made? {
        let candidates = made.withLock { made in units.compactMap { made[$0] } }
        let found = try candidates.filter { $0.epoch == epoch }
            .sorted { $0.image.rows > $1.image.rows }
            .first { try isWithin(max(freshness, $0.image.rows / 10), $0) }
        return made.withLock { made in found.flatMap { made[$0.unit] } }
    }

    /// Whether little enough has happened in the unit since.
    func isFresh(_ image: Made) throws -> Bool {
        try isWithin(max(freshness, image.image.rows / 50), image)
    }

    private func isWithin(_ acts: Int, _ image: Made) throws -> Bool {
        let (head, rows) = try store.read { reading in
            (
                try reading.head(),
                try reading.scopeRows([image.unit], after: image.head, limit: acts + 1).count
            )
        }
        if rows == 0 {
            // An image of a unit in which nothing happened is as good as a new one.
            made.withLock { made in
                if made[image.unit]?.head == image.head { made[image.unit]?.head = head }
            }
            return true
        }
        return rows <= acts && head - image.head <= SnapshotShelf.farthest
    }

    /// Makes the image of a unit beside everything else, on a thread that gives way.
    package func renewBeside(_ unit: UnitID) {
        let isFree = isBuilding.withLock { isBuilding in
            defer { isBuilding = true }
            return !isBuilding
        }
        guard isFree else { return }
        Thread.detachNewThread { [self] in
            setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            // What fails is tried again with the next desk that asks.
            try? renew(unit)
            isBuilding.withLock { $0 = false }
        }
    }

    /// Makes the image of a unit, as of one moment.
    package func renew(_ unit: UnitID) throws {
        let (epoch, head, ids, editions) = try store.read { reading in
            (
                try reading.epoch(), try reading.head(),
                try reading.find([], units: [unit], limit: .max).map(\.caseID).sorted(),
                try reading.editions()
            )
        }
        let place = folder.path + "/bau"
        defer { try? FileManager.default.removeItem(atPath: place) }
        try? FileManager.default.removeItem(atPath: place)
        var rest = ids[...]
        let (path, rows) = try builder.build(place, editions) {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(Self.casesAtATime) }
            let next = rest.prefix(Self.casesAtATime)
            return try PieceFolder.lines(of: next, in: unit, store).bytes
        }
        let parts = try folder.parts(of: path)
        let old = made.withLock { made in
            let old = made[unit]
            made[unit] = Made(
                unit: unit, epoch: epoch, head: head,
                image: SnapshotImage(layout: layout, rows: rows, parts: parts),
                former: old?.image.parts ?? [])
            return old?.former ?? []
        }
        forget(old)
    }

    /// No reader is kept from others for long.
    private static let casesAtATime = 500

    private func forget(_ old: [SnapshotImage.Part]) {
        let used = made.withLock { made in
            Set(made.values.flatMap { $0.image.parts + $0.former }.map(\.sha256))
        }
        for part in old where !used.contains(part.sha256) { folder.remove(part.sha256) }
    }

    /// Bytes of a part that was made for one of the units; nil where there is none.
    func size(ofPart sha256: String, of units: [UnitID]) -> Int? {
        made.withLock { made in
            units.compactMap { made[$0] }.flatMap { $0.image.parts + $0.former }
                .first { $0.sha256 == sha256 }?.bytes
        }
    }
}
