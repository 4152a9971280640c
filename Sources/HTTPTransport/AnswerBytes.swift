import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The body of an answer piece by piece, unpacked where it came packed. Nothing is read from the line
/// while nobody asks. One caller at a time.
final class AnswerBytes: @unchecked Sendable {
    private var parts: HTTPClientResponse.Body.AsyncIterator
    private let unpacker: Unpacker?

    /// - Parameter limit: bytes that a packed body may have in all.
    /// - Throws: `AnswerFailure` for a coding that nobody asked for.
    init(_ response: HTTPClientResponse, limit: Int) throws {
        unpacker =
            switch response.headers.first(name: "Content-Encoding") {
            case nil, "identity": nil
            case "gzip": try Unpacker(limit: limit)
            default: throw AnswerFailure.damaged
            }
        parts = response.body.makeAsyncIterator()
    }

    /// Gives what comes next to `take`.
    ///
    /// - Returns: false at the end.
    func next(_ take: ([UInt8]) throws -> Void) async throws -> Bool {
        guard let part = try await parts.next() else {
            guard unpacker?.ended ?? true else { throw AnswerFailure.damaged }
            return false
        }
        let bytes = Array(buffer: part)
        if let unpacker { try unpacker.take(bytes, take) } else { try take(bytes) }
        return true
    }
}
