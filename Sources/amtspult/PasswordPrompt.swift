import Foundation
import Glibc
import ShellLanguage
import Workstation

/// Asks for a password at the terminal without showing it; from a pipe it takes one line.
enum PasswordPrompt {
    static func ask(_ question: String) throws -> Secret {
        let seen = isatty(STDIN_FILENO) == 1
        var before = termios()
        if seen {
            FileHandle.standardError.write(Data(question.utf8))
            tcgetattr(STDIN_FILENO, &before)
            var hidden = before
            hidden.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        }
        let line = readLine(strippingNewline: true)
        if seen {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line, !line.isEmpty else {
            throw Ending(.usage, "Ohne Passwort geht es nicht.")
        }
        return Secret(line)
    }
}
