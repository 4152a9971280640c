import SyncProtocol

/// Cuts a feed into its lines as the bytes come, within limits.
struct LineReader {
    private let limit: Int
    private var reader = PageReader()
    private var rest: [UInt8] = []
    private var total = 0

    init(limit: Int) { self.limit = limit }

    mutating func take(_ part: [UInt8]) throws {
        total += part.count
        guard total <= limit else { throw AnswerFailure.tooLarge }
        var start = part.startIndex
        while let end = part[start...].firstIndex(of: 0x0A) {
            rest += part[start..<end]
            try line(rest)
            rest.removeAll(keepingCapacity: true)
            start = end + 1
        }
        rest += part[start...]
    }

    private mutating func line(_ bytes: [UInt8]) throws {
        do {
            try reader.take(bytes)
        } catch {
            throw CentreFailure(.unreachable, context: "answer: \(error.path)")
        }
    }

    /// The page, if it came whole.
    func page() throws -> ChangePage {
        do {
            guard rest.isEmpty else { throw WireError("line", "Ende fehlt") }
            return try reader.finished()
        } catch {
            throw CentreFailure(.unreachable, context: "answer: cut off")
        }
    }
}
