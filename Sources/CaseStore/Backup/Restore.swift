import Casework
import Glibc

extension Backup {
    /// Reads a backup through and compares it with its manifest; nothing is changed.
    package static func verify(_ source: String) throws(StoreFailure) -> BackupReport {
        let manifest = try manifest(of: source)
        var bytes = 0
        for file in manifest.files {
            let found = try digest("\(source)/\(file.name)")
            guard found == file.digest else { throw StoreFailure(.backup, cause: file.name) }
            bytes += found.bytes
        }
        for name in manifest.blobs {
            let part = "\(source)/blobs/\(name.prefix(2))/\(name.dropFirst(2))"
            let found = try digest(part)
            guard found.sha256 == name else { throw StoreFailure(.backup, cause: "blob") }
            bytes += found.bytes
        }
        return BackupReport(
            files: manifest.files.count, blobs: manifest.blobs.count, bytes: bytes,
            made: manifest.made)
    }

    /// Puts a backup into a folder that holds no store yet.
    ///
    /// - Parameters:
    ///   - holder: who restores; they hold the folder's lock meanwhile.
    ///   - beginEpoch: is given the restored centre's file, where there is one, and must start a
    ///     new epoch in it: whoever saw what the backup does not hold then offers it again.
    package static func restore(
        _ source: String, into folder: DataFolder, as holder: LockHolder,
        beginEpoch: (String) throws -> Void
    ) throws(StoreFailure) -> BackupReport {
        let report = try verify(source)
        try folder.make()
        let lock = try StoreLock.take(folder, as: holder)
        defer { withExtendedLifetime(lock) {} }
        for name in fileNames where FileName.exists(folder.file(name)) {
            throw StoreFailure(
                .backup,
                sentence: "Im Zielordner liegt schon ein Datenbestand. Es wurde nichts verändert.")
        }
        do {
            try fill(folder, from: source, try manifest(of: source))
            if FileName.exists(folder.centre) { try guarded { try beginEpoch(folder.centre) } }
            return report
        } catch {
            for name in fileNames { FileName.remove(folder.file(name)) }
            throw StoreFailure(error)
        }
    }

    /// The journal comes last: a folder without one holds no store.
    private static func fill(
        _ folder: DataFolder, from source: String, _ manifest: Manifest
    ) throws(StoreFailure) {
        let blobs = BlobStore(folder)
        for name in manifest.blobs where !blobs.holds(name) {
            _ = try copyBlob(name, of: source + "/blobs", to: folder.blobs)
        }
        let ordered = manifest.files.sorted {
            ($0.name == "journal.sqlite" ? 1 : 0, $0.name)
                < ($1.name == "journal.sqlite" ? 1 : 0, $1.name)
        }
        for file in ordered {
            let copied = try FileBytes.copy("\(source)/\(file.name)", to: folder.file(file.name))
            guard copied == file.digest else { throw StoreFailure(.backup, cause: file.name) }
        }
        try FileName.syncFolder(folder.path)
    }

    private static func manifest(of source: String) throws(StoreFailure) -> Manifest {
        guard let bytes = try? FileBytes.read("\(source)/\(Manifest.name)", limit: 64 << 20) else {
            throw StoreFailure(.backup, cause: "no manifest")
        }
        let manifest = try Manifest(bytes: bytes)
        let names = manifest.files.map(\.name)
        guard names.contains("journal.sqlite"), names.allSatisfy(fileNames.contains),
            Set(names).count == names.count
        else { throw StoreFailure(.backup, cause: "names") }
        let hex = Set("0123456789abcdef")
        guard manifest.blobs.allSatisfy({ $0.count == 64 && $0.allSatisfy(hex.contains) }) else {
            throw StoreFailure(.backup, cause: "blob names")
        }
        return manifest
    }

    private static func digest(_ path: String) throws(StoreFailure) -> FileDigest {
        do {
            return try FileBytes.digest(path)
        } catch {
            throw StoreFailure(.backup, cause: error.cause)
        }
    }
}
