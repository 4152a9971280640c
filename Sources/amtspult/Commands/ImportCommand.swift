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
        let writing = try WritingPlace(place)
        defer { writing.close() }
        try writing.publish()
        let mappings = try reading { try MappingFolder(path: Installation.folder(.mappings)) }
        for finding in mappings.findings { Standard.error(finding.description) }
        var failed = false
        for file in dateien {
            do {
                try take(file, mappings, writing)
            } catch let ending as Ending {
                Standard.error("\(file): \(ending.sentence)")
                failed = true
            }
        }
        if failed { throw Ending(.data, "") }
    }

    private func take(
        _ path: String, _ mappings: MappingFolder, _ writing: WritingPlace
    ) throws {
        let mapping = try chosen(path, mappings)
        let register = try writing.register()
        let procedures = try telling { try register.currentProcedures() }
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
            writing: writing, file: URL(fileURLWithPath: path).lastPathComponent)
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
    var writing: WritingPlace
    var file: String

    func digest(of identity: SourceIdentity) throws -> String? {
        guard case .digest(let digest) = try writing.write(.takenIn(identity.description)) else {
            return nil
        }
        return digest
    }

    func take(_ records: [IntakeRecord]) throws -> [Rejected] {
        let lines = records.map { record in
            DoorIntake(
                caseID: record.caseID, opening: record.opening,
                source: TakenIn(
                    identity: record.identity.description, digest: record.digest, file: file,
                    line: record.line))
        }
        guard case .taken(let obstacles) = try writing.write(.takeIn(lines)),
            obstacles.count == records.count
        else { throw Ending(.output, "Der Datenbestand hat nicht geantwortet.") }
        return zip(records, obstacles).compactMap { record, obstacle in
            obstacle.map { Rejected(line: record.line, reason: $0.sentenceWithCode) }
        }
    }
}
