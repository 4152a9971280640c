/// As much XML as flat records need: elements, text, CDATA, comments, character references.
///
/// A document type is refused, and with it every entity but the five of XML itself: nothing
/// here expands, loads or points outside.
struct XMLScanner {
    enum Event: Hashable {
        case start(String)
        case end(String)
        case text(String, guessed: Bool)
    }

    /// Why it is no such document; a German sentence.
    struct Fault: Error { var reason: String }

    private var cursor: ByteCursor
    private var open: [String] = []
    private var pending: Event?
    private var encoding: TextEncoding

    var line: Int { cursor.line }

    /// `encoding` holds unless the document declares another.
    init(_ stream: ByteStream, encoding: TextEncoding) throws(InterchangeError) {
        self.encoding = encoding
        cursor = ByteCursor(stream)
        try cursor.skipByteOrderMark()
    }

    /// The next event; nil at the end of a complete document.
    mutating func next() throws(InterchangeError) -> Result<Event?, Fault> {
        if let pending {
            self.pending = nil
            if case .end = pending { open.removeLast() }
            return .success(pending)
        }
        while let byte = try cursor.peek() {
            guard byte == UInt8(ascii: "<") else { return try text() }
            _ = try cursor.take()
            switch try cursor.peek() {
            case UInt8(ascii: "?"): if let fault = try instruction() { return .failure(fault) }
            case UInt8(ascii: "!"):
                switch try declaration() {
                case .success(nil): continue
                case let other: return other
                }
            case UInt8(ascii: "/"): return try endTag()
            default: return try startTag()
            }
        }
        return open.isEmpty ? .success(nil) : .failure(Fault(reason: Sentences.xmlOpen))
    }

    private mutating func text() throws(InterchangeError) -> Result<Event?, Fault> {
        var text = ""
        var bytes: [UInt8] = []
        var guessed = false
        var size = 0
        while let byte = try cursor.peek(), byte != UInt8(ascii: "<") {
            _ = try cursor.take()
            size += 1
            guard size <= ReadingLimits.row else {
                return .failure(Fault(reason: Sentences.rowTooLong))
            }
            guard byte == UInt8(ascii: "&") else {
                bytes.append(byte)
                continue
            }
            guard let character = try reference() else {
                return .failure(Fault(reason: Sentences.xmlEntity))
            }
            let piece = encoding.decode(bytes)
            text += piece.text
            text.unicodeScalars.append(character)
            guessed = guessed || piece.guessed
            bytes.removeAll(keepingCapacity: true)
        }
        let piece = encoding.decode(bytes)
        return .success(.text(text + piece.text, guessed: guessed || piece.guessed))
    }

    /// What stands for `&…;`.
    private mutating func reference() throws(InterchangeError) -> Unicode.Scalar? {
        var name: [UInt8] = []
        while let byte = try cursor.take(), byte != UInt8(ascii: ";") {
            name.append(byte)
            if name.count > 10 { return nil }
        }
        let word = String(decoding: name, as: UTF8.self)
        switch word {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        guard word.hasPrefix("#") else { return nil }
        let hexadecimal = word.hasPrefix("#x")
        let digits = word.dropFirst(hexadecimal ? 2 : 1)
        guard let code = UInt32(digits, radix: hexadecimal ? 16 : 10), code != 0 else {
            return nil
        }
        return Unicode.Scalar(code)
    }

    /// `<?…?>`; the declaration may name the encoding.
    private mutating func instruction() throws(InterchangeError) -> Fault? {
        guard let bytes = try read(until: "?>") else { return Fault(reason: Sentences.xmlOpen) }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        guard text.hasPrefix("?xml "), text.contains("encoding") else { return nil }
        if text.contains("8859-1\"") || text.contains("8859-1'") { encoding = .latin1 }
        if text.contains("windows-1252") { encoding = .cp1252 }
        if text.contains("utf-8") { encoding = .utf8 }
        return nil
    }

    /// `<!--…-->`, which says nothing, and `<![CDATA[…]]>`. A document type ends the reading.
    private mutating func declaration() throws(InterchangeError) -> Result<Event?, Fault> {
        _ = try cursor.take()
        if try cursor.peek() == UInt8(ascii: "-") {
            return try read(until: "-->") == nil
                ? .failure(Fault(reason: Sentences.xmlOpen)) : .success(nil)
        }
        var head: [UInt8] = []
        while head.count < 7, let byte = try cursor.take() { head.append(byte) }
        guard head.elementsEqual("[CDATA[".utf8) else {
            return .failure(Fault(reason: Sentences.xmlDocumentType))
        }
        guard let bytes = try read(until: "]]>") else {
            return .failure(Fault(reason: Sentences.xmlOpen))
        }
        let piece = encoding.decode(bytes)
        return .success(.text(piece.text, guessed: piece.guessed))
    }

    private mutating func startTag() throws(InterchangeError) -> Result<Event?, Fault> {
        guard let name = try name(), open.count < ReadingLimits.depth else {
            return .failure(Fault(reason: Sentences.xmlTag))
        }
        var quote: UInt8?
        var last: UInt8 = 0
        while let byte = try cursor.take() {
            if let mark = quote {
                if byte == mark { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                open.append(name)
                if last == UInt8(ascii: "/") { pending = .end(name) }
                return .success(.start(name))
            } else if byte == Ascii.quote || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                break
            }
            last = byte
        }
        return .failure(Fault(reason: Sentences.xmlTag))
    }

    private mutating func endTag() throws(InterchangeError) -> Result<Event?, Fault> {
        _ = try cursor.take()
        guard let name = try name(), open.last == name else {
            return .failure(Fault(reason: Sentences.xmlNesting))
        }
        while let byte = try cursor.peek(), Ascii.isBlank(byte) { _ = try cursor.take() }
        guard try cursor.take() == UInt8(ascii: ">") else {
            return .failure(Fault(reason: Sentences.xmlTag))
        }
        open.removeLast()
        return .success(.end(name))
    }

    /// An element's name without its namespace prefix.
    private mutating func name() throws(InterchangeError) -> String? {
        var bytes: [UInt8] = []
        while let byte = try cursor.peek(), bytes.count < 200 {
            let fits =
                byte >= 0x80 || (48...58).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte) || byte == 45 || byte == 46 || byte == 95
            guard fits, let taken = try cursor.take() else { break }
            bytes.append(taken)
        }
        guard let first = bytes.first, first >= 58 else { return nil }
        let name = bytes.split(separator: UInt8(ascii: ":")).last ?? []
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func read(until mark: String) throws(InterchangeError) -> [UInt8]? {
        let end = Array(mark.utf8)
        var bytes: [UInt8] = []
        while let byte = try cursor.take() {
            bytes.append(byte)
            if bytes.suffix(end.count).elementsEqual(end) { return bytes.dropLast(end.count) }
            if bytes.count > ReadingLimits.row { return nil }
        }
        return nil
    }
}
