import Casework
import Interchange
import Testing

struct ImporterTests {
    static func mapping() throws -> Mapping {
        try Probe.mapping(String(decoding: Probe.sample("meldungen.yaml"), as: UTF8.self))
    }

    static func run(
        _ bytes: [UInt8], _ ledger: MemoryLedger, pieces: Int = 65_536
    ) throws -> ImportReport {
        try Importer(Probe.builder(mapping()))
            .run(ByteStream(bytes, pieces: pieces), ledger: ledger)
    }

    @Test(arguments: [1, 65_536])
    func everyRowIsCountedOnce(pieces: Int) throws {
        let ledger = MemoryLedger()
        let report = try Self.run(Probe.sample("meldungen.csv"), ledger, pieces: pieces)
        #expect(report.rows == 13)
        #expect(
            report.taken + report.known + report.changed.count + report.rejected.count
                == report.rows)
        #expect(ledger.records.map(\.identity.id) == ["1001", "1002", "1004", "1007", "1011"])
        #expect(report.known == 1)
        #expect(report.changed.map(\.line) == [12])
        #expect(report.rejected.map(\.line) == [5, 8, 9, 13, 14, 16])
        #expect(report.unusedColumns.isEmpty)
    }

    @Test func aRecordSaysWhatTheRowSaid() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(Probe.sample("meldungen.csv"), ledger)
        let tree = try #require(ledger.records.first)
        #expect(
            tree.opening.subject == "Vor dem Haus liegt ein umgestürzter Baum über dem Gehsteig.")
        #expect(tree.opening.received.iso == "2026-01-02")
        #expect(tree.opening.source == "probe/1001")
        #expect(tree.opening.channel == "online")
        #expect(tree.opening.edition == Probe.edition)
        #expect(tree.opening.place.line == "Hauptplatz 1")
        #expect(tree.opening.place.postalCode == "4020")
        #expect(tree.opening.place.latitude == 48_306_000)
        #expect(tree.opening.fields["kategorie"] == .text("gruen"))
        // The tab inside the quotes is the citizen's.
        #expect(
            tree.opening.fields["beschreibung"]
                == .text("Vor dem Haus liegt ein umgestürzter\tBaum über dem Gehsteig."))
        #expect(tree.warnings.isEmpty)
        let dots = ledger.records[1]
        #expect(dots.opening.subject == "Lampe defekt, Krankenhausstraße 9")
        #expect(dots.warnings == [.subjectDerived])
    }

    @Test func hostileTextIsKeptAndNamed() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(Probe.sample("meldungen.csv"), ledger)
        let hostile = ledger.records[2]
        #expect(
            hostile.opening.fields["beschreibung"]
                == .text("Er sagte \"nein\" und\r\nging. =HYPERLINK(\"http://x\")\u{1B}[31m"))
        #expect(!hostile.opening.subject.contains("\n"))
        #expect(hostile.opening.place.remark == "Gstocket 3 a , Konstanz")
        #expect(hostile.opening.place.line == "Seestrasse 3")
        #expect(hostile.opening.place.district == "Konstanz")
        #expect(Set(hostile.warnings) == [.outsideLinz, .unknownWord(column: "kategorie")])
        #expect(
            Set(ledger.records[3].warnings) == [
                .encodingGuessed(column: "text"), .placeUnreadable,
            ])
    }

    @Test func twiceGivesTheSameStock() throws {
        let bytes = try Probe.sample("meldungen.csv")
        let (first, second) = (MemoryLedger(), MemoryLedger())
        _ = try Self.run(bytes, first)
        _ = try Self.run(bytes, second)
        #expect(first.records == second.records)
        #expect(Set(first.records.map(\.caseID)).count == first.records.count)
        let again = try Self.run(bytes, first)
        #expect(again.taken == 0)
        #expect(again.known == 6)
        #expect(first.records.count == 5)
    }

    @Test func idsAreVersionEightAndForEver() {
        let identity = SourceIdentity(source: "konstanz", id: "2452795")
        #expect(identity.caseID.raw.count == 36)
        let digits = Array(identity.caseID.raw)
        #expect(digits[14] == "8")
        #expect("89ab".contains(digits[19]))
        #expect(identity.caseID.raw != identity.actID.raw)
        #expect(
            SourceIdentity(source: "konstanz2", id: "452795").caseID != identity.caseID)
    }

    @Test func aChangedRowIsReportedAndNothingElse() throws {
        let ledger = MemoryLedger()
        let head = "id,gemeldet am,text,kategorie,lat,lon,ort,verweis\n"
        func row(_ text: String) -> [UInt8] {
            Array((head + "1,2026-01-01,\(text),Baum,48.3,14.3,Hauptplatz 1,x\n").utf8)
        }
        _ = try Self.run(row("Der Baum ist krank"), ledger)
        let before = ledger.records
        let report = try Self.run(row("Der Baum ist tot"), ledger)
        #expect(report.changed.map(\.identity.id) == ["1"])
        #expect(report.changed.map(\.caseID) == before.map(\.caseID))
        #expect(ledger.records == before)
    }

    @Test func anImportBrokenOffGoesOnWhereItStopped() throws {
        var text = "id,gemeldet am,text,kategorie,lat,lon,ort,verweis\n"
        for number in 1...1_000 {
            text += "\(number),2026-01-01,Meldung Nummer \(number),Baum,48.3,14.3,Hauptplatz 1,x\n"
        }
        let ledger = MemoryLedger()
        ledger.diesAfterBatches = 2
        #expect(throws: MemoryLedger.Died.self) { try Self.run(Array(text.utf8), ledger) }
        #expect(ledger.records.count == 2 * Importer.batchSize)
        ledger.diesAfterBatches = .max
        let report = try Self.run(Array(text.utf8), ledger)
        #expect(report.known == 400)
        #expect(report.taken == 600)
        #expect(Set(ledger.records.map(\.identity)).count == 1_000)
    }

    @Test func progressIsToldAndCanStop() throws {
        struct Stop: Error {}
        var text = "id,gemeldet am,text,kategorie,lat,lon,ort,verweis\n"
        for number in 1...500 { text += "\(number),2026-01-01,Ein Text,Baum,,,x,x\n" }
        var told: [ImportProgress] = []
        let importer = try Importer(Probe.builder(Self.mapping()))
        _ = try importer.run(
            ByteStream(text.utf8), size: text.utf8.count, ledger: MemoryLedger()
        ) { told.append($0) }
        #expect(told.map(\.rows) == [200, 400, 500])
        #expect(told.last?.bytes == text.utf8.count)
        #expect(told.last?.taken == 500)
        #expect(throws: Stop.self) {
            try importer.run(ByteStream(text.utf8), ledger: MemoryLedger()) { _ in throw Stop() }
        }
    }

    @Test func whatTheStoreRefusesIsReported() throws {
        let ledger = MemoryLedger()
        ledger.refuses = ["1001"]
        let report = try Self.run(Probe.sample("meldungen.csv"), ledger)
        #expect(report.rejected.contains { $0.reason == "geht nicht" })
        #expect(report.taken == 4)
    }

    @Test func aFileWithoutANeededColumnIsRefusedWhole() throws {
        let text = "id,gemeldet an,text,kategorie,lat,lon,ort,verweis\n1,2026-01-01,a,b,,,,\n"
        #expect(
            GzipTests.code { _ = try Self.run(Array(text.utf8), MemoryLedger()) } == .columnMissing)
    }

    @Test func gzipIsSeenByItsBytes() throws {
        let ledger = MemoryLedger()
        _ = try Self.run(Gzip.pack(Probe.sample("meldungen.csv")), ledger)
        #expect(ledger.records.count == 5)
    }
}

