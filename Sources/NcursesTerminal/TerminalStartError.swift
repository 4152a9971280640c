import TextCanvas

/// Why no terminal could be opened; the program says the sentence and ends with code 2.
package enum TerminalStartError: Error, Hashable, Sendable {
    case notATerminal
    case noTerminalName
    case unknownTerminal(String)
    /// Known, but it cannot place a cursor (`dumb`).
    case lineTerminal(String)
    case tooSmall(Size)
    case charset(String)
    case failed

    package var sentence: String {
        switch self {
        case .notATerminal:
            "Amtspult braucht ein Terminal: Eingabe und Ausgabe dürfen nicht umgeleitet sein."
        case .noTerminalName:
            "Die Art des Terminals ist nicht bekannt: Die Variable TERM ist leer. "
                + "Abhilfe: TERM=xterm-256color setzen."
        case .unknownTerminal(let name):
            "Das Terminal „\(shown(name))“ (TERM) ist auf diesem Rechner nicht beschrieben. "
                + "Abhilfe: TERM=xterm-256color setzen oder das Paket ncurses-term einspielen."
        case .lineTerminal(let name):
            "Das Terminal „\(shown(name))“ (TERM) kann keinen Bildschirm darstellen. "
                + "Abhilfe: ein anderes Terminal verwenden oder TERM richtig setzen."
        case .tooSmall(let size):
            "Das Fenster ist zu klein: \(size.width) × \(size.height) Zeichen, nötig sind "
                + "mindestens \(Size.smallest.width) × \(Size.smallest.height)."
        case .charset(let name):
            "Die Spracheinstellung nennt den Zeichensatz „\(shown(name))“, Amtspult braucht UTF-8. "
                + "Abhilfe: LC_ALL=C.UTF-8 setzen."
        case .failed:
            "Das Terminal ließ sich nicht öffnen."
        }
    }

    private func shown(_ name: String) -> String {
        SafeText(name).truncated(to: 40).plain
    }
}
