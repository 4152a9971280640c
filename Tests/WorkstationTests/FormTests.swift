import Casework
import Testing
import TextCanvas

@testable import Workstation

/// What the fields of a form do with what is typed, apart from any screen.
@Suite("Formulare: Tippen") struct FormTests {
    static let today = CivilDay(iso: "2026-11-23")

    private func typed(_ text: String, _ keys: [KeyEvent] = [], into form: FormDialog) -> String {
        var form = form
        guard let today = Self.today else { return "" }
        for key in keys { _ = form.take(.key(key), width: 60, today: today) }
        for letter in text {
            _ = form.take(.key(.character(letter)), width: 60, today: today)
        }
        return form.fields[form.focus].value
    }

    @Test(
        "Ein vorgegebener Tag weicht dem ersten Zeichen, anderes bleibt stehen",
        arguments: [
            (true, [KeyEvent](), "mo", "mo"),
            (true, [KeyEvent(.backspace)], "7", "23.11.2027"),
            (true, [KeyEvent(.left), KeyEvent(.end)], " ", "23.11.2026 "),
            (false, [], " neu", "Betreff neu"),
        ])
    func freshDays(isDay: Bool, keys: [KeyEvent], text: String, expected: String) {
        let field: Workstation.FormField =
            isDay ? .day("day", "am", text: "23.11.2026") : .line("s", "Betreff", text: "Betreff")
        #expect(typed(text, keys, into: FormDialog([field]) { _, _ in }) == expected)
    }

    @Test("F4 ohne Werte sagt es; die nächste Taste räumt die Antwort weg")
    func noValues() throws {
        var form = FormDialog([.line("s", "Betreff")]) { _, _ in }
        let today = try #require(Self.today)
        _ = form.take(.key(KeyEvent(.function(4))), width: 60, today: today)
        #expect(form.refusal == "Hier gibt es keine Werte zur Auswahl.")
        _ = form.take(.key(.character("a")), width: 60, today: today)
        #expect(form.refusal == nil)
    }

    @Test("Auch ein Tag unter den Feldern eines Verfahrens weicht")
    func freshFields() {
        let field = Field(id: "am", title: "Beschluss vom", kind: .day(.any))
        let form = FormDialog([.of(field, .day(CivilDay(ordinal: 0)))]) { _, _ in }
        #expect(typed("mo", into: form) == "mo")
    }

    @Test("Was ein einzelnes Feld hindert, steht im Satz; mehrere werden aufgezählt")
    func refusals() {
        guard let today = Self.today else { return }
        var one = FormDialog([.day("a", "am", text: "nie"), .line("b", "Wort")]) { _, _ in }
        one.check(today: today)
        _ = one.take(.key(KeyEvent(.character("s"), .ctrl)), width: 60, today: today)
        #expect(one.refusal == "am: Das ist kein Tag.")
        var two = FormDialog([
            .day("a", "am", text: "nie"), .line("b", "Wort", required: true),
        ]) { _, _ in }
        two.check(today: today)
        _ = two.take(.key(KeyEvent(.character("s"), .ctrl)), width: 60, today: today)
        #expect(two.refusal == "Bitte ansehen: am, Wort")
    }
}
