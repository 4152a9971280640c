import Glibc
import SyncProtocol

/// Attachments by what they are: the name of a file is the SHA-256 of its bytes, so the same
/// picture lies here once, and a changed one is noticed.
package final class BlobStore: Sendable {
    /// The largest attachment.
    package static let sizeLimit = 200 << 20

    /// Text kept of one attachment for search.
    static let textLimit = 1 << 20

    private let root: String

    init(_ folder: DataFolder) { root = folder.blobs }

    /// Stores bytes; on the disk when this returns. Storing again changes nothing.
    ///
    /// - Returns: the SHA-256 in hex, the blob's name.
    package func store(_ bytes: [UInt8]) throws(StoreFailure) -> String {
        guard bytes.count <= Self.sizeLimit else {
            throw StoreFailure(
                .blob, sentence: "Die Beilage ist zu groß (höchstens 200 MiB).")
        }
        let name = sha256Hex(bytes)
        guard let path = path(name) else { throw StoreFailure(.blob) }
        if FileName.size(path) == bytes.count { return name }
        let folder = FileBytes.parent(path)
        if !FileName.exists(folder) {
            try FileName.makeFolders(folder)
            try FileName.syncFolder(root)
        }
        try FileBytes.write(bytes, to: path)
        return name
    }

    /// The bytes, checked against their name.
    package func read(_ name: String) throws(StoreFailure) -> [UInt8] {
        guard let path = path(name), FileName.exists(path) else {
            throw StoreFailure(.blob, sentence: "Die Beilage liegt nicht auf diesem Arbeitsplatz.")
        }
        let bytes = try FileBytes.read(path, limit: Self.sizeLimit)
        guard sha256Hex(bytes) == name else {
            throw StoreFailure(
                .blob,
                sentence: "Die Beilage ist beschädigt: Ihr Inhalt passt nicht zu ihrem Namen.")
        }
        return bytes
    }

    /// Keeps what can be read of a blob beside it.
    func store(text: String, of name: String) throws(StoreFailure) {
        guard let path = path(name), holds(name) else { throw StoreFailure(.blob) }
        try FileBytes.write(Array(text.utf8.prefix(Self.textLimit)), to: path + ".text")
    }

    package func text(of name: String) -> String? {
        guard let path = path(name), FileName.exists(path + ".text"),
            let bytes = try? FileBytes.read(path + ".text", limit: Self.textLimit)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func holds(_ name: String) -> Bool {
        path(name).map { FileName.exists($0) } ?? false
    }

    /// The file of a blob, for a viewer; nil where the name is none.
    package func path(_ name: String) -> String? {
        let hex = Set("0123456789abcdef")
        guard name.count == 64, name.allSatisfy(hex.contains) else { return nil }
        return "\(root)/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    /// All names, sorted.
    package func names() -> [String] {
        FileName.list(root).filter { $0.count == 2 }.flatMap { first in
            FileName.list("\(root)/\(first)").map { first + $0 }.filter { path($0) != nil }
        }
    }
}
