import Testing

@testable import Casework

private let today = day("2026-11-23")

private func read(_ input: String) throws -> Query { try Query(input, today: today) }

private func words(_ text: String) -> QueryValue { .words(QueryWords(text)) }

@Suite struct QueryTests {
    private static let trees: [(String, Query)] = [
        ("", .everything), ("   ", .everything), ("()", .everything), ("-", .everything),
        ("Carport", .text(["carport"], prefix: true)),
        ("\"Carport\"", .text(["carport"], prefix: false)),
        ("„Zubau Carport“", .text(["zubau", "carport"], prefix: false)),
        (
            "Zubau Carport",
            .all([.text(["zubau"], prefix: true), .text(["carport"], prefix: true)])
        ),
        ("Linzer-Str.", .text(["linzer", "str"], prefix: true)),
        ("12:30", .text(["12", "30"], prefix: true)),
        ("frist<3t", .compare(.deadline, .less, .distance(3, .days))),
        ("Frist < 3T", .compare(.deadline, .less, .distance(3, .days))),
        ("frist<=2w", .compare(.deadline, .atMost, .distance(14, .days))),
        ("frist≤2w", .compare(.deadline, .atMost, .distance(14, .days))),
        ("frist:<2w", .compare(.deadline, .less, .distance(14, .days))),
        ("frist>1m", .compare(.deadline, .more, .distance(1, .months))),
        ("frist<-3t", .compare(.deadline, .less, .distance(-3, .days))),
        ("frist<3", .compare(.deadline, .less, .distance(3, .days))),
        ("frist=heute", .compare(.deadline, .matches, .day(.fromToday(0)))),
        ("frist<24.12.", .compare(.deadline, .less, .day(.fixed(day("2026-12-24"))))),
        ("frist<2026-12-24", .compare(.deadline, .less, .day(.fixed(day("2026-12-24"))))),
        ("frist:überfällig", .compare(.state, .matches, .state(.overdue))),
        ("fällig:ueberfaellig", .compare(.state, .matches, .state(.overdue))),
        ("frist:keine", .compare(.deadline, .matches, .nothing)),
        (
            "frist:woche",
            .compare(.deadline, .matches, .span(day("2026-11-23"), day("2026-11-29")))
        ),
        (
            "eingelangt:2025",
            .compare(.received, .matches, .span(day("2025-01-01"), day("2025-12-31")))
        ),
        (
            "eingelangt>=2.2026",
            .compare(.received, .atLeast, .span(day("2026-02-01"), day("2026-02-28")))
        ),
        ("alter>6m", .compare(.age, .more, .distance(6, .months))),
        ("wv<1w", .compare(.resubmission, .less, .distance(7, .days))),
        ("verfahren:bau", .compare(.procedure, .matches, words("bau"))),
        ("verfahren=bau", .compare(.procedure, .equals, words("bau"))),
        (
            "verfahren:bau,förderung",
            .any([
                .compare(.procedure, .matches, words("bau")),
                .compare(.procedure, .matches, words("förderung")),
            ])
        ),
        ("phase:vorprüfung", .compare(.phase, .matches, words("vorprüfung"))),
        ("zugeteilt:ich", .compare(.assignee, .matches, .me)),
        ("zugeteilt:niemand", .compare(.assignee, .matches, .nothing)),
        ("bei:huber", .compare(.assignee, .matches, words("huber"))),
        ("wartet:uns", .compare(.waitingFor, .matches, .waiting(.us))),
        ("wartet:SV", .compare(.waitingFor, .matches, .waiting(.expert))),
        ("ort:\"Alte Straße\"", .compare(.place, .matches, words("Alte Straße"))),
        ("straße:denk", .compare(.place, .matches, words("denk"))),
        ("gz:4168/2026", .compare(.number, .matches, words("4168/2026"))),
        ("0004168/2026", .compare(.number, .matches, words("0004168/2026"))),
        ("ist:offen", .compare(.state, .matches, .state(.open))),
        ("neu:ja", .compare(.state, .matches, .state(.new))),
        ("markiert:nein", .not(.compare(.state, .matches, .state(.marked)))),
        ("-ist:erledigt", .not(.compare(.state, .matches, .state(.closed)))),
        ("nicht:carport", .not(.text(["carport"], prefix: true))),
        ("nicht carport", .not(.text(["carport"], prefix: true))),
        ("status!=neu", .not(.compare(.publicStatus, .equals, words("neu")))),
        (
            "a oder b c",
            .any([
                .text(["a"], prefix: true),
                .all([.text(["b"], prefix: true), .text(["c"], prefix: true)]),
            ])
        ),
        (
            "(a | b) und c",
            .all([
                .any([.text(["a"], prefix: true), .text(["b"], prefix: true)]),
                .text(["c"], prefix: true),
            ])
        ),
        ("\"oder\"", .text(["oder"], prefix: false)),
        (
            "frist<3t verfahren:bau zugeteilt:ich \"Carport\"",
            .all([
                .compare(.deadline, .less, .distance(3, .days)),
                .compare(.procedure, .matches, words("bau")),
                .compare(.assignee, .matches, .me), .text(["carport"], prefix: false),
            ])
        ),
    ]

