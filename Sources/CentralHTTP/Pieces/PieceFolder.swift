import Casework
import CentralService
import Foundation
import SyncProtocol

/// Packed files with the images of cases.
struct PieceFolder: Sendable {
    /// Cases in one file.
    static let casesPerPiece = 4_000

    let path: String

    /// Empties it.
    init(path: String) throws {
        self.path = path
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Pieces of these cases; those that are known and unchanged are taken as they are.
    func pieces(
        of ids: [CaseID], in unit: UnitID, known: [UnitPieces.Piece], _ store: any CentralStore
    ) throws -> [UnitPieces.Piece] {
        let byMark = Dictionary(known.map { ($0.mark, $0) }, uniquingKeysWith: { one, _ in one })
        return try stride(from: 0, to: ids.count, by: Self.casesPerPiece).map { start in
            let part = ids[start..<min(ids.count, start + Self.casesPerPiece)]
            let mark = try store.read { try Self.mark(of: part, $0) }
            return try byMark[mark]
                ?? UnitPieces.Piece(segment: try segment(of: part, in: unit, store), mark: mark)
        }
    }

    private static func mark(
        of ids: ArraySlice<CaseID>, _ reading: any CentralReading
    ) throws -> String {
        let places = try ids.map { id in
            "\(id.raw) \(try reading.imageMark(of: id)?.sequence ?? 0)"
        }
        return sha256Hex(places.joined(separator: "\n").utf8)
    }

    private func segment(
        of ids: ArraySlice<CaseID>, in unit: UnitID, _ store: any CentralStore
    ) throws -> SnapshotManifest.Segment {
        let (lines, rows) = try Self.lines(of: ids, in: unit, store)
        let packed = try Deflate.gzip(lines, level: 6)
        return SnapshotManifest.Segment(
            sha256: try put(packed), bytes: packed.count, rows: rows)
    }

    /// A case that has changed since the list was made is taken as it is now; the feed brings
    /// the change once more, which does no harm. One that has gone elsewhere since is left out: what
    /// was done there is not for this unit.
    static func lines(
        of ids: ArraySlice<CaseID>, in unit: UnitID, _ store: any CentralStore
    ) throws -> (bytes: [UInt8], rows: Int) {
        try store.read { reading in
            var lines: [UInt8] = []
            var rows = 0
            for id in ids {
                guard try reading.placement(of: id)?.unit == unit,
                    let image = try reading.imageBytes(of: id)
                else { continue }
                lines += image
                lines.append(0x0A)
                rows += 1
            }
            return (lines, rows)
        }
    }

    /// Keeps bytes under the name that they have.
    private func put(_ packed: [UInt8]) throws -> String {
        let name = sha256Hex(packed)
        do {
            try Data(packed).write(to: URL(fileURLWithPath: path + "/" + name), options: .atomic)
        } catch {
            throw CentreFailure(.storageFull, context: "segment")
        }
        return name
    }

    /// A file in packed parts.
    func parts(of file: String) throws -> [SnapshotImage.Part] {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        defer { try? handle.close() }
        var parts: [SnapshotImage.Part] = []
        while let bytes = try handle.read(upToCount: SnapshotImage.partSize), !bytes.isEmpty {
            // Many desks fetch it, and all of them wait: little packing is quick on both sides.
            let packed = try Deflate.gzip(Array(bytes), level: 1)
            parts.append(
                SnapshotImage.Part(
                    sha256: try put(packed), bytes: packed.count, size: bytes.count))
        }
        return parts
    }

    func file(_ sha256: String, size: Int) -> ServedFile {
        let file = path + "/" + sha256
        return ServedFile(size: size) { try readPart(of: file, from: $0, limit: $1) }
    }

    func remove(_ sha256: String) {
        try? FileManager.default.removeItem(atPath: path + "/" + sha256)
    }
}
