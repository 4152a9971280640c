import Casework
import Foundation
import Interchange
import Testing

/// The open data beside the project, whole. Skipped where it is not there.
struct OpenDataTests {
    struct DataSet: CustomTestStringConvertible, Sendable {
        var file: String
        var mapping: String
        var rows: Int
        var taken: Int
        var testDescription: String { mapping }
    }

    static let sets = [
        DataSet(
            file: "reports-konstanz/maengelmelder_konstanz.csv", mapping: "konstanz",
            rows: 2_132, taken: 2_132),
        DataSet(
            file: "reports-koeln/sagsuns_open311_requests_2016.json", mapping: "koeln", rows: 50,
            taken: 50),
        DataSet(
            file: "grants-hamburg/zuwendungsberichte_hamburg_2010-2012.tsv.gz",
            mapping: "hamburg", rows: 9_635, taken: 9_635),
        DataSet(
            file: "building-zuerich/baugesuche_zuerich_auszug.csv", mapping: "zuerich", rows: 95,
            taken: 95),
    ]

    static let isThere = FileManager.default.fileExists(atPath: Probe.data)
    static let absent: Comment = "Die offenen Daten liegen nicht neben dem Projekt."

    struct Outcome: Sendable {
        var records: [IntakeRecord]
        var report: ImportReport
        var procedure: Procedure
    }

    /// Each set read once for all tests.
    static let outcomes: [String: Outcome] = {
        var outcomes: [String: Outcome] = [:]
        for set in sets where isThere { outcomes[set.mapping] = try? run(set) }
        return outcomes
    }()

    static func outcome(_ mapping: String) throws -> Outcome {
        try #require(outcomes[mapping])
    }

    static func run(_ set: DataSet) throws -> Outcome {
        let path = Probe.data + "/" + set.file
        let head = try ByteStream.file(path).unpacked().next() ?? []
        let folder = try MappingFolder(path: Probe.mappings)
        let mapping = try folder.recognise(
            fileName: URL(fileURLWithPath: path).lastPathComponent,
            head: Array(head.prefix(MappingFolder.headSize)))
        #expect(mapping.id == set.mapping)
        let procedure = try Probe.shipped(mapping.procedure)
        let ledger = MemoryLedger()
        let report = try Importer(Probe.builder(mapping, procedure))
            .run(ByteStream.file(path), ledger: ledger)
        return Outcome(records: ledger.records, report: report, procedure: procedure)
    }

    @Test(.enabled(if: isThere, absent), arguments: sets)
    func everyRowIsTakenOrSaid(set: DataSet) throws {
        let outcome = try Self.outcome(set.mapping)
        let (records, report) = (outcome.records, outcome.report)
        #expect(report.rows == set.rows)
        #expect(report.taken == set.taken)
        #expect(report.taken + report.rejected.count == report.rows, "\(report.rejected.prefix(5))")
        #expect(report.unusedColumns.isEmpty, "\(report.unusedColumns)")
        #expect(Set(records.map(\.caseID)).count == set.taken)
        let again = try Self.run(set).records
        #expect(again.map(\.caseID) == records.map(\.caseID))
        #expect(again.map(\.digest) == records.map(\.digest))
        try Self.areOpenedByTheRules(records, outcome.procedure)
    }

    /// What was read is what the one rule for new cases takes.
    static func areOpenedByTheRules(_ records: [IntakeRecord], _ procedure: Procedure) throws {
        let unit = Unit(id: procedure.unit, name: "Einheit", sign: "E")
        let clerk = Person(
            id: "probe", name: "Probe",
            memberships: [Membership(unit: procedure.unit, role: .clerk)])
        let circumstances = Circumstances(
            procedure: procedure, office: Office(units: [unit], persons: [clerk]), actor: clerk,
            today: Probe.today)
        for (index, record) in records.enumerated() {
            let act = Act(
                id: record.actID, device: "geraet", counter: index + 1, actor: clerk.id,
                caseID: record.caseID, base: Base(version: 0), body: .open(record.opening),
                at: .epoch)
            let decision = decide(act, on: nil, under: circumstances)
            try #require(
                decision.obstacle == nil, "Zeile \(record.line): \(decision)")
        }
    }

    @Test(.enabled(if: isThere, absent))
    func konstanzIsReadAsItIs() throws {
        let outcome = try Self.outcome("konstanz")
        #expect(outcome.report.warningCounts[.outsideLinz] == 2_130)
        #expect(outcome.report.warningCounts[.unknownWord(column: "category_child")] == nil)
        let byID = Dictionary(
            outcome.records.map { ($0.identity.id, $0.opening) }, uniquingKeysWith: { $1 })
        let glass = try #require(byID["2452795"])
        #expect(glass.place.line == "Richard-Wagner-Strasse 9")
        #expect(glass.place.postalCode == "78464")
        #expect(glass.place.district == "Konstanz")
        let path = try #require(byID["8848"])
        guard case .text(let text)? = path.fields["beschreibung"] else { return }
        // Mojibake stays as the city published it.
        #expect(text.contains("â€žerleichtert haetteâ€œ"))
        let longest = try #require(byID["2131177"])
        guard case .text(let long)? = longest.fields["beschreibung"] else { return }
        #expect(long.count == 1_712)
        #expect(longest.subject.count <= 80)
        #expect(outcome.records.allSatisfy { !$0.opening.subject.trimmed.isEmpty })
    }

    @Test(.enabled(if: isThere, absent))
    func koelnSaysOpenAndClosed() throws {
        let outcome = try Self.outcome("koeln")
        #expect(outcome.records.count(where: { $0.opening.closed != nil }) == 15)
        #expect(outcome.records.allSatisfy { $0.opening.received.iso.hasPrefix("2016-02-1") })
        let lamp = outcome.records.first { $0.identity.id == "A-1627" }
        #expect(lamp?.opening.place.line == "Schillerstr. 1")
        #expect(lamp?.opening.place.district == "Köln – Weiden")
        #expect(outcome.records.allSatisfy { $0.opening.place.latitude != nil })
    }

    @Test(.enabled(if: isThere, absent))
    func hamburgAmountsAndDaysAreRead() throws {
        let outcome = try Self.outcome("hamburg")
        #expect(outcome.report.warningCounts[.unreadable(column: "Gesamtzuwendung")] == nil)
        // Six amounts are negative and 19 are nothing: they fit no field of a grant.
        #expect(outcome.report.warningCounts[.fieldRefused(field: "Beschlossener Betrag")] == 25)
        let amounts = outcome.records.compactMap { record -> Money? in
            if case .money(let money)? = record.opening.fields["betrag_beschlossen"] {
                money
            } else {
                nil
            }
        }
        #expect(amounts.count == 9_610)
        #expect(amounts.max() == Money(euro: 136_000_000))
        #expect(outcome.records.allSatisfy { $0.opening.closed != nil })
        #expect(outcome.records.allSatisfy { (2000...2012).contains($0.opening.received.year) })
        let club = outcome.records.first { $0.identity.id == "37874" }
        #expect(club?.opening.parties.first?.name.hasPrefix("1. Fußballclub Hellbrook") == true)
        #expect(club?.opening.received.iso == "2010-01-01")
        #expect(club?.opening.closed?.day.iso == "2010-12-31")
    }

    @Test(.enabled(if: isThere, absent))
    func zuerichAddressesAreTakenApart() throws {
        let outcome = try Self.outcome("zuerich")
        #expect(outcome.records.count(where: { $0.opening.place.street.isEmpty }) == 33)
        #expect(outcome.records.allSatisfy { $0.opening.place.postalCode.hasPrefix("80") })
    }
}
