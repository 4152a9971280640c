import Testing

@testable import Casework

private struct Row: QueryRow {
    var names: [QueryField: [String]] = [:]
    var days: [QueryField: CivilDay] = [:]
    var waiting = Waiting(.us)
    var states: Set<QueryState> = [.open]
    var fullText: [String] = []

    func texts(_ field: QueryField) -> [String] { names[field] ?? [] }
    func day(_ field: QueryField) -> CivilDay? { days[field] }
    func waitingFor(on today: CivilDay) -> WaitingFor { waiting.on(today) }
    func isIn(_ state: QueryState) -> Bool { states.contains(state) }
}

@Suite struct QueryMatchingTests {
    private let context = QueryContext(today: day("2026-11-23"), me: "huber")
    private let row = Row(
        names: [
            .procedure: ["bau", "Baueinreichung"], .kind: ["anzeige", "Bauanzeige"],
            .assignee: ["huber", "Maria Huber"], .place: ["Denkstraße 12"],
            .number: ["0004168/2026 BBV"], .subject: ["Zubau Carport"],
        ],
        days: [
            .deadline: day("2026-11-25"), .received: day("2026-09-25"), .age: day("2026-09-25"),
        ],
        fullText: ["Zubau Carport", "Denkstraße 12", "Elif Yıldız"])

    @Test(arguments: [
        "", "frist<3t", "frist<=2t", "frist=2t", "frist>1t", "frist<26.11.", "frist:25.11.",
        "frist>heute", "frist:woche", "frist:monat", "frist:2026", "-frist:überfällig",
        "-frist:keine", "wiedervorlage:keine", "alter>1m", "alter<2m", "eingelangt<60t",
        "eingelangt>1.9.", "eingelangt<1.10.2026", "eingelangt:9.2026", "verfahren:bau",
        "verfahren:baueinr", "verfahren=Baueinreichung", "-verfahren=baueinr", "zugeteilt:ich",
        "zugeteilt:maria", "zugeteilt:huber", "-zugeteilt:niemand", "wartet:uns", "wartet:uns,sv",
        "ort:denkstr", "ort:\"denkstrasse 12\"", "ort:Denk", "gz:4168", "gz:4168/2026",
        "4168/2026", "ist:offen", "status:keiner", "yildiz", "\"zubau carport\"", "carp",
        "Denkstr.", "nichts oder carport", "(a | b | zubau) frist<1w",
        "frist<3t verfahren:bau zugeteilt:ich \"Carport\"",
    ])
    func found(input: String) throws {
        let query = try Query(input, today: context.today)
        #expect(query.matches(row, in: context), "\(input)")
    }

    @Test(arguments: [
        "frist<2t", "frist>2t", "frist<heute", "frist>=26.11.", "frist:überfällig",
        "frist:keine", "wiedervorlage<1w", "alter>2m", "alter<50t", "eingelangt:2025",
        "eingelangt>2025 eingelangt<2.2026", "verfahren:förderung", "verfahren=bauei",
        "zugeteilt:niemand", "zugeteilt:simic", "wartet:sv", "ort:\"denk 12\"", "gz:416",
        "gz:4168/2025", "ist:neu", "status:offen", "\"carp\"", "\"carport zubau\"", "-carport",
        "carport fehlt", "a oder b",
    ])
    func notFound(input: String) throws {
        let query = try Query(input, today: context.today)
        #expect(!query.matches(row, in: context), "\(input)")
    }

    @Test func daysForTheStore() throws {
        func days(_ input: String) throws -> QueryDays? {
            guard
                case .compare(let field, let sign, let value) = try Query(
                    input, today: context.today)
            else { return nil }
            return value.days(field, sign, today: context.today)
        }
        #expect(try days("frist<3t") == QueryDays(from: nil, to: day("2026-11-25")))
        #expect(try days("alter>=1m") == QueryDays(from: nil, to: day("2026-10-23")))
        #expect(try days("eingelangt<=1w") == QueryDays(from: day("2026-11-16"), to: nil))
        #expect(try days("eingelangt>2025") == QueryDays(from: day("2026-01-01"), to: nil))
        #expect(try days("ist:offen") == nil)
    }
}

@Suite struct QueryCompletionTests {
    private let vocabulary = QueryVocabulary([
        .procedure: [
            .init(value: "bau", title: "Baueinreichung"),
            .init(value: "foerderung", title: "Förderung"),
        ],
        .assignee: [.init(value: "huber", title: "Maria Huber")],
        .place: [.init(value: "Alte Straße")],
    ])

    private func texts(_ input: String, at cursor: Int? = nil) -> [String] {
        completions(for: input, at: cursor ?? input.count, vocabulary: vocabulary).map(\.text)
    }

    @Test func keys() {
        #expect(texts("fr") == ["frist<"])
        #expect(texts("bau ver") == ["verfahren:"])
        #expect(texts("wv") == ["wiedervorlage<"])
        #expect(texts("-is") == ["ist:"])
        #expect(texts("(a | wie") == ["wiedervorlage<"])
        #expect(texts("").count == QueryField.allCases.count)
        #expect(texts("xyz").isEmpty)
    }

    @Test func values() {
        #expect(texts("verfahren:") == ["bau", "foerderung"])
        #expect(texts("verfahren:fö") == ["foerderung"])
        #expect(texts("verfahren:bau,f") == ["foerderung"])
        #expect(texts("zugeteilt:mar") == ["huber"])
        #expect(texts("bei:i") == ["ich"])
        #expect(texts("wartet:par") == ["partei"])
        #expect(texts("ist:ü") == ["überfällig"])
        #expect(texts("frist<=h") == ["heute"])
        #expect(texts("ort:\"alte st") == ["\"Alte Straße\""])
        #expect(texts("quark:x").isEmpty)
    }

    @Test func placeOfTheCompletion() throws {
        let input = "carport verfahren:fö ist:offen"
        let one = try #require(
            completions(for: input, at: 20, vocabulary: vocabulary).first)
        #expect(one.start == 18 && one.end == 20)
        #expect(one.title == "Förderung")
        var characters = Array(input)
        characters.replaceSubrange(one.start..<one.end, with: one.text)
        #expect(String(characters) == "carport verfahren:foerderung ist:offen")
    }

    @Test func cursorOutsideTheInput() {
        #expect(texts("fr", at: 99) == ["frist<"])
        #expect(texts("fr", at: -5).count == QueryField.allCases.count)
    }

    /// What is offered can be read.
    @Test func everyOfferedValueIsValid() throws {
        for field in QueryField.allCases {
            for value in texts("\(field.rawValue):") {
                _ = try Query("\(field.rawValue):\(value)", today: day("2026-11-23"))
            }
        }
    }
}
