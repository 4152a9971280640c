import Casework
import Glibc
import SyncProtocol

/// Attachments that can be fetched from the centre again. The one used longest ago goes first.
/// What is there of a download stays until it is whole, so that a broken one goes on where it
/// broke off.
struct BlobCache: Sendable {
    private let root: String

    init(_ root: String) { self.root = root }

    /// The file, where it is here.
    func path(_ name: String) -> String? {
        BlobStore.place(name, in: root).flatMap { FileName.exists($0) ? $0 : nil }
    }

    var names: [String] { BlobStore.names(in: root) }

    // MARK: - Coming

    private func partial(_ name: String) throws(StoreFailure) -> String {
        guard BlobStore.place(name, in: root) != nil else { throw StoreFailure(.blob) }
        return "\(root)/teile/\(name)"
    }

    /// Bytes of a download that are here.
    func held(_ name: String) throws(StoreFailure) -> Int {
        FileName.size(try partial(name)) ?? 0
    }

    func append(_ bytes: [UInt8], to name: String) throws(StoreFailure) {
        try FileName.makeFolders("\(root)/teile")
        try FileBytes.append(bytes, to: try partial(name))
    }

    /// The download has come to its end.
    ///
    /// - Returns: false where it is not what its name says; then nothing of it is kept.
    func finish(_ name: String) throws(StoreFailure) -> Bool {
        let path = try partial(name)
        guard try FileBytes.digest(path).sha256 == name else {
            FileName.remove(path)
            return false
        }
        try FileBytes.sync(path)
        try take(path, as: name)
        return true
    }

    func forget(_ name: String) throws(StoreFailure) { FileName.remove(try partial(name)) }

    /// A whole file, with the text beside it, lies here from now on.
    func take(_ file: String, as name: String) throws(StoreFailure) {
        guard let place = BlobStore.place(name, in: root) else { throw StoreFailure(.blob) }
        try FileName.makeFolders(FileBytes.parent(place))
        if FileName.exists(file + ".text") { rename(file + ".text", place + ".text") }
        guard rename(file, place) == 0 else { throw StoreFailure(errno: errno, cause: "rename") }
        try FileName.syncFolder(FileBytes.parent(place))
    }

    // MARK: - Using and going

    /// Somebody looks at it.
    func use(_ name: String, at now: Instant) {
        guard let path = path(name) else { return }
        let moment = timespec(
            tv_sec: Int(now.milliseconds / 1_000),
            tv_nsec: Int(now.milliseconds % 1_000) * 1_000_000)
        var times = (moment, moment)
        withUnsafePointer(to: &times) { pointer in
            pointer.withMemoryRebound(to: timespec.self, capacity: 2) {
                _ = utimensat(AT_FDCWD, path, $0, AT_SYMLINK_NOFOLLOW)
            }
        }
    }

    private struct Item {
        var name: String
        var bytes: Int
        var used: timespec
    }

    private func items() -> [Item] {
        names.compactMap { name in
            var info = stat()
            guard let path = path(name), stat(path, &info) == 0 else { return nil }
            return Item(name: name, bytes: Int(info.st_size), used: info.st_mtim)
        }
    }

    /// Removes what was used longest ago until no more than so many bytes lie here.
    ///
    /// - Parameter kept: stays, whatever it takes.
    func shrink(to limit: Int, keeping kept: Set<String>) {
        let items = items()
        var bytes = items.reduce(0) { $0 + $1.bytes }
        let oldest = items.filter { !kept.contains($0.name) }.sorted {
            ($0.used.tv_sec, $0.used.tv_nsec, $0.name) < ($1.used.tv_sec, $1.used.tv_nsec, $1.name)
        }
        for item in oldest where bytes > limit {
            remove(item.name)
            bytes -= item.bytes
        }
    }

    /// Leaves nothing but these, not even of downloads that broke off.
    func keep(only wanted: Set<String>) {
        for name in names where !wanted.contains(name) { remove(name) }
        for name in FileName.list("\(root)/teile") where !wanted.contains(name) {
            FileName.remove("\(root)/teile/\(name)")
        }
    }

    private func remove(_ name: String) {
        guard let path = BlobStore.place(name, in: root) else { return }
        for ending in ["", ".text"] { FileName.remove(path + ending) }
    }
}
