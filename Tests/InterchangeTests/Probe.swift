import Casework
import Foundation
import Interchange
import ProcedureCatalog
import Testing

/// What the tests of this room share.
enum Probe {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    static let mappings = root.appendingPathComponent("Sources/Interchange/Mappings").path
    /// The open data that lies beside the project, where it is there at all.
    static let data = root.appendingPathComponent("../shared/data").standardizedFileURL.path

    static func samplePath(_ name: String) -> String {
        folder.appendingPathComponent("Samples/" + name).path
    }

    static func sample(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: samplePath(name))))
    }

    static func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? CivilDay(ordinal: 0) }
    static let today = day("2026-11-23")
    static let edition: EditionID = "edition"

    /// A small procedure for small samples.
    static let procedure: Procedure = {
        var procedure = Procedure(id: "probe", title: "Probe", nature: .service, unit: "tsc")
        procedure.kinds = [Kind(id: "meldung", title: "Meldung", source: "", start: "eingang")]
        procedure.phases = [Phase(id: "eingang", title: "Eingang")]
        procedure.results = [ResultDefinition(id: "behoben", title: "behoben", positive: true)]
        procedure.partyRoles = [
            PartyRole(id: "melder", title: "Melder:in", standing: false, recipient: true)
        ]
        procedure.fields = [
            Field(
                id: "kategorie", title: "Kategorie",
                kind: .choice([
                    Option(id: "gruen", title: "Grünfläche"),
                    Option(id: "licht", title: "Beleuchtung"),
                ])),
            Field(id: "beschreibung", title: "Beschreibung", kind: .longText),
            Field(id: "email", title: "E-Mail", kind: .text(.email), group: "person"),
            Field(id: "betrag", title: "Betrag", kind: .money(minimum: .zero, maximum: nil)),
        ]
        return procedure
    }()

    static func mapping(_ yaml: String, file: String = "probe.yaml") throws -> Mapping {
        let (mapping, findings) = Mapping.read(yaml, file: file)
        #expect(findings.isEmpty, "\(findings)")
        return mapping
    }

    /// A procedure as it ships.
    static func shipped(_ id: ProcedureID) throws -> Procedure {
        let path = root.appendingPathComponent("Sources/ProcedureCatalog/Procedures/" + id.raw).path
        let compiled = compile(SourceFolder(path: path))
        return try #require(compiled.procedure, "\(compiled.diagnostics.prefix(3))")
    }

    static func builder(
        _ mapping: Mapping, _ procedure: Procedure = procedure, today: CivilDay = today
    ) throws -> RecordBuilder {
        try RecordBuilder(
            mapping: mapping, procedure: procedure, edition: edition, today: today)
    }

    /// A folder of its own for a test, removed afterwards.
    static func withFolder(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("amtspult-" + UUID().uuidString).path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }
}

/// Takes records in as a store does, and can die at a chosen record.
final class MemoryLedger: ImportLedger {
    struct Died: Error {}
    var digests: [SourceIdentity: String] = [:]
    var records: [IntakeRecord] = []
    var batches = 0
    var diesAfterBatches = Int.max
    /// Identities it refuses.
    var refuses: Set<String> = []

    func digest(of identity: SourceIdentity) throws -> String? { digests[identity] }

    func take(_ new: [IntakeRecord]) throws -> [Rejected] {
        guard batches < diesAfterBatches else { throw Died() }
        batches += 1
        var refused: [Rejected] = []
        for record in new {
            if refuses.contains(record.identity.id) {
                refused.append(Rejected(line: record.line, reason: "geht nicht"))
                continue
            }
            digests[record.identity] = record.digest
            records.append(record)
        }
        return refused
    }
}

/// Small random numbers that are the same each time.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
