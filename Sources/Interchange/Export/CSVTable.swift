/// A list as CSV: semicolons, UTF-8, CR LF, as a spreadsheet in Austria opens it.
package struct CSVTable: Hashable, Sendable {
    package var header: [String]
    package var rows: [[String]]

    package init(header: [String], rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    package var text: String {
        ([header] + rows).map { $0.map(CSVTable.cell).joined(separator: ";") + "\r\n" }.joined()
    }

    /// `byteOrderMark` helps spreadsheets that else take it for another encoding.
    package func bytes(byteOrderMark: Bool = true) -> [UInt8] {
        Array(((byteOrderMark ? "\u{FEFF}" : "") + text).utf8)
    }

    /// A cell that a spreadsheet would take for a formula begins with an apostrophe.
    static func cell(_ text: String) -> String {
        // Looked at scalar by scalar: a mark behind the sign makes another character of it.
        let first = text.unicodeScalars.first
        let dangerous = first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = dangerous ? "'" + text : text
        let needsQuotes =
            safe.unicodeScalars.contains { ";\"\r\n\t,".unicodeScalars.contains($0) }
            || safe.first == " " || safe.last == " "
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
