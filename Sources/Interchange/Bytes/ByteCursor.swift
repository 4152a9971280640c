/// Looks one byte ahead in a stream and counts lines. What was read can be given back.
struct ByteCursor {
    private let stream: ByteStream
    private var buffer: [UInt8] = []
    private var position = 0
    /// The line of the next byte, from 1.
    private(set) var line = 1
    private var afterReturn = false

    init(_ stream: ByteStream) { self.stream = stream }

    mutating func peek() throws(InterchangeError) -> UInt8? {
        while position == buffer.count {
            guard let more = try stream.next() else { return nil }
            buffer = more
            position = 0
        }
        return buffer[position]
    }

    mutating func take() throws(InterchangeError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        // CR LF is one end of line, and so is each of them alone.
        if byte == Ascii.lineFeed, !afterReturn { line += 1 }
        if byte == Ascii.carriageReturn { line += 1 }
        afterReturn = byte == Ascii.carriageReturn
        return byte
    }

    /// The bytes up to the next one of `stops`, as far as they are at hand; often empty.
    /// `stops` has 256 entries and holds the ends of lines.
    mutating func takeRun(until stops: [Bool]) throws(InterchangeError) -> ArraySlice<UInt8> {
        guard try peek() != nil else { return [] }
        let start = position
        position = buffer.withUnsafeBufferPointer { bytes in
            stops.withUnsafeBufferPointer { stops in
                var index = start
                while index < bytes.count, !stops[Int(bytes[index])] { index += 1 }
                return index
            }
        }
        if position > start { afterReturn = false }
        return buffer[start..<position]
    }

    /// Puts `bytes` before what comes next; they begin on `line`.
    mutating func giveBack(_ bytes: some Collection<UInt8>, line: Int) {
        buffer = Array(bytes) + buffer[position...]
        position = 0
        self.line = line
        afterReturn = false
    }

    mutating func skipByteOrderMark() throws(InterchangeError) {
        var seen: [UInt8] = []
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
            guard try peek() == expected, let byte = try take() else {
                giveBack(seen, line: 1)
                return
            }
            seen.append(byte)
        }
    }
}

enum Ascii {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == space || byte == tab || byte == lineFeed || byte == carriageReturn
    }
}
