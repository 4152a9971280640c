import ArgumentParser
import CaseStore
import Casework
import CentralService
import Foundation
import NcursesTerminal
import ProcedureCatalog
import Settings
import ShellLanguage
import SyncProtocol
import Texts
import WorkstationRuntime

/// `amtspult sichern ORDNER`: a copy of everything while work goes on.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sichern",
        abstract: "Sichert den Datenbestand im laufenden Betrieb in einen neuen Ordner.")

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("der neue Ordner", valueName: "ordner"))
    var ordner: String

    func run() throws {
        let report = try telling {
            try Backup.make(of: place.folder, to: ordner, at: Clock.now)
        }
        Standard.out(
            "Gesichert: \(ordner) (\(report.files) Dateien, \(report.blobs) Beilagen, "
                + "\(report.bytes / 1024) KiB)")
    }
}

/// `amtspult wiederherstellen ORDNER`: puts a backup into an empty data folder.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wiederherstellen",
        abstract: "Spielt eine Sicherung in einen leeren Datenordner zurück.",
        discussion: """
            Mit --nur-pruefen wird die Sicherung nur gelesen und mit ihrem Verzeichnis \
            verglichen. Sonst darf im Datenordner noch kein Datenbestand liegen.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("der Ordner der Sicherung", valueName: "ordner"))
    var ordner: String

    @Flag(name: .customLong("nur-pruefen"), help: "nichts verändern, nur prüfen")
    var onlyVerify = false

    func run() throws {
        if onlyVerify {
            let report = try telling { try Backup.verify(ordner) }
            Standard.out("Die Sicherung ist unversehrt, gemacht am \(report.made.civil.austrian).")
            return
        }
        let report = try telling {
            try Backup.restore(
                ordner, into: place.folder, as: LockHolder.here(person: place.personID.raw)
            ) { path in
                // A new log: whoever saw more than this backup offers it again.
                let store = try SQLiteCentralStore(path: path, epoch: Installation.newID())
                try store.write { try $0.setEpoch(Installation.newID()) }
            }
        }
        Standard.out(
            "Wiederhergestellt: \(place.folder.path), Stand \(report.made.civil.austrian)")
    }
}

/// `amtspult diagnose`: one line each, for the operator and for support.
struct DiagnoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Prüft Ablage, Platz, Fassungen, Sprache und Terminal.")

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let items = surroundings + Diagnosis.items(of: place.folder) + papers
        for item in items {
            let name = item.name + String(repeating: " ", count: max(1, 18 - item.name.count))
            Standard.out("\(item.ok ? "✓" : "✗") \(name)\(item.line)")
        }
        guard items.allSatisfy(\.ok) else { throw Ending(.refused, "") }
    }

    /// Of a desk that belongs to a centre on another machine.
    private var papers: [DiagnosisItem] {
        guard let validity = try? CentrePapers.validity(in: place.folder, Network.ways) else {
            return []
        }
        let (ok, line) = CertificateWords.line(validity, now: Clock.now)
        return [DiagnosisItem(name: "Zertifikat", ok: ok, line: line)]
    }

    private var surroundings: [DiagnosisItem] {
        let choice = TerminalChoice(environment: Installation.environment)
        let terminal = choice.described
        let locale = Installation.environment["LC_ALL"] ?? Installation.environment["LANG"] ?? ""
        let procedures = Installation.catalog
        let settings = Installation.findings
        return [
            DiagnosisItem(
                name: "Programm", ok: true,
                line: "amtspult \(Version.current), Verfahren: "
                    + procedures.editions.map { $0.procedure.title }.joined(separator: ", ")),
            DiagnosisItem(
                name: "Verfahren", ok: procedures.problems.isEmpty && !procedures.editions.isEmpty,
                line: procedures.problems.isEmpty
                    ? "\(procedures.editions.count) ohne Befund"
                    : procedures.problems.map(\.folder).joined(separator: ", ") + " mit Fehlern"),
            DiagnosisItem(
                name: "Sprache", ok: choice.charset == nil,
                line: choice.charset.map { "Zeichensatz \($0) statt UTF-8" }
                    ?? (locale.isEmpty ? "C.UTF-8" : locale)),
            DiagnosisItem(name: "Terminal", ok: true, line: terminal),
            DiagnosisItem(
                name: "Einstellungen", ok: settings.isEmpty,
                line: settings.isEmpty ? "ohne Befund" : settings.joined(separator: "; ")),
        ]
    }
}
