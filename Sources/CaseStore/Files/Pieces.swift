import SyncProtocol

/// Pieces of a download, each named by the SHA-256 of its bytes. What is there of a piece stays
/// until it is whole, so that a broken download goes on where it broke off.
package struct Pieces: Sendable {
    private let folder: String

    package init(_ folder: DataFolder) { self.folder = folder.file("stuecke") }

    private func path(_ sha256: String) throws(StoreFailure) -> String {
        guard sha256.utf8.count == 64, sha256.allSatisfy(\.isHexDigit) else {
            throw StoreFailure(.unexpected, cause: "piece name")
        }
        return "\(folder)/\(sha256)"
    }

    /// Bytes of a piece that are here.
    package func held(_ sha256: String) throws(StoreFailure) -> Int {
        FileName.size(try path(sha256)) ?? 0
    }

    package func append(_ bytes: [UInt8], to sha256: String) throws(StoreFailure) {
        try FileName.makeFolders(folder)
        try FileBytes.append(bytes, to: try path(sha256))
    }

    /// The whole piece; nil where it is not what its name says, and then nothing of it is kept.
    package func whole(_ sha256: String) throws(StoreFailure) -> [UInt8]? {
        let bytes = try FileBytes.read(try path(sha256))
        guard sha256Hex(bytes) == sha256 else {
            FileName.remove(try path(sha256))
            return nil
        }
        return bytes
    }

    /// Leaves nothing but these.
    package func keep(only names: Set<String>) {
        for name in FileName.list(folder) where !names.contains(name) {
            FileName.remove("\(folder)/\(name)")
        }
        if names.isEmpty { FileName.removeTree(folder) }
    }
}
