import Casework
import ProcedureCatalog
import Testing

/// What authors get wrong, and what they are told.
struct CompilerTests {
    /// A small whole procedure, one line for each part; `change` replaces text in it.
    static let base = """
        id: probe
        title: Probe
        nature: sovereign
        unit: amt
        kinds: [{id: fall, title: Fall, source: § 1, start: einlauf}]
        phases:
          - {id: einlauf, title: Einlauf, waiting: us}
          - {id: ende, title: Ende, waiting: nobody, closes: true}
        results: [{id: ja, title: ja, positive: true}]
        partyRoles: [{id: partei, title: Partei, standing: true, recipient: true}]
        fields:
          - {id: betrag, title: Betrag, kind: money}
          - {id: tag, title: Tag, kind: {day: past}}
          - {id: art, title: Art, kind: {choice: {a: A, b: B}}}
          - {id: flaeche, title: Fläche, kind: {quantity: {unit: m²}}}
        checklist: [{id: plan, title: Plan, source: § 2}]
        deadlines:
          - {id: frist, title: Frist, source: § 3, rule: AVG_SHIFT, period: 4W, binds: us, starts: [received]}
        letters: [{id: bescheid, title: Bescheid, kind: ruling, proof: true}]
        steps:
          - {id: fertig, title: Fertig, source: § 4, from: [einlauf], to: ende, letter: bescheid}

        """

    static let letter = """
        {{>kopf}}
        BESCHEID
        SPRUCH {{betreff}}
        BEGRÜNDUNG {{begruendung}}
        {{>rechtsmittel_beschwerde}}
        {{>amtssignatur}}
        """

    static func found(_ yaml: String, letter: String = letter) -> [Diagnostic] {
        var folder = SourceFolder(name: "probe")
        folder.parts = [SourceFile(name: "procedure.yaml", text: yaml)]
        folder.letters = [
            "bescheid": SourceFile(name: "letters/bescheid.mustache", text: letter)
        ]
        return compile(folder).diagnostics
    }

    @Test func theBaseIsClean() {
        #expect(Self.found(Self.base).map(\.description) == [])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var from: String
        var to: String
        var line: Int
        var says: String
        var suggests: String?
        var testDescription: String { "\(to) → \(says)" }

        init(_ from: String, _ to: String, _ line: Int, _ says: String, _ suggests: String? = nil) {
            self.from = from
            self.to = to
            self.line = line
            self.says = says
            self.suggests = suggests
        }
    }

