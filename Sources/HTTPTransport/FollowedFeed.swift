import AsyncHTTPClient
import NIOCore
import SyncProtocol

/// An answer to a question for news that goes on with the pages that come after it.
///
/// Nothing is read from the line while nobody asks. Whoever lets go of it ends the answer. One caller
/// at a time.
final class FollowedFeed: @unchecked Sendable {
    private var parts: HTTPClientResponse.Body.AsyncIterator
    private let unpacker: Unpacker?
    private var lines: LineReader
    private var ended = false
    /// Where the last page ended; nil before the first.
    private(set) var place: Int?

    /// - Parameter limit: bytes of one page.
    init(_ response: HTTPClientResponse, limit: Int) throws {
        parts = response.body.makeAsyncIterator()
        unpacker = try response.isPacked ? Unpacker(limit: limit) : nil
        lines = LineReader(limit: limit)
    }

    /// The next page, when it has come whole; nil at the end of the answer.
    ///
    /// - Throws: `CentreFailure` for what ends in the middle of a page or is none.
    func next() async throws -> ChangePage? {
        do {
            while true {
                if let page = lines.nextPage() {
                    place = page.cursor.sequence
                    return page
                }
                guard !ended else { return nil }
                guard let part = try await parts.next() else {
                    ended = true
                    guard lines.isBetweenPages, unpacker?.ended ?? true else {
                        throw AnswerFailure.damaged
                    }
                    continue
                }
                try take(Array(buffer: part))
            }
        } catch {
            throw CentreFailure(reaching: error)
        }
    }

    /// The page that every answer has.
    func firstPage() async throws -> ChangePage {
        guard let page = try await next() else {
            throw CentreFailure(.unreachable, context: "answer: cut off")
        }
        return page
    }

    private func take(_ part: [UInt8]) throws {
        guard let unpacker else { return try lines.take(part) }
        try unpacker.take(part) { try lines.take($0) }
    }
}
