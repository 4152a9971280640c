import AsyncHTTPClient
import SyncProtocol

/// An answer to a question for news that goes on with the pages that come after it.
///
/// Whoever lets go of it ends the answer. One caller at a time.
final class FollowedFeed: @unchecked Sendable {
    private let bytes: AnswerBytes
    private var lines: LineReader
    private var ended = false
    /// Where the last page ended; nil before the first.
    private(set) var place: Int?

    /// - Parameter limit: bytes of one page.
    init(_ response: HTTPClientResponse, limit: Int) throws {
        bytes = try AnswerBytes(response, limit: limit)
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
                ended = try await !bytes.next { try lines.take($0) }
                guard !ended || lines.isBetweenPages else { throw AnswerFailure.damaged }
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
}
