import Foundation
import Testing

/// The same acts from the shell: words, exit codes, JSON.
@Suite(.serialized) struct ShellTests {
    // MARK: Help

    static let commands: [[String]] =
        [[]]
        + [
            "frist", "verfahren", "demo", "einrichten", "liste", "akt", "schritt", "notiz",
            "einlesen", "ausfolgen", "sichern", "wiederherstellen", "diagnose", "tasten",
        ].map { [$0] }
        + [["verfahren", "pruefen"]]
        + ["zeigen", "einheit", "person", "ausscheiden"].map { ["einrichten", $0] }

    static let english: Set<String> = [
        "the", "and", "usage", "options", "subcommands", "subcommand", "arguments",
        "argument", "error", "missing", "expected", "unexpected", "unknown", "show", "shows",
        "information", "help", "version", "default", "values", "value", "for", "with", "see",
        "overview", "print", "file", "path", "not", "found", "invalid", "command", "run",
    ]

    /// Words of ours that only look English: names of commands, options and files.
    static let ours: Set<String> = ["help", "version"]

    private func check(german text: String, allowing: Set<String> = []) {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let found = Set(words).intersection(Self.english).subtracting(allowing)
        #expect(found.isEmpty, "\(found) in:\n\(text)")
    }

    @Test(arguments: commands) func everyHelpIsGerman(_ command: [String]) throws {
        let shell = try Sandbox().run(command + ["--help"])
        #expect(shell.code == 0)
        #expect(shell.output.contains("Aufruf: amtspult"))
        check(german: shell.output, allowing: Self.ours)
        #expect(shell.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test(arguments: [
        ["quatsch"], ["--quatsch"], ["frist"], ["frist", "--ab"], ["frist", "--ab", "x"],
        ["liste", "--hoechstens", "viele"], ["liste", "zu", "viel"], ["akt"],
        ["schritt", "1/2026"], ["einlesen"], ["sichern"], ["demo", "--saat", "-1"],
        ["verfahren", "quatsch"], ["frist", "--ab", "2026-01-01", "--ab", "2026-01-02"],
    ])
    func whatIsNotUnderstoodIsToldInGermanWith64(_ arguments: [String]) throws {
        let shell = try Sandbox().run(arguments)
        #expect(shell.code == 64, "\(shell.errors)")
        #expect(shell.output.isEmpty && !shell.errors.isEmpty)
        check(german: shell.errors, allowing: Self.ours)
    }

    // MARK: Deadlines

    struct Period: CustomTestStringConvertible {
        var ab: String
        var dauer: String
        var regel: String?
        var end: String
        var nominal: String?

        var testDescription: String { "\(ab) \(dauer) \(regel ?? "")" }
    }

    static let periods: [Period] = [
        Period(ab: "2026-11-26", dauer: "4w", end: "2026-12-28", nominal: "2026-12-24"),
        Period(ab: "2026-11-10", dauer: "4W", end: "2026-12-09", nominal: "2026-12-08"),
        Period(ab: "2026-03-06", dauer: "4W", regel: "AVG_SHIFT", end: "2026-04-07"),
        Period(ab: "2026-01-31", dauer: "1M", end: "2026-03-02", nominal: "2026-02-28"),
        Period(ab: "2028-02-29", dauer: "1m", end: "2028-03-29"),
        Period(ab: "2026-11-02", dauer: "8W", regel: "NOSHIFT", end: "2026-12-28"),
        Period(ab: "2007-10-12", dauer: "2W", end: "2007-10-29"),
        Period(ab: "26.11.2026", dauer: "4w", end: "2026-12-28"),
        Period(
            ab: "2026-11-27", dauer: "NEXT_WERKTAG,4W", regel: "EZUST_DEEMED+AVG_SHIFT",
            end: "2026-12-28"),
    ]

    @Test(arguments: periods) func aPeriodExplainsItself(_ period: Period) throws {
        var arguments = ["frist", "--ab", period.ab, "--dauer", period.dauer, "--json"]
        if let regel = period.regel { arguments += ["--regel", regel] }
        let shell = try Sandbox().run(arguments)
        try #require(shell.code == 0, "\(shell.errors)")
        let document = try #require(shell.json() as? [String: Any])
        #expect(document["end"] as? String == period.end)
        if let nominal = period.nominal { #expect(document["nominal"] as? String == nominal) }
        let steps = try #require(document["steps"] as? [[String: Any]])
        #expect(!steps.isEmpty)
        for step in steps {
            for key in ["rule", "source", "from", "to", "because"] {
                #expect((step[key] as? String)?.isEmpty == false, "\(key)")
            }
        }
    }

    @Test func theShiftNamesItsHoliday() throws {
        let text = try Sandbox().did("frist", "--ab", "2026-11-10", "--dauer", "4w")
        #expect(text.hasPrefix("Mi 09.12.2026"))
        #expect(text.contains("Mariä Empfängnis") && text.contains("§ 33 Abs 2 AVG"))
    }

    @Test(arguments: [
        ["--ab", "2026-13-01", "--dauer", "4w"], ["--ab", "2026-11-26", "--dauer", "vier"],
        ["--ab", "2026-11-26", "--dauer", "4w", "--regel", "QUATSCH"],
        ["--ab", "2026-11-26", "--dauer", "4w", "--annahme", "quatsch=ja"],
        ["--ab", "2026-11-26", "--dauer", ""],
    ])
    func aWrongPeriodIs64(_ arguments: [String]) throws {
        let shell = try Sandbox().run(["frist"] + arguments)
        #expect(shell.code == 64)
        check(german: shell.errors, allowing: Self.ours)
    }

    // MARK: The store

    static let listKeys: Set<String> = [
        "number", "procedure", "kind", "phase", "publicStatus", "subject", "place", "received",
        "due", "daysLeft", "assignee", "unit", "waitingFor", "fields",
    ]

    @Test func aListRowHasTheseKeys() throws {
        let office = try Office()
        let rows = try office.rows()
        #expect(rows.count == 2)
        for row in rows { #expect(Set(row.keys) == Self.listKeys) }
        #expect(try office.rows("Scherben").count == 1)
        #expect(try office.rows("verfahren:quatsch").isEmpty)
        let wrong = try office.run("liste", "--filter", "frist<")
        #expect(wrong.code == 64)
    }

    @Test func aListIsATableInTheOfficesWords() throws {
        let office = try Office(subjects: ["Alt", "Neu", "Noch neuer"])
        let lines = try office.run("liste").output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        let places = lines.map { line in
            line.range(of: "/2026  ").map {
                line.distance(from: line.startIndex, to: $0.lowerBound)
            }
        }
        #expect(Set(places).count == 1 && places[0] != nil, "\(lines)")
        for line in lines {
            #expect(line.contains(" T ") && line.contains(" Meldung "), "\(line)")
        }
    }

    /// What cannot be journalled is not shown; lists of one's work are no readings.
    @Test func aReadingThatCannotBeNotedIsRefusedWithWhatToDo() throws {
        let office = try Office()
        let spool = office.sandbox.data.appendingPathComponent("lesungen")
        try? FileManager.default.removeItem(at: spool)
        try Data().write(to: spool)
        for arguments in [["akt", "1/2026"], ["liste", "--filter", "Scherben"]] {
            let shell = try office.sandbox.run(arguments + ["--als", Office.clerk])
            #expect(shell.code == 74 && shell.output.isEmpty)
            #expect(shell.errors.contains("wird festgehalten"), "\(shell.errors)")
            #expect(shell.errors.contains("Bitte die Rechte prüfen"), "\(shell.errors)")
            #expect(shell.errors.contains(office.sandbox.data.path))
        }
        #expect(try office.rows("frist<900t").count == 2)
    }

    @Test func aCaseAsTextNamesItsDeadlines() throws {
        let office = try Office()
        let shell = try office.run("akt", "1/2026")
        #expect(shell.output.contains("Antwort (Ziel): läuft bis "), "\(shell.output)")
        #expect(shell.output.contains("Ort: Landstraße 1"))
    }

    @Test func everyRefusalHasItsCode() throws {
        let office = try Office()
        #expect(try office.run("akt", "quatsch").code == 64)
        #expect(try office.run("akt", "999/2026").code == 65)
        #expect(try office.run("schritt", "1/2026", "quatsch").code == 64)
        let obstacle = try office.run("schritt", "1/2026", "erledigen")
        #expect(obstacle.code == 1, "\(obstacle.errors)")
        #expect(obstacle.errors.contains("H0"))
        #expect(try office.run("schritt", "1/2026", "annehmen", "--feld", "kategorie=x").code == 64)
        #expect(try office.sandbox.run("liste", "--als", "niemand").code == 77)
        #expect(try Sandbox().run("liste").code == 2)
        #expect(try office.run("einlesen", "gibt-es-nicht.json").code == 65)
        let probe = try office.run(
            "schritt", "1/2026", "annehmen", "--feld", "kategorie=ampel", "--probe")
        #expect(probe.code == 0)
        #expect(try office.rows().first?["phase"] as? String == "eingang")
    }

    @Test func takingInTwiceGivesTheSameStock() throws {
        let office = try Office()
        let before = try office.rows().count
        try office.take(["Lampe flackert", "Scherben am Spielplatz"])
        #expect(try office.rows().count == before)
        try office.take(["Lampe brennt bei Tag", "Scherben am Spielplatz"])
        #expect(try office.rows().first?["subject"] as? String == "Lampe flackert")
    }

    @Test func aBackupIsRestored() throws {
        let office = try Office()
        let copy = office.sandbox.path("sicherung")
        #expect(try office.run("sichern", copy).code == 0)
        #expect(try office.run("wiederherstellen", copy, "--nur-pruefen").code == 0)
        #expect(try office.run("wiederherstellen", copy).code != 0, "never over a store")
        let other = office.sandbox.path("anderswo")
        #expect(try office.run("wiederherstellen", copy, "--daten", other).code == 0)
        let list = try office.run("liste", "--json", "--daten", other)
        #expect(list.output.contains("Lampe flackert"))
        #expect(try office.run("diagnose", "--daten", other).code == 0)
    }

    @Test func aProcedureIsCheckedForItsAuthor() throws {
        let sandbox = try Sandbox()
        let file = try sandbox.write(
            "id: dauerparkkarte\ntitle: Dauerparkkarte\nnatur: service\n",
            to: "dauerparkkarte/procedure.yaml")
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let shell = try sandbox.run("verfahren", "pruefen", folder)
        #expect(shell.code != 0)
        let said = shell.output + shell.errors
        #expect(said.contains("procedure.yaml:3:1"), "\(said)")
        #expect(said.contains("nature"), "a suggestion: \(said)")
    }

    @Test func theKeysAreTheHandbooks() throws {
        let shell = try Sandbox().run("tasten")
        #expect(shell.code == 0 && shell.output.contains("`F10`"))
    }
}
