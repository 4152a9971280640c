/// How a delimited file is written.
package struct DelimitedForm: Hashable, Sendable {
    package var delimiter: UInt8
    /// A byte that may stand between a closing quote and what follows, and means nothing.
    package var trailing: UInt8?

    package init(delimiter: UInt8 = UInt8(ascii: ","), trailing: UInt8? = nil) {
        self.delimiter = delimiter
        self.trailing = trailing
    }
}

/// One record: its cells as bytes.
struct DelimitedRecord {
    var line: Int
    var cells: [[UInt8]] = []
    /// A quote was never closed, or the record is longer than any record.
    var endless = false
    var textAfterQuote = false
}

/// RFC 4180 with the dirt of life: any line ends, quotes inside plain cells, text after a
/// closing quote, a quote that is never closed. Such a quote costs one line, not the rest of
/// the file: reading starts anew on the line behind it.
struct DelimitedScanner {
    private var cursor: ByteCursor
    private let form: DelimitedForm
    /// The bytes of the record being read.
    private var raw: [UInt8] = []
    private var recoveries = 0
    /// What ends a run of plain bytes, outside and inside quotes.
    private let plainStops: [Bool]
    private let quotedStops: [Bool]

    init(_ stream: ByteStream, _ form: DelimitedForm) throws(InterchangeError) {
        let ends = [Ascii.lineFeed, Ascii.carriageReturn]
        plainStops = DelimitedScanner.stops(ends + [form.delimiter])
        quotedStops = DelimitedScanner.stops(ends + [Ascii.quote])
        cursor = ByteCursor(stream)
        self.form = form
        try cursor.skipByteOrderMark()
    }

    private static func stops(_ bytes: [UInt8]) -> [Bool] {
        var stops = [Bool](repeating: false, count: 256)
        for byte in bytes { stops[Int(byte)] = true }
        return stops
    }

    private mutating func takeRun(
        until stops: [Bool], into text: inout [UInt8]
    ) throws(InterchangeError) {
        let run = try cursor.takeRun(until: stops)
        raw += run
        text += run
    }

    private enum CellEnd { case delimiter, line, file, endless }

    /// The next record that is not an empty line.
    mutating func next() throws(InterchangeError) -> DelimitedRecord? {
        while try cursor.peek() != nil {
            let record = try record()
            let blank =
                record.cells.count == 1 && record.cells[0].allSatisfy(Ascii.isBlank)
                && !record.endless
            if !blank { return record }
        }
        return nil
    }

    private mutating func record() throws(InterchangeError) -> DelimitedRecord {
        var record = DelimitedRecord(line: cursor.line)
        raw.removeAll(keepingCapacity: true)
        while true {
            switch try cell(&record) {
            case .delimiter where record.cells.count < ReadingLimits.columns: continue
            case .line, .file: return record
            case .delimiter, .endless:
                record.endless = true
                try recover(from: record.line)
                return record
            }
        }
    }

    private mutating func take() throws(InterchangeError) -> UInt8? {
        guard let byte = try cursor.take() else { return nil }
        raw.append(byte)
        return byte
    }

    private mutating func cell(
        _ record: inout DelimitedRecord
    ) throws(InterchangeError) -> CellEnd {
        var text: [UInt8] = []
        var quoted = false
        if try cursor.peek() == Ascii.quote {
            _ = try take()
            quoted = true
            guard try quotedText(&text) else {
                record.cells.append(text)
                return .endless
            }
        }
        while true {
            if !quoted { try takeRun(until: plainStops, into: &text) }
            guard let byte = try take() else { break }
            guard raw.count <= ReadingLimits.row else { return .endless }
            if byte == form.delimiter {
                record.cells.append(text)
                return .delimiter
            }
            if byte == Ascii.lineFeed || byte == Ascii.carriageReturn {
                try finishLine(byte)
                record.cells.append(text)
                return .line
            }
            if quoted, byte == form.trailing { continue }
            if quoted { record.textAfterQuote = true }
            text.append(byte)
        }
        record.cells.append(text)
        return .file
    }

    /// What stands between quotes, doubled ones halved; false when they never close.
    private mutating func quotedText(_ text: inout [UInt8]) throws(InterchangeError) -> Bool {
        while true {
            try takeRun(until: quotedStops, into: &text)
            guard let byte = try take() else { return false }
            guard raw.count <= ReadingLimits.row else { return false }
            if byte == Ascii.quote {
                guard try cursor.peek() == Ascii.quote else { return true }
                _ = try take()
            }
            text.append(byte)
        }
    }

    private mutating func finishLine(_ byte: UInt8) throws(InterchangeError) {
        if byte == Ascii.carriageReturn, try cursor.peek() == Ascii.lineFeed { _ = try take() }
    }

    /// Goes back to the line behind the one the endless record began on.
    private mutating func recover(from line: Int) throws(InterchangeError) {
        recoveries += 1
        guard recoveries <= ReadingLimits.recoveries else {
            while try cursor.take() != nil {}
            return
        }
        let isEnd = { (byte: UInt8) in byte == Ascii.lineFeed || byte == Ascii.carriageReturn }
        guard let end = raw.firstIndex(where: isEnd) else { return try skipLine() }
        let pair =
            raw[end] == Ascii.carriageReturn && raw.dropFirst(end + 1).first == Ascii.lineFeed
        cursor.giveBack(raw[(end + (pair ? 2 : 1))...], line: line + 1)
    }

    private mutating func skipLine() throws(InterchangeError) {
        while let byte = try cursor.take() {
            if byte == Ascii.lineFeed { return }
            if byte == Ascii.carriageReturn {
                if try cursor.peek() == Ascii.lineFeed { _ = try cursor.take() }
                return
            }
        }
    }
}

/// Rows of a delimited file whose first record names the columns.
package struct DelimitedReader: RowReader {
    private var scanner: DelimitedScanner
    private let encoding: TextEncoding
    private let names: [String]

    package var columns: [String]? { names }

    package init(
        _ stream: ByteStream, form: DelimitedForm, encoding: TextEncoding
    ) throws(InterchangeError) {
        scanner = try DelimitedScanner(stream, form)
        self.encoding = encoding
        var names: [String] = []
        for cell in try scanner.next()?.cells ?? [] {
            names.append(columnName(encoding.decode(cell).text))
        }
        self.names = names
    }

    package mutating func next() throws(InterchangeError) -> RowEvent? {
        guard let record = try scanner.next() else { return nil }
        if record.endless { return .broken(line: record.line, reason: Sentences.endless) }
        guard record.cells.count == names.count else {
            return .broken(
                line: record.line, reason: Sentences.cellCount(record.cells.count, names.count))
        }
        var row = SourceRow(line: record.line, cells: [:])
        for (name, cell) in zip(names, record.cells) {
            let (text, guessed) = encoding.decode(cell)
            row.cells[name] = text
            if guessed { row.warnings.append(.encodingGuessed(column: name)) }
        }
        if record.textAfterQuote { row.warnings.append(.textAfterQuote) }
        return .row(row)
    }
}

/// Column names are compared without doubled blanks and control characters.
func columnName(_ text: String) -> String {
    text.split {
        $0.isWhitespace
            || $0.unicodeScalars.allSatisfy { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
    }
    .joined(separator: " ")
}
