/// One row of a source: its cells by column, as text.
package struct SourceRow: Hashable, Sendable {
    /// The line of the file it begins on, from 1.
    package var line: Int
    package var cells: [String: String]
    package var warnings: [IntakeWarning]

    package init(line: Int, cells: [String: String], warnings: [IntakeWarning] = []) {
        self.line = line
        self.cells = cells
        self.warnings = warnings
    }

    package subscript(column: String) -> String { cells[column] ?? "" }
}

/// What a reader found at one place of a file.
package enum RowEvent: Hashable, Sendable {
    case row(SourceRow)
    /// Not readable as a row, and why.
    case broken(line: Int, reason: String)
}

/// Reads rows one after the other; never fails for what a row says, only for the file.
package protocol RowReader {
    /// The columns the file declares; nil where each row names its own.
    var columns: [String]? { get }
    mutating func next() throws(InterchangeError) -> RowEvent?
}

package enum ReadingLimits {
    /// One row, in bytes.
    package static let row = 1 << 20
    /// Columns of one row.
    package static let columns = 1_000
    /// Nesting of a document.
    package static let depth = 64
    /// How often a reader starts anew after a row that has no end.
    package static let recoveries = 100
}
