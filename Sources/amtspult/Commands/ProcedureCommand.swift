import ArgumentParser
import Letters
import ProcedureCatalog
import ShellLanguage

/// `amtspult verfahren pruefen ORDNER`: what a procedure's author needs to know.
struct ProcedureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verfahren", abstract: "Verfahren als Daten.",
        subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pruefen",
            abstract: "Prüft den Ordner eines Verfahrens und spielt seine Beispiele durch.",
            discussion: """
                Jeder Befund steht in einer Zeile mit Datei, Zeile, Spalte und, wo es einen \
                gibt, einem Vorschlag. Rückgabewert 65, wenn ein Fehler dabei ist.
                """)

        @ArgumentParser.Argument(
            help: ArgumentHelp("der Ordner des Verfahrens", valueName: "ordner"))
        var ordner: String

        func run() throws {
            let findings = verify(folder: ordner) { try fill($0) }
            for finding in findings { Standard.out(finding.description) }
            let errors = findings.filter { $0.severity == .error }.count
            guard errors == 0 else {
                throw Ending(.data, "\(errors) \(errors == 1 ? "Fehler" : "Fehler insgesamt").")
            }
            Standard.out(
                findings.isEmpty ? "Ohne Befund." : "Ohne Fehler, \(findings.count) Hinweise.")
        }
    }
}
