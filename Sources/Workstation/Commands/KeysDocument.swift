import Casework
import TextCanvas

/// `docs/keys.md`, made from the table of commands.
package enum KeysDocument {
    package static var markdown: String {
        var lines = [
            "# Tasten", "",
            "Aus der Tabelle der Befehle erzeugt; nicht von Hand ändern. Jede Taste lässt sich in der",
            "Tastendatei unter dem Namen des Befehls ändern, zum Beispiel `assign: [z, f8]`.", "",
            "Esc und eine Ziffer sind die F-Taste mit dieser Ziffer (Esc 0 ist F10).", "",
        ]
        for (screen, title) in screens {
            let commands = CommandTable.of(screen)
            guard !commands.isEmpty else { continue }
            lines += ["## \(title)", "", "| Taste | Befehl | Name | Erklärung |"]
            lines.append("| --- | --- | --- | --- |")
            for command in commands {
                let keys = KeyMap.standard.keys(of: command)
                    .map { "`\(escaped($0.display))`" }.joined(separator: " ")
                lines.append(
                    "| \(keys) | \(escaped(command.title)) | \(command.id.raw) "
                        + "| \(escaped(command.help)) |")
            }
            lines.append("")
        }
        return (lines + dialogs).joined(separator: "\n") + "\n"
    }

    private static let screens: [(ScreenID, String)] = [
        (.worklist, "Arbeitsvorrat"), (.caseFile, "Akt"), (.intake, "Einlauf erfassen"),
        (.search, "Suche"), (.approvals, "Genehmigungen"), (.workload, "Auslastung"),
        (.bulk, "Sammelbearbeitung"), (.outbox, "Ausgang und Klärung"),
        (.help, "Hilfe und Einstellungen"),
    ]

    private static let dialogs = [
        "## Fragen und Formulare", "",
        "| Taste | Was sie tut |", "| --- | --- |",
        "| `Enter` | nächstes Feld; im letzten Feld und auf dem Knopf: fertig |",
        "| `Tab` `Umschalt-Tab` | nächstes, voriges Feld |",
        "| `Strg-S` | fertig, von jedem Feld aus |",
        "| `F4` | Werte des Feldes als Liste |",
        "| `j` `n` | ja, nein |",
        "| `Esc` `F12` | zurück; Getipptes bleibt als Entwurf |",
    ]

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