/// What the rules of a mapping make of a single row.
struct RecordTests {
    static let yaml =
        MappingTests.head + """
            fields:
              beschreibung: text
              email: mail
              betrag: {column: betrag, amount: us}
            parties:
              - {role: melder, name: name, email: mail}
            status:
              value: {column: stand}
              day: {column: ende, days: [iso]}
              result: behoben
              reason: notiz
            confidential: [mail, name]
            """

    static func record(_ cells: [String: String]) throws -> Result<IntakeRecord, Rejected> {
        var all = ["id": "7", "tag": "2026-01-01", "text": "Die Bank ist kaputt", "stand": "open"]
        all.merge(cells) { $1 }
        return try Probe.builder(Probe.mapping(yaml)).record(of: SourceRow(line: 3, cells: all))
    }

    @Test func closedRowsAreClosedOnTheirDay() throws {
        let record = try Self.record(["stand": "Closed", "ende": "2026-02-01", "notiz": "getan"])
            .get()
        #expect(record.opening.closed?.day.iso == "2026-02-01")
        #expect(record.opening.closed?.reason == "getan")
        #expect(record.opening.closed?.manner == .finished)
        #expect(record.opening.result == "behoben")
        let early = try Self.record(["stand": "closed", "ende": "2025-02-01"]).get()
        #expect(early.opening.closed?.day.iso == "2026-01-01")
        #expect(early.warnings == [.closingDayMissing])
        let odd = try Self.record(["stand": "vielleicht"]).get()
        #expect(odd.opening.closed == nil)
        #expect(odd.warnings == [.statusUnknown])
    }

