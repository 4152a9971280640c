import CZlib
import CaseStore
import Foundation
import SyncProtocol

/// A whole file of cases as a centre gives it, with its parts by their names.
package struct PlayedImage {
    package var image: SnapshotImage
    package var parts: [String: [UInt8]]

    /// - Parameters:
    ///   - lines: images of cases, one in each.
    ///   - size: of a part, at most; small ones make many of few cases.
    package init(
        _ lines: [[UInt8]], layout: String, editions: [PublishedEdition],
        read: @escaping EditionReader, size: Int = 100_000
    ) throws {
        let folder = "/dev/shm/amtspult-bild-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var rest = lines[...]
        let (path, rows) = try CasesImage.build(in: folder, editions: editions, read: read) {
            rest.popFirst().map { $0 + [0x0A] }
        }
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        image = SnapshotImage(layout: layout, rows: rows, parts: [])
        parts = [:]
        for start in stride(from: 0, to: bytes.count, by: size) {
            let part = Array(bytes[start..<min(bytes.count, start + size)])
            let packed = PlayedImage.pack(part)
            let name = sha256Hex(packed)
            parts[name] = packed
            image.parts.append(
                SnapshotImage.Part(sha256: name, bytes: packed.count, size: part.count))
        }
    }

    /// As zlib packs, which is unpacked like gzip.
    private static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(count)) { target, used in
            compress2(target.baseAddress, &count, bytes, UInt(bytes.count), 1)
            used = Int(count)
        }
    }
}