    static let words: [Case] = [
        Case("nature: sovereign", "nature: soverein", 3, "nicht möglich", "sovereign"),
        Case("unit: amt", "unit: Amt", 4, "kein Kürzel"),
        Case("unit: amt\n", "", 1, "Hier fehlt „unit“"),
        Case("title: Einlauf, waiting: us", "titel: Einlauf, waiting: us", 7, "unbekannt", "title"),
        Case("start: einlauf", "start: einlaf", 5, "nicht definiert", "einlauf"),
        Case("waiting: us", "waiting: uns", 7, "nicht möglich", "us"),
        Case("closes: true", "closes: vielleicht", 8, "true oder false"),
        Case("kind: money", "kind: mony", 12, "Feldart „mony“ gibt es nicht", "money"),
        Case("kind: money", "kind: {text: ibann}", 12, "nicht möglich", "iban"),
        Case("{id: tag,", "{id: betrag,", 13, "gibt es schon"),
        Case("{choice: {a: A, b: B}}", "{choice: {}}", 14, "mindestens eine Möglichkeit"),
        Case("{a: A, b: B}", "{a: A, b: A}", 14, "Zwei Möglichkeiten"),
        Case("rule: AVG_SHIFT", "rule: AVG_SHFT", 18, "gibt es nicht"),
        Case("period: 4W", "period: 4X", 18, "nicht lesbar"),
        Case("rule: AVG_SHIFT", "rule: EZUST_DEEMED", 18, "passt nicht"),
        Case("starts: [received]", "starts: []", 18, "beginnt nie"),
        Case("starts: [received]", "starts: [{stp: fertig}]", 18, "Auslöser „stp“", "step"),
        Case("starts: [received]", "starts: [{day: betrag}]", 18, "müsste ein Tag sein"),
        Case("starts: [received]", "starts: [{answered: expert}]", 18, "tritt nie ein"),
        Case("starts: [received]", "starts: [received], suspends: [closed]", 18, "resumes"),
        Case("id: fertig", "id: fertig, inputs: [btrag]", 21, "nicht definiert", "betrag"),
        Case(
            "id: fertig", "id: fertig, needs: [checklistComplet]", 21, "gibt es nicht",
            "checklistComplete"),
        Case(
            "id: fertig", "id: fertig, needs: [{fieldIs: {field: art, values: [c]}}]", 21,
            "keine Möglichkeit"),
        Case(
            "id: fertig", "id: fertig, needs: [{fieldIs: {field: tag, values: [morgen]}}]", 21,
            "2026-01-31"),
        Case(
            "id: fertig", "id: fertig, needs: [{stepTaken: fertg}]", 21, "nicht definiert", "fertig"
        ),
        Case("id: fertig", "id: fertig, roles: [klerk]", 21, "nicht möglich", "clerk"),
        Case(
            "id: fertig", "id: fertig, posting: {kind: fee, amount: tag}", 21,
            "müsste ein Betrag sein"),
        Case(
            "id: fertig", "id: fertig, sets: [{field: betrag, today: true}]", 21,
            "müsste ein Tag sein"),
        Case("id: fertig", "id: fertig, sets: [{field: tag}]", 21, "genau eine Angabe"),
        Case("id: fertig", "id: fertig, result: nein", 21, "nicht definiert"),
        Case("letter: bescheid", "letter: bescheit", 21, "nicht definiert", "bescheid"),
        Case(
            "letters: [{id: bescheid", "letters: [{id: beschied", 19, "fehlt die Datei", "bescheid"),
    ]

    static let meanings: [Case] = [
        Case(
            "  - {id: ende,", "  - {id: insel, title: Insel}\n  - {id: ende,", 8, "nicht erreichbar"
        ),
        Case("to: ende", "to: einlauf", 7, "kein Weg zum Abschluss"),
        Case("closes: true", "closes: false", 7, "kein Weg zum Abschluss"),
        Case(
            "  - {id: fertig", "  - {id: nichts, title: Nichts, from: [einlauf]}\n  - {id: fertig",
            21, "bewirkt nichts"),
        Case(
            "  - {id: fertig",
            "  - {id: nie, title: Nie, from: [ende], to: einlauf}\n  - {id: fertig", 21,
            "nie gesetzt"),
        Case(
            "id: fertig", "id: fertig, roles: [supervisor], approval: {role: supervisor}", 21,
            "keine vier Augen"),
        Case("id: fertig", "id: fertig, approval: {role: auditor}", 21, "nichts genehmigen"),
        Case("source: § 4, ", "", 21, "Rechtsgrundlage"),
        Case("source: § 2", "demand: x", 16, "keine Rechtsgrundlage"),
        Case("proof: true", "proof: false", 19, "nachweislich"),
        Case("nature: sovereign", "nature: service", 19, "nur im Hoheitsverfahren"),
        Case("letter: bescheid", "result: ja", 19, "Kein Schritt schreibt"),
        Case("unit: amt", "unit: amt\nbodies: [{id: rat, title: Rat}]", 5, "Wertgrenze"),
        Case(
            "unit: amt",
            "unit: amt\nbodies: [{id: rat, title: Rat}]\n"
                + "thresholds: [{body: rat, upTo: 5, validFrom: 2026-01-01, source: x}]", 5,
            "kein Organ zuständig"),
        Case(
            "unit: amt",
            "unit: amt\nfees: [{id: g, title: G, amount: 1, validFrom: 2026-01-01, source: x}, "
                + "{id: g, title: G, amount: 2, validFrom: 2026-01-01, source: x}]", 5,
            "zwei Beträge"),
    ]