    @Test(arguments: trees)
    func reading(input: String, query: Query) throws {
        let read = try read(input)
        #expect(read == query, "\(input)")
        #expect(try Query(read.written, today: today) == query, "\(read.written)")
    }

    private static let wrong: [(String, QueryError.Kind, Int, String?)] = [
        ("frsit<3t", .unknownKey("frsit"), 0, "frist"),
        ("bau vefahren:x", .unknownKey("vefahren"), 4, "verfahren"),
        ("http://x", .unknownKey("http"), 0, nil),
        ("frist<", .missingValue(.deadline), 0, nil),
        ("ort:", .missingValue(.place), 0, nil),
        ("(ort: )", .missingValue(.place), 1, nil),
        ("a frist<bald", .badValue(.deadline, "bald"), 8, nil),
        ("wartet:parte", .badValue(.waitingFor, "parte"), 7, "partei"),
        ("ist:ofen", .badValue(.state, "ofen"), 4, "offen"),
        ("frist<überfällig", .badValue(.deadline, "überfällig"), 6, nil),
        ("frist<31.2.2026", .badValue(.deadline, "31.2.2026"), 6, nil),
        ("verfahren<bau", .noOrder(.procedure), 0, "verfahren:"),
        ("\"carport", .unclosedQuote, 0, nil), ("ort:\"Alte", .unclosedQuote, 4, nil),
        ("a (b", .unclosedParenthesis, 2, nil), ("a) b", .strayParenthesis, 1, nil),
        ("a oder", .missingTerm, 6, nil), ("oder a", .missingTerm, 0, nil),
        ("a oder | b", .missingTerm, 7, nil), ("a nicht", .missingTerm, 7, nil),
        (String(repeating: "(", count: 40), .tooDeep, 32, nil),
        (String(repeating: "x", count: 1_001), .tooLong, 1_000, nil),
        ("neu:vielleicht", .badValue(.state, "vielleicht"), 4, nil),
    ]

    @Test(arguments: wrong)
    func refusing(input: String, kind: QueryError.Kind, position: Int, suggestion: String?) {
        let error = #expect(throws: QueryError.self) { try read(input) }
        #expect(error?.kind == kind)
        #expect(error?.position == position)
        #expect(error?.suggestion == suggestion)
        #expect(error?.sentence.isEmpty == false)
    }

    @Test(arguments: [
        ("", "alle Fälle"), ("frist<3t", "Frist in weniger als 3 Tagen"),
        ("frist>=1t", "Frist in mindestens 1 Tag"), ("frist<heute", "Frist vor heute"),
        ("frist<=24.12.2026", "Frist bis 24.12.2026"), ("frist:24.12.2026", "Frist am 24.12.2026"),
        ("eingelangt<1w", "eingelangt vor weniger als 7 Tagen"),
        ("alter>6m", "Alter vor mehr als 6 Monaten"),
        ("eingelangt:2025", "eingelangt 01.01.2025 bis 31.12.2025"),
        ("zugeteilt:ich -ist:neu", "mir zugeteilt, nicht (neu)"),
        ("zugeteilt:niemand", "niemandem zugeteilt"), ("wartet:sv", "wartet auf sv"),
        ("ort=\"Denkstraße 12\"", "Ort genau „Denkstraße 12“"),
        ("(a oder \"b\") c", "(Text „a…“ oder Text „b“), Text „c…“"),
    ])
    func explaining(input: String, sentence: String) throws {
        #expect(try read(input).explained == sentence)
    }

    @Test func randomInputNeverCrashesAndReadsBack() {
        var random = Lehmer(seed: 11)
        let pieces = [
            "frist", "ort", "zugeteilt", "ist", "neu", ":", "<", ">", "=", "!=", "3t", "ich", "(",
            ")", " ", "oder", "|", "-", "nicht ", "nicht:", "\"", "„", ",", "*", "heute", "2026",
            "1.2.", "Straße", "ü", "\u{308}", "😀", "/", "4168/2026", "offen", "woche", "+",
        ]
        var good = 0
        for _ in 0..<8_000 {
            let input = random.text(of: pieces, upTo: 9)
            _ = completions(
                for: input, at: Int(random.next() % 30) - 2, vocabulary: QueryVocabulary())
            guard let query = try? read(input) else { continue }
            good += 1
            #expect(!query.explained.isEmpty)
            let again = try? read(query.written)
            guard again == query else {
                Issue.record("\(input) → \(query.written)")
                return
            }
        }
        #expect(good > 1_000)
    }
}
