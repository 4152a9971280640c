import Glibc
import SyncProtocol

/// Attachments by what they are: the name of a file is the SHA-256 of its bytes, so the same
/// picture lies here once, and a changed one is noticed.
///
/// What came into the house here lies apart from what was fetched from the centre or is safe
/// there: the latter may go at any time.
package final class BlobStore: Sendable {
    /// The largest attachment.
    package static let sizeLimit = 200 << 20

    /// Text kept of one attachment for search.
    static let textLimit = 1 << 20

    private let root: String
    let cache: BlobCache

    init(_ folder: DataFolder) {
        root = folder.blobs
        cache = BlobCache(folder.fetchedBlobs)
    }

    /// Stores bytes; on the disk when this returns. Storing again changes nothing.
    ///
    /// - Returns: the SHA-256 in hex, the blob's name.
    package func store(_ bytes: [UInt8]) throws(StoreFailure) -> String {
        guard bytes.count <= Self.sizeLimit else {
            throw StoreFailure(
                .blob, sentence: "Die Beilage ist zu groß (höchstens 200 MiB).")
        }
        let name = sha256Hex(bytes)
        guard let path = BlobStore.place(name, in: root) else { throw StoreFailure(.blob) }
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

    func hasText(of name: String) -> Bool {
        path(name).map { FileName.exists($0 + ".text") } ?? false
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
        let own = BlobStore.place(name, in: root)
        if let own, !FileName.exists(own), let fetched = cache.path(name) { return fetched }
        return own
    }

    static func place(_ name: String, in root: String) -> String? {
        let hex = Set("0123456789abcdef")
        guard name.count == 64, name.allSatisfy(hex.contains) else { return nil }
        return "\(root)/\(name.prefix(2))/\(name.dropFirst(2))"
    }

    /// Names of all that came into the house here and is not known to be safe elsewhere, sorted.
    package func names() -> [String] { BlobStore.names(in: root) }

    static func names(in root: String) -> [String] {
        FileName.list(root).filter { $0.count == 2 }.flatMap { first in
            FileName.list("\(root)/\(first)").map { first + $0 }
                .filter { place($0, in: root) != nil }
        }
    }

    /// Bytes of a blob from a place on, at most so many; for sending it.
    func part(of name: String, from offset: Int, limit: Int) throws(StoreFailure) -> [UInt8] {
        guard let path = path(name) else { throw StoreFailure(.blob) }
        return try FileBytes.part(of: path, from: offset, limit: limit)
    }

    /// Whether the file is what its name says.
    func isWhole(_ name: String) -> Bool {
        guard let path = path(name), FileName.exists(path) else { return false }
        return (try? FileBytes.digest(path))?.sha256 == name
    }

    /// The centre keeps it safely: from now on it can be fetched again.
    func release(_ name: String) throws(StoreFailure) {
        guard let own = BlobStore.place(name, in: root), FileName.exists(own) else { return }
        try cache.take(own, as: name)
    }
}