    @Test(arguments: words + meanings)
    func isFoundWhereItStands(_ given: Case) {
        check(Self.base.replacing(given.from, with: given.to), given)
    }

    @Test func aDemandWithoutSourceIsAnError() {
        let yaml = Self.base.replacing("source: § 2", with: "demand: x")
            .replacing("id: fertig", with: "id: fertig, needs: [somethingToDemand]")
        let found = Self.found(yaml)
        #expect(found.contains { $0.severity == .error && $0.message.contains("verlangt werden") })
    }

    @Test(arguments: [
        ("{{betrefff}}", "gibt es nicht", "betreff"),
        ("{{felder.btrag}}", "gibt es unter", "betrag"),
        ("{{#felder.art}}x", "nicht geschlossen", ""), ("{{/felder.art}}", "keinen offenen", ""),
        ("{{>kof}}", "Baustein", "kopf"), ("{{{betreff}}}", "nicht erlaubt", ""),
        ("{{=<% %>=}}", "nicht erlaubt", ""), ("{{maengel}}", "ein Abschnitt", ""),
        ("{{#maengel}}{{title}}{{/maengel}}", "gibt es nicht", "titel"),
        ("{{betreff", "nicht geschlossen", ""),
        ("{{#parteien.nachbar}}{{name}}{{/parteien.nachbar}}", "gibt es unter", ""),
    ])
    func tagsAreChecked(tag: String, says: String, suggests: String) {
        let found = Self.found(Self.base, letter: Self.letter + "\n" + tag)
        let hit = found.first { $0.message.contains(says) }
        #expect(hit?.position.file == "letters/bescheid.mustache", "\(found)")
        #expect(hit?.position.line == 7)
        if !suggests.isEmpty { #expect(hit?.suggestion == suggests) }
    }

    @Test(arguments: [
        "BESCHEID", "SPRUCH", "BEGRÜNDUNG", "{{>rechtsmittel_beschwerde}}", "{{>amtssignatur}}",
    ])
    func aRulingNeedsItsFiveParts(part: String) {
        let found = Self.found(Self.base, letter: Self.letter.replacing(part, with: ""))
        #expect(found.contains { $0.message.contains("Ein Bescheid braucht") }, "\(found)")
    }

    @Test func aPeriodStoppedAsItStartsIsFound() {
        let yaml = Self.base
            .replacing("starts: [received]", with: "starts: [{day: tag}], stops: [{step: fertig}]")
            .replacing("id: fertig", with: "id: fertig, inputs: [tag]")
        #expect(Self.found(yaml).contains { $0.message.contains("beendet sie sogleich") })
    }

    @Test func allFindingsAreShownAtOnce() {
        let yaml = Self.base.replacing("nature: sovereign", with: "nature: x")
            .replacing("kind: money", with: "kind: y").replacing("rule: AVG_SHIFT", with: "rule: Z")
        #expect(Self.found(yaml).count >= 3)
    }

    @Test func overlappingProgrammesAreFound() {
        let yaml =
            Self.base + """
                programmes:
                  - id: a
                    title: A
                    source: x
                    versions:
                      - {validFrom: 2025-01-01, validTo: 2026-06-30, terms: [{rate: 30 %, of: betrag}]}
                      - {validFrom: 2026-01-01, terms: [{unitPrice: "2", times: [flaeche]}]}

                """
        let found = Self.found(
            yaml.replacing(
                "  - {id: art,",
                with: "  - {id: programm, title: P, kind: {choice: {a: A}}}\n  - {id: art,"))
        #expect(found.contains { $0.message.contains("überschneiden") }, "\(found)")
    }

    private func check(_ yaml: String, _ given: Case) {
        let found = Self.found(yaml)
        let hit = found.first { $0.message.contains(given.says) && $0.position.line == given.line }
        #expect(hit != nil, "\(found.map(\.description).joined(separator: "\n"))")
        #expect((hit?.position.column ?? 0) >= 1)
        if let suggestion = given.suggests { #expect(hit?.suggestion == suggestion) }
    }
}
