import SyncProtocol

/// Cuts a feed into its pages as the bytes come, within limits.
struct LineReader {
    private let limit: Int
    private var reader = PageReader()
    private var whole: [ChangePage] = []
    private var rest: [UInt8] = []
    /// Bytes of the page that is coming.
    private var total = 0

    /// - Parameter limit: bytes of one page.
    init(limit: Int) { self.limit = limit }

    mutating func take(_ part: [UInt8]) throws {
        var start = part.startIndex
        while let end = part[start...].firstIndex(of: 0x0A) {
            try count(end + 1 - start)
            rest += part[start..<end]
            try line(rest)
            rest.removeAll(keepingCapacity: true)
            start = end + 1
        }
        try count(part.endIndex - start)
        rest += part[start...]
    }

    private mutating func count(_ bytes: Int) throws {
        total += bytes
        guard total <= limit else { throw AnswerFailure.tooLarge }
    }

    private mutating func line(_ bytes: [UInt8]) throws {
        do {
            try reader.take(bytes)
            guard reader.isWhole else { return }
            whole.append(try reader.finished())
            reader = PageReader()
            total = 0
        } catch {
            throw CentreFailure(.unreachable, context: "answer: \(error.path)")
        }
    }

    /// A page that has come whole, the first one first.
    mutating func nextPage() -> ChangePage? { whole.isEmpty ? nil : whole.removeFirst() }

    /// Nothing of a page has come that has not come whole.
    var isBetweenPages: Bool { total == 0 }
}
