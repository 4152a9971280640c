import Foundation
import ShellLanguage

/// A password comes from the keyboard without being shown, or as the first line of the input;
/// never from the command line, where every user of the machine could read it.
enum PasswordInput {
    static func read(for person: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw Ending(.usage, "In der Eingabe steht kein Passwort.")
            }
            return line
        }
        let first = ask("Passwort für \(person): ")
        guard first == ask("Noch einmal: ") else {
            throw Ending(.usage, "Die beiden Eingaben sind nicht gleich.")
        }
        return first
    }

    private static func ask(_ prompt: String) -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine(strippingNewline: true) ?? ""
    }
}
