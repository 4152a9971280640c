/// A finding in a procedure folder, for its author: where, what, and what may have been meant.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, CaseIterable, Sendable {
        /// The folder cannot be used.
        case error = "Fehler"
        /// It can, but something is probably not meant.
        case hint = "Hinweis"
    }

    package var severity: Severity
    package var position: Position
    /// A German sentence.
    package var message: String
    package var suggestion: String?

    package init(
        _ severity: Severity, at position: Position, _ message: String, suggestion: String? = nil
    ) {
        self.severity = severity
        self.position = position
        self.message = message
        self.suggestion = suggestion
    }

    /// One line: `procedure.yaml:12:5: Fehler: … Gemeint: „kinds“?`
    package var description: String {
        let hint = suggestion.map { " Gemeint: „\($0)“?" } ?? ""
        return "\(position): \(severity.rawValue): \(message)\(hint)"
    }
}

/// A place in a file of the folder. Line and column count from 1; 0 means the file as a whole.
package struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (left: Position, right: Position) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
