import Casework
import Testing

/// Of which one procedure the cases of a list are.
@Suite struct QueryProceduresTests {
    private static let procedures: [Procedure] = {
        func made(_ id: ProcedureID, _ title: String, _ kind: String) -> Procedure {
            var made = Procedure(id: id, title: title, nature: .service, unit: "u")
            made.kinds = [Kind(id: KindID(kind), title: kind, source: "", start: "a")]
            made.phases = [Phase(id: "a", title: "Prüfung")]
            return made
        }
        return [
            made("bau", "Baueinreichung", "bauanzeige"), made("foerderung", "Förderung", "kultur"),
            made("sal", "Schau auf Linz", "meldung"),
        ]
    }()

    @Test(
        arguments: [
            ("", nil), ("ist:offen", nil), ("verfahren:bau", "bau"),
            ("verfahren=Förderung", "foerderung"),
            ("verfahren:förder frist<9t \"Rad\"", "foerderung"),
            ("verfahren:bau verfahren:schau", nil),
            ("verfahren:bau oder verfahren:schau", nil), ("art:kultur", "foerderung"),
            ("-verfahren:bau", nil), ("-verfahren:bau -verfahren:förderung", "sal"),
            ("stand:prüfung", nil), ("verfahren:nichts", nil),
            ("(verfahren:bau oder art:bauanzeige) ist:offen", "bau"),
        ] as [(String, ProcedureID?)])
    func theFilterSaysIt(text: String, expected: ProcedureID?) throws {
        let day = CivilDay(ordinal: 20_780)
        let query = text.isEmpty ? Query.everything : try Query(text, today: day)
        #expect(query.soleProcedure(among: Self.procedures)?.id == expected)
    }
}
