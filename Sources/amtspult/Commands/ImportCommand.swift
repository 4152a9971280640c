import ArgumentParser
import CaseStore
import Casework
import Foundation
import Interchange
import ProcedureCatalog
import Settings
import ShellLanguage
import SyncProtocol
import Texts
import Workstation
import WorkstationRuntime

/// `amtspult einlesen DATEI …`: takes in files that nobody here wrote.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "einlesen", abstract: "Nimmt Akte aus fremden Dateien auf.",
        discussion: """
            Die Zuordnung (Spalten, Zeichensatz, Verfahren) ist Sache einer Datei; ohne Angabe \
            wird sie an der Datei erkannt. Zweimal dasselbe einlesen ergibt denselben Bestand; \
            eine geänderte Zeile wird gemeldet, nie überschrieben. Abgebrochen macht der \
            Befehl beim nächsten Mal dort weiter.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Dateien, auch .gz", valueName: "datei"))
    var dateien: [String]

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("die Zuordnung, wenn sie nicht erkannt wird", valueName: "name"))
    var zuordnung: String?

    @Flag(name: .long, help: "jede Zeile mit ihrem Grund zeigen, nicht nur die ersten")
    var alles = false

    func run() throws {
        let workplace = try place.workplace()
        defer { workplace.close() }
        _ = try telling { try workplace.publish(Installation.catalog()) }
        let mappings = try reading { try MappingFolder(path: Installation.folder(.mappings)) }
        for finding in mappings.findings { Standard.error(finding.description) }
        var failed = false
        for file in dateien {
            do {
                try take(file, mappings, workplace)
            } catch let ending as Ending {
                Standard.error("\(file): \(ending.sentence)")
                failed = true
            }
        }
        if failed { throw Ending(.data, "") }
    }

    private func take(
        _ path: String, _ mappings: MappingFolder, _ workplace: Workplace
    ) throws {
        let mapping = try chosen(path, mappings)
        let procedures = try telling { try workplace.desk.register.currentProcedures() }
        guard let (edition, procedure) = procedures.first(where: { $0.1.id == mapping.procedure })
        else {
            throw Ending(.data, "Das Verfahren „\(mapping.procedure.raw)“ ist nicht eingespielt.")
        }
        let findings = mapping.findings(against: procedure)
        guard findings.isEmpty else {
            throw Ending(.data, findings.map(\.description).joined(separator: "\n"))
        }
        let builder = try reading {
            try RecordBuilder(
                mapping: mapping, procedure: procedure, edition: edition, today: Clock.today)
        }
        let ledger = StoreLedger(
            desk: workplace.desk, person: place.personID,
            file: URL(fileURLWithPath: path).lastPathComponent)
        let size =
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
        let report = try reading {
            try Importer(builder).run(
                ByteStream.file(path), size: size, ledger: ledger, progress: show)
        }
        tell(report, path)
    }

    private func chosen(_ path: String, _ mappings: MappingFolder) throws -> Mapping {
        try reading {
            if let zuordnung { return try mappings.mapping(zuordnung) }
            let stream = try ByteStream.file(path).unpacked()
            var head: [UInt8] = []
            while head.count < MappingFolder.headSize, let piece = try stream.next() {
                head += piece
            }
            return try mappings.recognise(
                fileName: URL(fileURLWithPath: path).lastPathComponent, head: head)
        }
    }

    private func show(_ progress: ImportProgress) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let share = progress.size.map { $0 > 0 ? " \(min(100, progress.bytes * 100 / $0)) %" : "" }
        let line = "\r\(progress.rows) Zeilen, \(progress.taken) aufgenommen\(share ?? "")   "
        FileHandle.standardError.write(Data(line.utf8))
    }

    private func tell(_ report: ImportReport, _ path: String) {
        if isatty(STDERR_FILENO) == 1 { Standard.error("") }
        Standard.out(
            "\(path): \(report.rows) Zeilen (\(report.mapping)), \(report.taken) aufgenommen, "
                + "\(report.known) schon da, \(report.changed.count) geändert, "
                + "\(report.rejected.count) nicht aufgenommen")
        for rejected in report.rejected.prefix(alles ? .max : 20) {
            Standard.out("  nicht aufgenommen: \(rejected)")
        }
        if !alles, report.rejected.count > 20 {
            Standard.out("  … und \(report.rejected.count - 20) weitere (--alles zeigt sie)")
        }
        for row in report.changed.prefix(alles ? .max : 20) {
            Standard.out(
                "  geändert und nicht überschrieben: Zeile \(row.line), \(row.identity)")
        }
        let warnings = report.warningCounts.sorted { $0.value > $1.value }
        for (warning, count) in warnings {
            Standard.out("  Hinweis: \(count)-mal \(warning)")
        }
    }
}

/// Runs what reads foreign files; its sentence comes out with its exit code.
func reading<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as InterchangeError {
        throw Ending(.data, error.sentence)
    } catch let failure as StoreFailure {
        throw Ending(.output, failure.sentence)
    }
}

/// The store's journal remembers what was taken in from where.
struct StoreLedger: ImportLedger {
    var desk: Desk
    var person: PersonID
    var file: String

    func digest(of identity: SourceIdentity) throws -> String? {
        try desk.takenIn(identity.description)?.line.digest
    }

    func take(_ records: [IntakeRecord]) throws -> [Rejected] {
        let submissions = records.map { record in
            CaseStore.Submission(
                opening: record.opening, as: record.caseID,
                takenIn: TakenIn(
                    identity: record.identity.description, digest: record.digest, file: file,
                    line: record.line))
        }
        let receipts = try desk.takeIn(submissions, by: person)
        return zip(records, receipts).compactMap { record, receipt in
            receipt.obstacle.map { Rejected(line: record.line, reason: $0.sentenceWithCode) }
        }
    }
}

/// `amtspult ausfolgen GZ ORDNER`: one whole case as a readable folder.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ausfolgen",
        abstract: "Legt einen ganzen Akt als lesbaren Ordner ab.",
        discussion: """
            Zwecke: akteneinsicht, ifg, gericht, uebergabe. Geschwärzt wird, was --schwaerzen \
            nennt: feld:ID, gruppe:NAME, partei:NAME, oder text:WORTE.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    @ArgumentParser.Argument(
        help: ArgumentHelp("der Ordner, in dem er abgelegt wird", valueName: "ordner"))
    var ordner: String

    @ArgumentParser.Option(name: .long, help: ArgumentHelp("wofür", valueName: "zweck"))
    var zweck = "akteneinsicht"

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("was geschwärzt wird", valueName: "was"))
    var schwaerzen: [String] = []

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die Rechtsgrundlage dafür", valueName: "grund"))
    var grund = "§ 17 Abs 3 AVG"

    private static let purposes: [String: ExportPurpose] = [
        "akteneinsicht": .fileAccess, "ifg": .informationRequest, "gericht": .court,
        "uebergabe": .handover,
    ]

    func run() throws {
        guard let purpose = Self.purposes[zweck] else {
            throw Ending(.usage, "Zwecke: akteneinsicht, ifg, gericht, uebergabe.")
        }
        let view = try place.reading().view(gz)
        let rules = try schwaerzen.map { try rule($0, view.file) }
        // A reading that is handed out is journalled, and the journal is the desk's.
        let workplace = try place.workplace()
        defer { workplace.close() }
        let hands = try Installation.hands(of: workplace, person: place.personID)
        do {
            let summary = try hands.exported(
                view.file.id, into: ordner, purpose: purpose, redaction: Redaction(rules))
            Standard.out(
                "Abgelegt: \(summary.path) (\(summary.files) Dateien, "
                    + "\(summary.blacked) Stellen geschwärzt)")
        } catch {
            throw Ending(.output, error.sentence)
        }
    }

    private func rule(_ text: String, _ file: CaseFile) throws -> Redaction.Rule {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Ending(.usage, "„\(text)“: Form ist art:wert.") }
        switch parts[0] {
        case "feld": return Redaction.Rule(.field(FieldID(parts[1])), ground: grund)
        case "gruppe": return Redaction.Rule(.fieldGroup(parts[1]), ground: grund)
        case "text": return Redaction.Rule(.text(parts[1]), ground: grund)
        case "partei":
            guard let party = file.parties.first(where: { $0.name == parts[1] }) else {
                throw Ending(.usage, "Im Akt gibt es niemanden namens „\(parts[1])“.")
            }
            return Redaction.Rule(.party(party.id), ground: grund)
        default: throw Ending(.usage, "„\(parts[0])“: feld, gruppe, partei oder text.")
        }
    }
}
