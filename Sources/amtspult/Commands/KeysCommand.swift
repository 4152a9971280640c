import ArgumentParser
import ShellLanguage
import Workstation

/// `amtspult tasten`: the table behind docs/keys.md.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasten", abstract: "Zeigt die Tasten aller Befehle.")

    func run() throws {
        Standard.out(raw: KeysDocument.markdown)
    }
}
