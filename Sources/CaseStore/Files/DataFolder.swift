import CPosix
import Glibc

/// Where the store of one desk lies, and the names in it. Nobody but its owner reads it.
package struct DataFolder: Hashable, Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Every act made here, as exact bytes; never rebuilt.
    package var journal: String { file("journal.sqlite") }
    /// What is shown; can be fetched again.
    package var cases: String { file("cases.sqlite") }
    /// A fresh file of cases while it is built, and once it is whole.
    var casesBuilding: String { file("cases.neu") }
    var casesReady: String { file("cases.fertig") }
    /// Drafts, places, settings; stays here.
    package var drawer: String { file("desk.sqlite") }
    /// The truth of a desk that works alone; opened by the centre inside, not by this room.
    package var centre: String { file("centre.sqlite") }
    package var blobs: String { file("blobs") }
    /// Attachments that the centre has and that can be fetched again; may be deleted.
    var fetchedBlobs: String { file("geholt") }
    package var lock: String { file("desk.lock") }
    /// Stands while a desk is open: found at start, it says that the last one did not end well.
    var openMark: String { file("desk.open") }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    package var exists: Bool { FileName.exists(journal) }

    /// Makes the folder with its blobs, readable by its owner only.
    package func make() throws(StoreFailure) {
        umask(0o077)
        try FileName.makeFolders(path)
        if chmod(path, 0o700) != 0, errno != EROFS, errno != EPERM {
            throw StoreFailure(errno: errno, cause: "chmod")
        }
        try FileName.makeFolders(blobs)
    }
}

/// Names and bytes of files, by the calls of the system.
enum FileName {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func makeFolders(_ path: String) throws(StoreFailure) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST, !exists(made) {
                throw StoreFailure(errno: errno, cause: "mkdir")
            }
        }
    }

    static func size(_ path: String) -> Int? {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : nil
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// Names in a folder, sorted; empty where there is none.
    static func list(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func remove(_ path: String) { unlink(path) }
    static func move(_ path: String, to target: String) { rename(path, target) }

    /// Removes a folder and all in it; links are removed, not followed.
    static func removeTree(_ path: String) {
        var info = stat()
        if lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
            for name in list(path) { removeTree("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    static func syncFolder(_ path: String) throws(StoreFailure) {
        let code = system_sync_directory(path)
        if code != 0 { throw StoreFailure(errno: code, cause: "fsync folder") }
    }
}

extension StoreFailure {
    init(errno code: Int32, cause: String) {
        let named = "\(cause) errno \(code)"
        switch code {
        case ENOSPC, EDQUOT: self.init(.full, cause: named)
        case EROFS: self.init(.readOnly, cause: named)
        case ENOENT: self.init(.missing, cause: named)
        default: self.init(.inaccessible, cause: named)
        }
    }
}
