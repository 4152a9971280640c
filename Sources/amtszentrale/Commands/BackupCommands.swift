import ArgumentParser
import CentralHTTP
import CentralService
import Foundation
import ShellLanguage
import SyncProtocol

/// `amtszentrale sichern ORDNER`
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sichern",
        abstract: "Sichert die Zentrale im laufenden Betrieb in einen neuen Ordner.",
        discussion: """
            Die Sicherung enthält auch die Schlüssel der Zentrale: verwahren Sie sie \
            entsprechend.
            """)

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Argument(help: ArgumentHelp("der neue Ordner", valueName: "ordner"))
    var ordner: String

    func run() throws {
        let folder = try place.folder
        try folder.mustExist()
        let target = CentreFolder(ordner)
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw Ending(.output, "Den Ordner gibt es schon: \(target.path)")
        }
        try writing {
            try target.make()
            try CentreBackup.copyParts(of: folder, to: target)
        }
        _ = try folder.order(.backup(path: target.log))
        try writing { try CentreBackup.writeIndex(of: target) }
        Standard.out("Gesichert: \(target.path)")
    }
}

/// `amtszentrale wiederherstellen ORDNER`
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wiederherstellen",
        abstract: "Spielt eine Sicherung in einen leeren Ordner zurück.",
        discussion: """
            Danach hat das Protokoll eine neue Epoche: jeder Arbeitsplatz bringt beim nächsten \
            Abgleich, was seit der Sicherung geschah, noch einmal. Mit --nur-pruefen wird die \
            Sicherung nur gelesen.
            """)

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Argument(
        help: ArgumentHelp("der Ordner der Sicherung", valueName: "ordner"))
    var ordner: String
    @OptionGroup var storage: StorageOptions
    @Flag(name: .customLong("nur-pruefen"), help: "nichts verändern, nur prüfen")
    var onlyVerify = false

    func run() throws {
        let source = CentreFolder(ordner)
        try source.mustExist()
        let damaged = try writing { try CentreBackup.damaged(in: source) }
        guard damaged.isEmpty else {
            throw Ending(.data, "Die Sicherung ist beschädigt: " + damaged.joined(separator: ", "))
        }
        if onlyVerify {
            Standard.out("Die Sicherung ist unversehrt.")
            return
        }
        let target = try place.folder
        guard !target.exists, !target.identity.exists else {
            throw Ending(.output, "Hier liegt schon eine Zentrale: \(target.path)")
        }
        try storage.chosen.check()
        try writing {
            try target.make()
            try storage.chosen.write(to: target.path)
            try CentreBackup.copyParts(of: source, to: target)
            try FileManager.default.copyItem(atPath: source.log, toPath: target.log)
        }
        if storage.chosen.database != nil {
            // The copy was on its way to the database.
            defer { target.removeLog() }
            try storage.chosen.fill(log: target.log, from: target.log)
        }
        let open = try OpenCentre(target)
        let problems = try translated { try open.store.integrityProblems() }
        guard problems.isEmpty else { throw Ending(.data, problems.joined(separator: "\n")) }
        try translated {
            try open.centre.startEpoch(OpenCentre.newName())
            try open.registry.note(.restored, detail: "")
        }
        Standard.out("Wiederhergestellt: \(target.path), mit neuer Epoche")
    }
}

private func writing<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let ending as Ending {
        throw ending
    } catch {
        throw Ending(.output, "Der Ordner lässt sich nicht lesen oder nicht beschreiben.")
    }
}

/// What belongs to a backup beside the log itself, and the list of hashes that proves it whole.
enum CentreBackup {
    private static let index = "verzeichnis.json"

    static func copyParts(of source: CentreFolder, to target: CentreFolder) throws {
        let manager = FileManager.default
        for name in CentreFolder.identityFiles + CentreFolder.furtherFiles {
            let from = source.path + "/" + name
            if manager.fileExists(atPath: from) {
                try manager.copyItem(atPath: from, toPath: target.path + "/" + name)
            }
        }
        let blobs = (from: try source.blobs(), to: try target.blobs())
        if blobs.from != blobs.to, manager.fileExists(atPath: blobs.from) {
            try manager.copyItem(atPath: blobs.from, toPath: blobs.to)
        }
    }

    static func writeIndex(of folder: CentreFolder) throws {
        let document: JSONValue = .object(try hashes(of: folder).mapValues(\.wire))
        let path = folder.path + "/" + index
        try Data(document.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// Names of files that are not what the list says, or are missing.
    static func damaged(in folder: CentreFolder) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: folder.path + "/" + index),
            let value = try? JSONValue(bytes: data), case .object(let listed) = value
        else { return [index] }
        let found = try hashes(of: folder)
        return listed.filter { name, hash in found[name].map { .string($0) != hash } ?? true }
            .map(\.key).sorted()
    }

    private static func hashes(of folder: CentreFolder) throws -> [String: String] {
        var hashes: [String: String] = [:]
        let walker = FileManager.default.enumerator(atPath: folder.path)
        while let name = walker?.nextObject() as? String {
            let path = folder.path + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue, name != index
            else { continue }
            hashes[name] = try hash(of: path)
        }
        return hashes
    }

    private static func hash(of path: String) throws -> String {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = RunningHash()
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            hash.add(Array(part)[...])
        }
        return hash.hex
    }
}
