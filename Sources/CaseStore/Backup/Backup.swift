import Casework
import GRDB
import Glibc

/// How a backup went.
package struct BackupReport: Hashable, Sendable {
    package var files: Int
    package var blobs: Int
    package var bytes: Int
    package var made: Instant
}

/// Backup and restore of a whole data folder, beside a running desk.
package enum Backup {
    /// Copies every file of the folder as it stands, while work goes on.
    ///
    /// The centre is copied first and the journal later: a restored journal may know more than
    /// the restored centre, and offers it again; it never knows less.
    ///
    /// - Parameter target: a folder that does not exist yet.
    package static func make(
        of folder: DataFolder, to target: String, at now: Instant
    ) throws(StoreFailure) -> BackupReport {
        guard folder.exists else { throw StoreFailure(.missing) }
        guard !FileName.exists(target) else {
            throw StoreFailure(.backup, sentence: "Das Ziel der Sicherung gibt es schon.")
        }
        umask(0o077)
        let partial = target + ".teil"
        FileName.removeTree(partial)
        do {
            let report = try write(folder, to: partial, at: now)
            guard rename(partial, target) == 0 else {
                throw StoreFailure(errno: errno, cause: "rename")
            }
            try FileName.syncFolder(FileBytes.parent(target))
            return report
        } catch {
            FileName.removeTree(partial)
            throw StoreFailure(error)
        }
    }

    private static func write(
        _ folder: DataFolder, to partial: String, at now: Instant
    ) throws(StoreFailure) -> BackupReport {
        try FileName.makeFolders(partial + "/blobs")
        var manifest = Manifest(made: now)
        for name in fileNames where FileName.exists(folder.file(name)) {
            let copy = "\(partial)/\(name)"
            try guarded { try copyDatabase(folder.file(name), to: copy) }
            manifest.files.append(
                Manifest.File(name: name, digest: try FileBytes.digest(copy)))
        }
        var bytes = manifest.files.reduce(0) { $0 + $1.digest.bytes }
        let blobs = BlobStore(folder)
        for name in blobs.names() {
            bytes += try copyBlob(name, of: folder.blobs, to: partial + "/blobs")
            manifest.blobs.append(name)
        }
        try FileBytes.write(manifest.bytes, to: "\(partial)/\(Manifest.name)")
        return BackupReport(
            files: manifest.files.count, blobs: manifest.blobs.count, bytes: bytes, made: now)
    }

    /// In the order of copying.
    static let fileNames = ["centre.sqlite", "cases.sqlite", "journal.sqlite", "desk.sqlite"]

    private static func copyDatabase(_ path: String, to target: String) throws {
        let source = try Connections.reader(path)
        defer { try? source.close() }
        try source.inDatabase { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [target])
        }
        try FileBytes.sync(target)
        let copy = try Connections.reader(target)
        defer { try? copy.close() }
        try Connections.quickCheck(copy)
    }

    /// Copies a blob and the text beside it; a blob that is not what its name says is an error.
    static func copyBlob(
        _ name: String, of source: String, to target: String
    ) throws(StoreFailure) -> Int {
        let part = "\(name.prefix(2))/\(name.dropFirst(2))"
        try FileName.makeFolders("\(target)/\(name.prefix(2))")
        let digest = try FileBytes.copy("\(source)/\(part)", to: "\(target)/\(part)")
        guard digest.sha256 == name else { throw StoreFailure(.blob, cause: "blob") }
        let text = "\(source)/\(part).text"
        if FileName.exists(text) { _ = try FileBytes.copy(text, to: "\(target)/\(part).text") }
        return digest.bytes
    }
}
