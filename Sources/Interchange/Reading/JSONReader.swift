import FoundationEssentials

/// The objects of the first array in a JSON document, each a row.
///
/// Objects are cut out by their braces and decoded one by one: a broken one costs itself, and
/// a document of any length is read in the memory of one row.
package struct JSONRowReader: RowReader {
    private var cursor: ByteCursor
    private var inArray = false
    private var finished = false

    package var columns: [String]? { nil }

    package init(_ stream: ByteStream) throws(InterchangeError) {
        cursor = ByteCursor(stream)
        try cursor.skipByteOrderMark()
    }

    package mutating func next() throws(InterchangeError) -> RowEvent? {
        guard !finished else { return nil }
        if !inArray, let broken = try findArray() { return broken }
        while let byte = try cursor.peek() {
            let line = cursor.line
            switch byte {
            case UInt8(ascii: "{"): return try object(from: line)
            case UInt8(ascii: "]"):
                finished = true
                return nil
            case UInt8(ascii: ","): _ = try cursor.take()
            case _ where Ascii.isBlank(byte): _ = try cursor.take()
            default:
                try skipValue()
                return .broken(line: line, reason: Sentences.noObject)
            }
        }
        finished = true
        return .broken(line: cursor.line, reason: Sentences.arrayOpen)
    }

    private mutating func findArray() throws(InterchangeError) -> RowEvent? {
        var inText = false
        while let byte = try cursor.take() {
            switch byte {
            case UInt8(ascii: "\\") where inText: _ = try cursor.take()
            case Ascii.quote: inText.toggle()
            case UInt8(ascii: "[") where !inText:
                inArray = true
                return nil
            default: continue
            }
        }
        finished = true
        return .broken(line: cursor.line, reason: Sentences.noArray)
    }

    /// One object by its braces; those inside texts do not count.
    private mutating func object(from line: Int) throws(InterchangeError) -> RowEvent {
        var raw: [UInt8] = []
        var depth = 0
        var inText = false
        while let byte = try cursor.take() {
            raw.append(byte)
            guard raw.count <= ReadingLimits.row else {
                finished = true
                return .broken(line: line, reason: Sentences.rowTooLong)
            }
            switch byte {
            case UInt8(ascii: "\\") where inText:
                if let more = try cursor.take() { raw.append(more) }
            case Ascii.quote: inText.toggle()
            case UInt8(ascii: "{") where !inText, UInt8(ascii: "[") where !inText: depth += 1
            case UInt8(ascii: "}") where !inText, UInt8(ascii: "]") where !inText: depth -= 1
            default: continue
            }
            if depth > ReadingLimits.depth {
                finished = true
                return .broken(line: line, reason: Sentences.tooDeep)
            }
            if depth == 0 { return decode(raw, line: line) }
        }
        finished = true
        return .broken(line: line, reason: Sentences.objectOpen)
    }

    private mutating func skipValue() throws(InterchangeError) {
        while let byte = try cursor.peek(), !",]{".utf8.contains(byte) { _ = try cursor.take() }
    }

    private func decode(_ raw: [UInt8], line: Int) -> RowEvent {
        guard let members = try? JSONDecoder().decode([String: JSONCell].self, from: Data(raw))
        else { return .broken(line: line, reason: Sentences.jsonDamaged) }
        var cells: [String: String] = [:]
        for (name, cell) in members { cell.put(into: &cells, as: columnName(name)) }
        return .row(SourceRow(line: line, cells: cells))
    }
}

/// A value in a row: text and numbers as text, objects as columns `outer.inner`.
private enum JSONCell: Decodable {
    case text(String)
    case object([String: JSONCell])
    case list([JSONCell])
    case null

    init(from decoder: any Decoder) throws {
        if let box = try? decoder.singleValueContainer() {
            if box.decodeNil() {
                self = .null
            } else if let text = try? box.decode(String.self) {
                self = .text(text)
            } else if let flag = try? box.decode(Bool.self) {
                self = .text(flag ? "true" : "false")
            } else if let number = try? box.decode(Int64.self) {
                self = .text(String(number))
            } else if let number = try? box.decode(Double.self) {
                self = .text(String(number))
            } else if let members = try? box.decode([String: JSONCell].self) {
                self = .object(members)
            } else {
                self = .list(try box.decode([JSONCell].self))
            }
        } else {
            self = .null
        }
    }

    func put(into cells: inout [String: String], as name: String) {
        switch self {
        case .text(let text): cells[name] = text
        case .null: break
        case .object(let members):
            for (key, member) in members { member.put(into: &cells, as: "\(name).\(key)") }
        case .list(let elements):
            let texts = elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
            if !texts.isEmpty { cells[name] = texts.joined(separator: ", ") }
        }
    }
}
