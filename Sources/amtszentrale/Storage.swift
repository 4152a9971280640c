import CentralService
import Foundation
import PostgresStore
import ShellLanguage
import SyncProtocol

/// Where a centre keeps its log and its attachments, as it was set up: in its own folder, unless
/// `ablage.json` there names a database. No password is in it.
struct Storage {
    static let file = "ablage.json"

    var database: String?
    /// The folder of attachments, where several processes share it.
    var blobs: String?

    init(database: String?, blobs: String?) {
        self.database = database
        self.blobs = blobs.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    }

    /// What was written down in `folder`; nothing means its own folder.
    init(of folder: String) throws {
        guard let data = FileManager.default.contents(atPath: folder + "/" + Self.file) else {
            return
        }
        do {
            let reader = try WireReader(try JSONValue(bytes: Array(data)), at: "ablage")
            database = try reader.optional("database")
            blobs = try reader.optional("blobs")
        } catch {
            throw Ending(.unusable, "Nicht lesbar: \(folder)/\(Self.file)")
        }
    }

    func write(to folder: String) throws {
        guard database != nil || blobs != nil else { return }
        let document = wireObject([("database", database?.wire), ("blobs", blobs?.wire)])
        let written = FileManager.default.createFile(
            atPath: folder + "/" + Self.file, contents: Data(document.bytes),
            attributes: [.posixPermissions: 0o600])
        guard written else {
            throw Ending(.unusable, "Der Ordner lässt sich nicht beschreiben: \(folder)")
        }
    }

    /// Says at once what is wrong with the address, before anything is asked or written.
    func check() throws {
        if let database { _ = try saying { try PostgresAddress(database) } }
    }

    /// - Parameter isNew: the log has to be there, or must not be.
    func open(log: String, epoch: String, isNew: Bool) throws -> any CentralStore {
        try translated { () -> any CentralStore in
            guard let database else { return try SQLiteCentralStore(path: log, epoch: epoch) }
            return try openDatabase(database, epoch: epoch, isNew: isNew)
        }
    }

    private func openDatabase(
        _ database: String, epoch: String, isNew: Bool
    ) throws -> PostgresCentralStore {
        try saying {
            try PostgresCentralStore(
                try PostgresAddress(database), epoch: epoch, expecting: isNew ? .new : .existing)
        }
    }

    /// A new log with all that is in another one.
    func fill(log: String, from source: String) throws {
        try translated { () -> Void in
            let rest = try SQLiteCentralStore(path: source, epoch: "")
            guard let database else { return try rest.backup(to: log) }
            let store = try openDatabase(database, epoch: "", isNew: true)
            do {
                try saying { try rest.withRows { try store.fill(from: $0) } }
            } catch {
                try? store.removeIfNew()
                throw error
            }
        }
    }

    private func saying<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as PostgresProblem {
            throw Ending(problem.isMistyped ? .usage : .unusable, problem.sentence)
        }
    }
}

extension PostgresProblem {
    fileprivate var isMistyped: Bool { self == .addressUnreadable || self == .passwordInAddress }

    fileprivate var sentence: String {
        switch self {
        case .notBuilt:
            "Dieses Programm ist ohne PostgreSQL gebaut. Bauen mit: make release "
                + "TRAITS=PostgreSQL"
        case .addressUnreadable:
            "Die Adresse der Datenbank ist nicht lesbar: postgresql://rechner/name"
        case .passwordInAddress:
            "Kein Passwort in der Adresse: es stünde in der Prozessliste. Es gehört in die "
                + "Datei ~/.pgpass des Dienstes oder in eine service-Datei."
        case .unreachable: "Die Datenbank ist nicht erreichbar."
        case .refused: "Die Datenbank lässt diesen Benutzer nicht ein: Passwort in ~/.pgpass?"
        case .serverTooOld: "Die Datenbank ist zu alt: es braucht PostgreSQL 14 oder neuer."
        case .notUTF8: "Die Datenbank ist nicht in UTF8 angelegt."
        case .notDurable:
            "Die Datenbank schreibt nicht dauerhaft: fsync und synchronous_commit gehören auf on."
        case .occupied: "In dieser Datenbank liegt schon eine Zentrale."
        case .empty: "In dieser Datenbank liegt keine Zentrale."
        }
    }
}
