import Casework
import Interchange
import Testing

struct MappingTests {
    static let head = """
        source: probe
        identity: id
        procedure: probe
        kind: meldung
        received: tag
        subject: text

        """

    /// Findings as "line:column message-start → suggestion".
    static func check(_ yaml: String, _ expected: [String], in procedure: Procedure? = nil) {
        let (mapping, findings) = Mapping.read(yaml, file: "probe.yaml")
        let all = findings + (procedure.map { mapping.findings(against: $0) } ?? [])
        let shown = all.map { finding in
            "\(finding.position.line):\(finding.position.column) "
                + finding.message.split(separator: " ").prefix(4).joined(separator: " ")
                + (finding.suggestion.map { " → \($0)" } ?? "")
        }
        #expect(shown == expected)
    }

    @Test func unknownKeysAreLocatedWithASuggestion() {
        Self.check(Self.head + "feilds: {}\n", ["7:1 Der Schlüssel „feilds“ ist → fields"])
        Self.check(
            Self.head + "place: {latitud: lat}\n", ["7:9 Der Schlüssel „latitud“ ist → latitude"])
        Self.check(
            Self.head + "encoding: utf8\n", ["7:11 „utf8“ ist hier nicht → utf-8"])
        Self.check(Self.head + "fields: {a: {map: {x: y}}}\n", ["7:13 Hier fehlt die Spalte"])
        Self.check("", ["0:0 Die Datei ist leer."])
    }

    @Test func damagedYAMLIsLocated() {
        let findings = Mapping.read(Self.head + "fields: [1", file: "probe.yaml").findings
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { $0.position.line >= 7 })
    }

    @Test func missingKeysAreSaid() {
        let findings = Mapping.read("source: x\n", file: "probe.yaml").findings
        #expect(findings.count == 5)
        #expect(findings.allSatisfy { $0.position.line == 1 })
    }

    @Test func idsMustExistInTheProcedure() {
        Self.check(
            Self.head + """
                fields:
                  kategorje: x
                  kategorie: {column: y, map: {a: gruen, b: lichd}, otherwise: gruenn}
                parties:
                  - {role: meldr, name: n}
                status: {value: closed, result: behobn}
                confidential: [text]
                """,
            [
                // Kind and result come first, then fields, parties and secrets.
                "12:33 Das Ergebnis „behobn“ gibt → behoben",
                "8:14 Das Feld „kategorje“ gibt → kategorie",
                "9:14 Die Auswahl „gruenn“ gibt → gruen",
                "9:14 Die Auswahl „lichd“ gibt → licht",
                "11:5 Die Rolle „meldr“ gibt → melder",
                "6:10 Die vertrauliche Spalte „text“",
            ], in: Probe.procedure)
    }

    @Test func shippedMappingsFitTheShippedProcedures() throws {
        let folder = try MappingFolder(path: Probe.mappings)
        #expect(folder.findings.isEmpty, "\(folder.findings)")
        #expect(
            folder.mappings.map(\.id) == ["hamburg", "koeln", "konstanz", "open311", "zuerich"])
        for mapping in folder.mappings {
            let procedure = try Probe.shipped(mapping.procedure)
            let findings = mapping.findings(against: procedure)
            #expect(findings.isEmpty, "\(mapping.id): \(findings)")
        }
    }

    @Test func filesAreRecognised() throws {
        let folder = try MappingFolder(path: Probe.mappings)
        func recognised(_ name: String, _ head: String) throws -> String {
            try folder.recognise(fileName: name, head: Array(head.utf8)).id
        }
        let request = #"[{"service_request_id":"1"}]"#
        #expect(try recognised("antwort.json", request) == "open311")
        #expect(try recognised("sagsuns_2016.json", request) == "koeln")
        #expect(try recognised("r.xml", "<x><request><service_request_id>") == "open311")
        #expect(
            try recognised(
                "x.csv",
                "id,date_created,text_raw,category_parent,category_child,responsible,lat,lon,address_input,detail_url\n"
            ) == "konstanz")
        #expect(GzipTests.code { _ = try recognised("x.csv", "a,b\n") } == .mappingUnknown)
        #expect(GzipTests.code { _ = try folder.mapping("konstantz") } == .mappingUnknown)
        #expect(try folder.mapping("konstanz").source == "konstanz")
    }

    @Test func aMappingThatDoesNotFitTakesNothing() throws {
        let mapping = try Probe.mapping(Self.head + "fields: {gibtsnicht: x}\n")
        #expect(GzipTests.code { _ = try Probe.builder(mapping) } == .mappingUnusable)
    }
}