    @Test func badValuesAreLeftOutAndSaid() throws {
        let record = try Self.record(["betrag": "-800.36", "mail": "keine Adresse"]).get()
        #expect(record.opening.fields.keys.sorted() == ["beschreibung"])
        #expect(
            Set(record.warnings) == [
                .fieldRefused(field: "Betrag"), .fieldRefused(field: "E-Mail"),
            ])
        let words = try Self.record(["betrag": "versch."]).get()
        #expect(words.warnings == [.unreadable(column: "betrag")])
        let good = try Self.record(["betrag": "75,453.00"]).get()
        #expect(good.opening.fields["betrag"] == .money(Money(euro: 75_453)))
    }

    @Test func partiesHaveStableIds() throws {
        let record = try Self.record(["name": "Elif Yıldız", "mail": "e@example.org"]).get()
        let party = try #require(record.opening.parties.first)
        #expect(party.role == "melder")
        #expect(party.email == "e@example.org")
        #expect(party.id == record.identity.partyID(0))
        #expect(try Self.record([:]).get().opening.parties.isEmpty)
        #expect(try Self.record(["mail": "e@example.org"]).get().opening.parties.count == 1)
    }

    @Test func refusalsQuoteNothingConfidential() throws {
        func reason(_ cells: [String: String]) throws -> String {
            guard case .failure(let rejected) = try Self.record(cells) else { return "" }
            #expect(rejected.line == 3)
            return rejected.reason
        }
        #expect(try reason(["tag": "gestern"]).contains("gestern"))
        #expect(try reason(["id": " "]).contains("Kennung"))
        #expect(try reason(["tag": ""]).contains("fehlt"))
        #expect(try reason(["tag": "2026-12-01"]).contains("Zukunft"))
        #expect(try reason(["text": String(repeating: "x", count: 20_001)]).contains("20000"))
    }

    @Test func longTextsGiveShortSubjects() throws {
        let long = String(repeating: "Die Straße ist kaputt. ", count: 100)
        let record = try Self.record(["text": long]).get()
        #expect(record.opening.subject.count <= 80)
        #expect(record.opening.subject.hasSuffix("…"))
        #expect(record.opening.fields["beschreibung"] == .text(long))
        let marks = "a" + String(repeating: "\u{0301}", count: 5_000) + "bcd efg"
        let zalgo = try Self.record(["text": marks]).get()
        #expect(zalgo.opening.subject.utf8.count <= 1_200)
        #expect(!zalgo.opening.subject.isEmpty)
    }
}

/// The shipped mapping for GeoReport, with documents of our own.
struct GeoReportTests {
    static func run(_ sample: String) throws -> (MemoryLedger, ImportReport) {
        let folder = try MappingFolder(path: Probe.mappings)
        let bytes = try Probe.sample(sample)
        let mapping = try folder.recognise(fileName: sample, head: bytes)
        let builder = try Probe.builder(mapping, Probe.shipped(mapping.procedure))
        let ledger = MemoryLedger()
        let report = try Importer(builder).run(ByteStream(bytes), ledger: ledger)
        return (ledger, report)
    }

    @Test func json() throws {
        let (ledger, report) = try Self.run("requests.json")
        #expect(ledger.records.map(\.identity.id) == ["A-1", "A-2", "A-4"])
        #expect(report.rejected.map(\.line) == [3, 5, 6])
        let lamp = ledger.records[0].opening
        #expect(lamp.received.iso == "2026-03-01")
        #expect(lamp.place.line == "Goethestr. 7")
        #expect(lamp.fields["kategorie"] == .text("beleuchtung"))
        let litter = ledger.records[1].opening
        #expect(litter.received.iso == "2026-03-02")
        #expect(litter.closed?.day.iso == "2026-03-03")
        #expect(litter.subject == "Wilder Müll, Leonfeldner Straße")
        #expect(litter.fields["massnahme"] == .text("<p>Erledigt.</p>"))
        #expect(litter.fields["beschreibung"] == .text("https://example.org/a.jpg"))
        let odd = ledger.records[2]
        #expect(odd.opening.fields["beschreibung"] == .text("\u{202E}evil\u{7} 😀"))
        #expect(odd.opening.parties.map(\.name) == ["Elif"])
        #expect(
            Set(odd.warnings) == [
                .placeUnreadable, .placeMissing, .statusUnknown,
                .unknownWord(column: "service_name"),
            ])
    }

    @Test func xml() throws {
        let (ledger, report) = try Self.run("requests.xml")
        #expect(report.rejected.isEmpty)
        #expect(ledger.records.map(\.identity.id) == ["X-1", "X-2"])
        #expect(
            ledger.records[0].opening.fields["beschreibung"] == .text("Rot & Grün <beide> an 🚦"))
        #expect(
            ledger.records[1].opening.fields["beschreibung"]
                == .text("<script>alert(\"x\")</script> an der Wand"))
        #expect(ledger.records[1].opening.closed?.day.iso == "2026-03-05")
    }
}
