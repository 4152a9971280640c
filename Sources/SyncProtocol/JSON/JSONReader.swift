/// Why bytes are no document this program takes.
package enum JSONError: Error, Hashable, Sendable {
    case syntax(at: Int)
    case duplicateKey(at: Int)
    case tooDeep
    case tooLarge
    case fraction(at: Int)
}

extension JSONValue {
    package static let depthLimit = 64

    /// Reads a document strictly: no duplicate keys, no fractions, no lone surrogates, nothing
    /// after the end, at most `depthLimit` levels.
    package init(bytes: some Sequence<UInt8>, limit: Int = 64 << 20) throws(JSONError) {
        let input = Array(bytes)
        guard input.count <= limit else { throw .tooLarge }
        var reader = JSONReader(bytes: input)
        self = try reader.document()
    }

    package init(text: String) throws(JSONError) { try self.init(bytes: text.utf8) }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw .syntax(at: position) }
        return value
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONValue.depthLimit else { throw .tooDeep }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: text.utf8) else { throw .syntax(at: position) }
        position += text.utf8.count
        return value
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        skipBlanks()
        if next == UInt8(ascii: "}") {
            position += 1
            return .object([:])
        }
        // Few objects have more: a dictionary that grows costs more than reading what is in it.
        var members = [String: JSONValue](minimumCapacity: 12)
        while true {
            skipBlanks()
            let start = position
            guard next == UInt8(ascii: "\"") else { throw .syntax(at: position) }
            let key = try string()
            skipBlanks()
            guard next == UInt8(ascii: ":") else { throw .syntax(at: position) }
            position += 1
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: key) == nil else {
                throw .duplicateKey(at: start)
            }
            if try ends(with: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if next == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try ends(with: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    /// After an element: the end, or a comma and more.
    private mutating func ends(with closing: UInt8) throws(JSONError) -> Bool {
        skipBlanks()
        defer { position += 1 }
        if next == closing { return true }
        guard next == UInt8(ascii: ",") else { throw .syntax(at: position) }
        return false
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let digits = position
        var number: Int64 = 0
        var isTooLong = false
        while (48...57).contains(next) {
            let (tens, over) = number.multipliedReportingOverflow(by: 10)
            let digit = Int64(next - 48)
            let (sum, more) = tens.addingReportingOverflow(isNegative ? -digit : digit)
            (number, isTooLong) = (sum, isTooLong || over || more)
            position += 1
        }
        let leadingZero = position - digits > 1 && bytes[digits] == 48
        guard position > digits, !leadingZero, !isTooLong else { throw .syntax(at: start) }
        if [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next) {
            throw .fraction(at: start)
        }
        return .integer(number)
    }

    private mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        let first = position
        skipPlain()
        if next == UInt8(ascii: "\"") {
            guard let string = String(validating: bytes[first..<position], as: UTF8.self) else {
                throw .syntax(at: start)
            }
            position += 1
            return string
        }
        var text = Array(bytes[first..<position])
        while true {
            guard position < bytes.count else { throw .syntax(at: start) }
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw .syntax(at: start)
                }
                return string
            case UInt8(ascii: "\\"): try escape(&text)
            case 0..<0x20: throw .syntax(at: position - 1)
            default: text.append(byte)
            }
        }
    }

    /// Up to the end of a string, or to the first byte that does not stand for itself.
    private mutating func skipPlain() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return
            default: position += 1
            }
        }
    }

    private mutating func escape(_ text: inout [UInt8]) throws(JSONError) {
        let byte = next
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"): try unicode(&text)
        default: throw .syntax(at: position - 1)
        }
    }

    private mutating func unicode(_ text: inout [UInt8]) throws(JSONError) {
        var code = try fourDigits()
        if (0xD800..<0xDC00).contains(code) {
            guard next == UInt8(ascii: "\\"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw .syntax(at: position) }
            position += 2
            let low = try fourDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw .syntax(at: position) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw .syntax(at: position) }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func fourDigits() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let code = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            bytes[position] != UInt8(ascii: "+")
        else { throw .syntax(at: position) }
        position += 4
        return code
    }
}
