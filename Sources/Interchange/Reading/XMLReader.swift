/// Rows of an XML document: each element of a name is a row, its children are the cells.
package struct XMLRowReader: RowReader {
    private var scanner: XMLScanner
    private let element: String
    private var finished = false
    private var rows = 0

    package var columns: [String]? { nil }

    package init(
        _ stream: ByteStream, element: String, encoding: TextEncoding
    ) throws(InterchangeError) {
        scanner = try XMLScanner(stream, encoding: encoding)
        self.element = element
    }

    package mutating func next() throws(InterchangeError) -> RowEvent? {
        while !finished {
            switch try scanner.next() {
            case .success(.start(element)):
                rows += 1
                return try row()
            case .success(nil):
                finished = true
                if rows == 0 {
                    return .broken(line: scanner.line, reason: Sentences.noElement(element))
                }
            case .success: continue
            case .failure(let fault): return stop(fault.reason)
            }
        }
        return nil
    }

    /// XML that is broken somewhere cannot be trusted behind that place.
    private mutating func stop(_ reason: String) -> RowEvent {
        finished = true
        return .broken(line: scanner.line, reason: reason)
    }

    private mutating func row() throws(InterchangeError) -> RowEvent {
        var row = SourceRow(line: scanner.line, cells: [:])
        var path: [String] = []
        var text = ""
        var size = 0
        while true {
            switch try scanner.next() {
            case .success(.start(let name)):
                path.append(columnName(name))
                text = ""
            case .success(.text(let piece, let guessed)):
                text += piece
                size += piece.utf8.count
                if size > ReadingLimits.row { return stop(Sentences.rowTooLong) }
                if guessed {
                    row.warnings.append(.encodingGuessed(column: path.joined(separator: ".")))
                }
            case .success(.end):
                guard !path.isEmpty else { return .row(row) }
                put(text, as: path.joined(separator: "."), in: &row)
                path.removeLast()
                text = ""
            case .success(nil): return stop(Sentences.xmlOpen)
            case .failure(let fault): return stop(fault.reason)
            }
        }
    }

    /// Children of the same name stand behind each other in one cell.
    private func put(_ text: String, as name: String, in row: inout SourceRow) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        row.cells[name] = row.cells[name].map { "\($0), \(text)" } ?? text
    }
}
