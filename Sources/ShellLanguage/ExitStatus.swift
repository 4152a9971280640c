import Foundation

/// Exit codes, after sysexits.h where it has one. Documented in the handbook; never renumbered.
package enum ExitStatus: Int32 {
    case fine = 0
    /// An obstacle: the act is not possible now.
    case refused = 1
    /// No terminal, too small, wrong locale; the store cannot be used.
    case unusable = 2
    case usage = 64
    case data = 65
    case output = 74
    case busy = 75
    case noRight = 77
}

/// Ends the program with a sentence for the person.
package struct Ending: Error {
    package var status: ExitStatus
    package var sentence: String

    package init(_ status: ExitStatus, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }
}

package enum Standard {
    package static func error(_ line: String) {
        FileHandle.standardError.write(Data((harmless(line) + "\n").utf8))
    }

    /// Writes a line; a reader that has gone away (`| head`) is no error.
    package static func out(_ line: String) { out(raw: harmless(line) + "\n") }

    /// What others wrote may stand in a sentence; the terminal never obeys it.
    static func harmless(_ text: String) -> String {
        let isObeyed: (Unicode.Scalar) -> Bool = { scalar in
            if scalar == "\n" || scalar == "\t" { return false }
            return [.control, .format].contains(scalar.properties.generalCategory)
        }
        guard text.unicodeScalars.contains(where: isObeyed) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isObeyed($0) ? "\u{fffd}" : $0 }))
    }

    package static func out(raw text: String) {
        let bytes = Array(text.utf8)
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
