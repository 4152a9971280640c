import CPosix
import Casework
import GRDB
import Glibc

/// One line of a diagnosis.
package struct DiagnosisItem: Hashable, Sendable {
    package var name: String
    package var ok: Bool
    package var line: String

    package init(name: String, ok: Bool, line: String) {
        self.name = name
        self.ok = ok
        self.line = line
    }
}

/// Looks through a data folder without changing anything, also beside a running desk.
package enum Diagnosis {
    /// Below this the disk counts as full.
    package static let spaceNeeded: UInt64 = 200 << 20

    package static func items(of folder: DataFolder) -> [DiagnosisItem] {
        guard folder.exists else {
            return [
                DiagnosisItem(
                    name: "Datenbestand", ok: false, line: "Hier liegt kein Datenbestand.")
            ]
        }
        var items = [rights(folder), space(folder), lock(folder)]
        items.append(file("Dienstbuch", folder.journal, JournalSchema.migrator, durable: true))
        items.append(file("Fälle", folder.cases, CasesSchema.migrator, durable: false))
        items.append(file("Schreibtischlade", folder.drawer, DrawerSchema.migrator, durable: false))
        if FileName.exists(folder.centre) {
            items.append(file("Zentrale", folder.centre, nil, durable: true))
        }
        items.append(outbox(folder))
        items.append(attachments(folder))
        return items
    }

    private static func rights(_ folder: DataFolder) -> DiagnosisItem {
        var info = stat()
        let known = stat(folder.path, &info) == 0
        let closed = known && info.st_mode & 0o077 == 0 && info.st_uid == getuid()
        return DiagnosisItem(
            name: "Rechte", ok: closed,
            line: closed
                ? "Der Datenordner gehört Ihnen und ist für andere verschlossen."
                : "Der Datenordner ist für andere offen oder gehört jemand anderem.")
    }

    private static func space(_ folder: DataFolder) -> DiagnosisItem {
        var available: UInt64 = 0
        var total: UInt64 = 0
        guard system_space(folder.path, &available, &total) == 0 else {
            return DiagnosisItem(name: "Platz", ok: false, line: "Der Platz ist unbekannt.")
        }
        if system_is_read_only(folder.path) == 1 {
            return DiagnosisItem(
                name: "Platz", ok: false, line: "Der Datenträger ist nur lesbar eingehängt.")
        }
        let megabytes = available >> 20
        return DiagnosisItem(
            name: "Platz", ok: available >= spaceNeeded,
            line: "Frei sind \(megabytes) MiB von \(total >> 20) MiB.")
    }

    private static func lock(_ folder: DataFolder) -> DiagnosisItem {
        do {
            try StoreLock.peek(folder)
            let clean = !FileName.exists(folder.openMark)
            return DiagnosisItem(
                name: "Arbeitsplatz", ok: clean,
                line: clean
                    ? "Niemand arbeitet gerade auf diesem Datenbestand."
                    : "Der letzte Arbeitsplatz endete unerwartet; beim nächsten Start wird geprüft."
            )
        } catch {
            return DiagnosisItem(name: "Arbeitsplatz", ok: true, line: error.sentence)
        }
    }

    private static func file(
        _ name: String, _ path: String, _ migrator: DatabaseMigrator?, durable: Bool
    ) -> DiagnosisItem {
        do throws(StoreFailure) {
            let (mode, version) = try guarded {
                let queue = try Connections.reader(path)
                defer { try? queue.close() }
                if let migrator { try Connections.check(migrator, queue) }
                return try queue.read { db in
                    let answer = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
                    guard answer == "ok" else { throw StoreFailure(.corrupt) }
                    return (
                        try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
                        try String.fetchOne(
                            db,
                            sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid DESC")
                            ?? ""
                    )
                }
            }
            let megabytes = (FileName.size(path) ?? 0) >> 20
            let kept = durable && mode == "wal" ? ", jede Speicherung geht auf die Platte" : ""
            return DiagnosisItem(
                name: name, ok: true, line: "Unversehrt, Stand \(version), \(megabytes) MiB\(kept)."
            )
        } catch {
            return DiagnosisItem(name: name, ok: false, line: error.sentence)
        }
    }

    private static func outbox(_ folder: DataFolder) -> DiagnosisItem {
        do throws(StoreFailure) {
            let count = try guarded {
                let queue = try Connections.reader(folder.journal)
                defer { try? queue.close() }
                return try queue.read { db in
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM act WHERE outcome IS NULL")
                }
            }
            let unsent = count ?? 0
            return DiagnosisItem(
                name: "Ausgang", ok: true,
                line: unsent == 0
                    ? "Alles ist bei der Zentrale."
                    : "\(unsent) Amtshandlungen warten auf die Zentrale.")
        } catch {
            return DiagnosisItem(name: "Ausgang", ok: false, line: error.sentence)
        }
    }

    private static func attachments(_ folder: DataFolder) -> DiagnosisItem {
        let blobs = BlobStore(folder)
        let names = blobs.names()
        let damaged = names.filter { name in
            guard let path = blobs.path(name) else { return true }
            return (try? FileBytes.digest(path))?.sha256 != name
        }
        return DiagnosisItem(
            name: "Beilagen", ok: damaged.isEmpty,
            line: damaged.isEmpty
                ? "\(names.count) Beilagen, alle unversehrt."
                : "\(damaged.count) von \(names.count) Beilagen sind beschädigt.")
    }
}
