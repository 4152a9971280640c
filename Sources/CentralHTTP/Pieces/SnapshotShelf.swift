import Casework
import CentralService
import Foundation
import SyncProtocol
import Synchronization

/// What desks begin with: all cases of a set of units in packed files that never change, made
/// once for all desks with the same units.
package final class SnapshotShelf: Sendable {
    /// Cases in one file.
    private static let casesPerSegment = 4_000
    /// Acts after which a new snapshot is made.
    private static let freshness = 1_000

    private struct Made {
        var manifest: SnapshotManifest
        var made: Int
    }

    private let store: any CentralStore
    private let centre: Centre
    private let folder: String
    private let newName: @Sendable () -> String
    private let made = Mutex<[[UnitID]: Made]>([:])
    /// One snapshot is made at a time.
    private let turn = Mutex<Void>(())

    /// Empties the folder: what lies there is of an earlier run, and can be made again.
    package init(
        store: any CentralStore, centre: Centre, folder: String,
        newName: @escaping @Sendable () -> String
    ) throws {
        self.store = store
        self.centre = centre
        self.folder = folder
        self.newName = newName
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Blocks until the pieces are there.
    package func manifest(for caller: Caller) throws -> SnapshotManifest {
        let units = try centre.scopes(of: caller)
        let (epoch, head, _) = try centre.mark()
        return try turn.withLock { _ in
            let known = made.withLock { $0[units] }
            if let known, known.manifest.epoch == epoch,
                head - known.made <= SnapshotShelf.freshness
            {
                return known.manifest
            }
            let fresh = try make(units, epoch: epoch)
            let old = made.withLock { $0.updateValue(fresh, forKey: units) }
            forget(old, beside: fresh)
            return fresh.manifest
        }
    }

    private func make(_ units: [UnitID], epoch: String) throws -> Made {
        let (head, cursor, ids) = try store.read { reading in
            let head = try reading.head()
            let hits = units.isEmpty ? [] : try reading.find([], units: units, limit: .max)
            let cursor = try centre.cursor(at: head, units: units, reading)
            return (head, cursor, hits.map(\.caseID))
        }
        var segments: [SnapshotManifest.Segment] = []
        for start in stride(from: 0, to: ids.count, by: SnapshotShelf.casesPerSegment) {
            let end = min(ids.count, start + SnapshotShelf.casesPerSegment)
            segments.append(try segment(of: ids[start..<end]))
        }
        return Made(
            manifest: SnapshotManifest(
                id: newName(), epoch: epoch, cursor: cursor, segments: segments), made: head)
    }

    /// A case that has changed since the list was made is taken as it is now; the feed brings
    /// the change once more, which does no harm.
    private func segment(of ids: ArraySlice<CaseID>) throws -> SnapshotManifest.Segment {
        var lines: [UInt8] = []
        var rows = 0
        try store.read { reading in
            for id in ids {
                guard let image = try reading.image(of: id) else { continue }
                lines += image.wire.bytes
                lines.append(0x0A)
                rows += 1
            }
        }
        let packed = try Deflate.gzip(lines, level: 6)
        let name = sha256Hex(packed)
        do {
            try Data(packed).write(
                to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
        } catch {
            throw CentreFailure(.storageFull, context: "segment")
        }
        return SnapshotManifest.Segment(sha256: name, bytes: packed.count, rows: rows)
    }

    /// Files that no manifest names any more. Whoever is still fetching them asks anew.
    private func forget(_ old: Made?, beside fresh: Made) {
        let used = made.withLock { made in
            Set(made.values.flatMap { $0.manifest.segments.map(\.sha256) })
        }
        for segment in old?.manifest.segments ?? [] where !used.contains(segment.sha256) {
            try? FileManager.default.removeItem(atPath: folder + "/" + segment.sha256)
        }
    }

    /// A segment that was made for the units of the caller; other ones do not exist.
    func file(_ sha256: String, for caller: Caller) throws -> ServedFile {
        let units = try centre.scopes(of: caller)
        let found = made.withLock { made in
            made[units]?.manifest.segments.first { $0.sha256 == sha256 }
        }
        guard let found else { throw CentreFailure(.notFound) }
        let path = folder + "/" + found.sha256
        return ServedFile(size: found.bytes) { try readPart(of: path, from: $0, limit: $1) }
    }
}
