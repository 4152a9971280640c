import Casework
import Letters
import ProcedureCatalog
import Testing

/// Files made to break the reader give findings, never a crash and never a long wait.
struct HostileTests {
    static let bomb =
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "bcdefghijk".map { "\($0): &\($0) [*a, *a, *a, *a, *a, *a, *a, *a]\n" }.joined()

    static let documents: [(String, String)] = [
        ("leer", ""), ("nur Kommentar", "# nichts"), ("Skalar", "hallo"), ("Liste", "- 1\n- 2"),
        ("Verweise", bomb),
        ("Verweis als Schlüssel", "a: &a [1]\n? *a\n: 1"),
        ("doppelte Schlüssel", "id: a\nid: b\n"),
        ("falsche Arten", "id: [1]\ntitle: {a: b}\nsteps: 5\nfields: {x: y}\nphases: [[[]]]"),
        ("tiefe Listen", String(repeating: "[", count: 5000)),
        ("tiefe Striche", "steps:\n" + String(repeating: "- ", count: 3000) + "x"),
        (
            "tiefe Bedingung",
            "steps: [{id: a, title: A, needs: [" + String(repeating: "{not: ", count: 200)
                + "checklistComplete" + String(repeating: "}", count: 200) + "]}]"
        ),
        ("Marken", "!!binary x: !!python/object y\nid: !!int \"5\""),
        ("Steuerzeichen", "id: \u{1}\u{7}"), ("nur Anführung", "id: \"abc"),
        ("Tabulator", "steps:\n\t- id: x"),
        ("langer Schlüssel", String(repeating: "k", count: 200_000) + ": 1"),
        ("viele Schlüssel", (0..<5000).map { "k\($0): 1\n" }.joined()),
        ("viele Fehler", "steps:\n" + (0..<3000).map { "  - {x\($0): 1}\n" }.joined()),
        ("Null", "id: ~\nkinds: null\nfields:\n"), ("mehrere Dokumente", "id: a\n---\nid: b\n"),
        ("Zahlen", "fees: [{id: a, title: A, amount: 1e999, validFrom: 99999-99-99, source: x}]"),
    ]

    @Test(arguments: documents)
    func givesFindings(name: String, text: String) {
        var folder = SourceFolder(name: "x")
        folder.parts = [SourceFile(name: "procedure.yaml", text: text)]
        let compiled = compile(folder)
        #expect(compiled.procedure == nil)
        #expect(!compiled.diagnostics.isEmpty)
        #expect(compiled.diagnostics.count <= 500)
    }

    /// The same as an example of a sound procedure.
    @Test(arguments: documents)
    func examplesToo(name: String, text: String) {
        var folder = SourceFolder(path: "\(AddedProcedure.folders)/dauerparkkarte")
        folder.examples = [
            SourceFile(name: "examples/x.yaml", text: text),
            SourceFile(
                name: "examples/y.yaml",
                text: "title: T\ntoday: 2026-01-01\nopen: {kind: x}\nplay:\n" + text),
        ]
        #expect(!verify(folder) { try fill($0) }.isEmpty)
    }

    /// Any prefix of a real procedure, and any line left out, is survived.
    @Test func brokenHalvesAreSurvived() {
        let whole = SourceFolder(path: "\(AddedProcedure.folders)/dauerparkkarte")
        let lines = whole.parts[0].text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            var folder = whole
            var without = lines
            without.remove(at: index)
            folder.parts[0].text = without.joined(separator: "\n")
            _ = compile(folder)
            folder.parts[0].text = lines[..<index].joined(separator: "\n")
            _ = compile(folder)
        }
    }

    @Test func aMissingFolderIsAFinding() {
        let compiled = compile(SourceFolder(path: "/nirgends/hier"))
        #expect(compiled.procedure == nil)
        #expect(compiled.diagnostics.first?.message.contains("procedure.yaml") == true)
    }

    /// A wrong expectation, an unknown step and a wrong refusal are found where they stand.
    @Test func examplesThatGoAnotherWayAreFound() {
        var folder = SourceFolder(path: "\(AddedProcedure.folders)/dauerparkkarte")
        folder.examples = [
            SourceFile(
                name: "examples/x.yaml",
                text: """
                    title: Falsch erwartet
                    today: 2026-10-01
                    open: {kind: bewohner, subject: S, received: 2026-10-01, parties: [{role: bewohner, name: N}]}
                    play:
                      - {expect: {phase: gueltig, deadlines: {entscheidungfrist: 2026-10-01}}}
                      - {by: clerk, step: bewiligen}
                    """)
        ]
        let found = verify(folder) { try fill($0) }
        #expect(found.map(\.position.line) == [5, 5, 6])
        #expect(found.first?.message == "Erwartet war „gueltig“, es ist „einlauf“.")
        #expect(found.map(\.suggestion) == [nil, "entscheidungsfrist", "bewilligen"])
    }
}
