import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import SyncProtocol

extension CentreHouse {
    /// The bytes of a request, at most so many and within the time that a body may take.
    func body(of request: Request, limit: Int) async throws -> [UInt8] {
        guard request.headers[.contentEncoding] == nil else {
            throw CentreFailure(.unsupportedMedia)
        }
        if let length = request.headers[.contentLength] {
            guard let length = Int(length), length >= 0 else { throw CentreFailure(.malformed) }
            guard length <= limit else { throw CentreFailure(.tooLarge) }
        }
        let time = bodyTime
        let buffer = try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await request.body.collect(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: time)
                throw CentreFailure(.malformed, context: "body came too slowly")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CentreFailure(.malformed) }
            return first
        }
        return Array(buffer: buffer)
    }

    /// The document of a request.
    func document<T: WireForm>(
        _ request: Request, limit: Int = 64 << 10, as _: T.Type = T.self
    ) async throws -> T {
        let media = request.headers[.contentType] ?? ""
        guard media.hasPrefix("application/json") || media.hasPrefix("application/vnd.casesync")
        else { throw CentreFailure(.unsupportedMedia) }
        let bytes = try await body(of: request, limit: limit)
        return try T(wire: try JSONValue(bytes: bytes, limit: limit), at: "body")
    }

    /// An answer that is one document.
    func answer(_ document: some WireForm, to request: Request) -> Response {
        packed(document.wire.bytes, media: Route.media, for: request)
    }

    /// Packed when it is worth it and the desk takes it.
    func packed(_ bytes: [UInt8], media: String, for request: Request) -> Response {
        answer(bytes, request.takesPacked ? Bodies.packed(bytes) : nil, media: media, for: request)
    }

    /// The same where it was packed before.
    func answer(
        _ bytes: [UInt8], _ packed: [UInt8]?, media: String, for request: Request
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: media, .cacheControl: "no-store", .vary: "Accept-Encoding",
        ]
        var body = bytes
        if let packed, request.takesPacked {
            headers[.contentEncoding] = "gzip"
            body = packed
        }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// Bytes of a file that never changes: the part that was asked for, or all, piece by piece.
    func bytes(
        of file: ServedFile, range: ByteRange?, media: String
    ) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: media, .acceptRanges: "bytes",
            .cacheControl: "private, max-age=31536000, immutable",
        ]
        guard let range else {
            return Response(status: .ok, headers: headers, body: whole(file))
        }
        guard range.offset < file.size else { throw CentreFailure(.rangeInvalid) }
        let limit = range.limit(atMost: limits.bytesPerBlobPart)
        let part = try await workers.run(.piece) { try file.read(range.offset, limit) }
        guard !part.isEmpty else { throw CentreFailure(.notFound) }
        headers[.contentRange] =
            "bytes \(range.offset)-\(range.offset + part.count - 1)/\(file.size)"
        return Response(
            status: .partialContent, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: part)))
    }

    private func whole(_ file: ServedFile) -> ResponseBody {
        let workers = workers
        return ResponseBody(contentLength: file.size) { writer in
            var offset = 0
            while offset < file.size {
                let start = offset
                let part = try await workers.run(.piece) { try file.read(start, 256 << 10) }
                // What is cut off is noticed by its length.
                guard !part.isEmpty else { throw CentreFailure(.notFound) }
                try await writer.write(ByteBuffer(bytes: part))
                offset += part.count
            }
            try await writer.finish(nil)
        }
    }
}

enum Bodies {
    /// Smaller ones are not worth the time.
    private static let worthPacking = 1_024

    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.count > worthPacking ? try? Deflate.gzip(bytes, level: 1) : nil
    }
}

/// A file whose bytes never change.
struct ServedFile: Sendable {
    var size: Int
    /// Bytes from an offset, at most so many.
    var read: @Sendable (_ offset: Int, _ limit: Int) throws -> [UInt8]
}

/// "bytes=100-", "bytes=100-199": the one form of a range that desks send.
struct ByteRange: Hashable, Sendable {
    var offset: Int
    /// nil: to the end.
    var last: Int?

    /// nil where no range is asked for.
    ///
    /// - Throws: `CentreFailure(.rangeInvalid)` for any other form.
    init?(_ request: Request) throws {
        guard let text = request.headers[.range] else { return nil }
        let parts = text.dropFirst("bytes=".count)
            .split(separator: "-", omittingEmptySubsequences: false)
        guard text.hasPrefix("bytes="), parts.count == 2, let offset = digits(parts[0]) else {
            throw CentreFailure(.rangeInvalid)
        }
        self.offset = offset
        if parts[1].isEmpty { return }
        guard let last = digits(parts[1]), last >= offset else {
            throw CentreFailure(.rangeInvalid)
        }
        self.last = last
    }

    func limit(atMost most: Int) -> Int {
        guard let last else { return most }
        return min(most, last - offset + 1)
    }
}

/// A number without sign, blank or anything else that `Int` would also take.
func digits(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
}

extension Request {
    fileprivate var takesPacked: Bool { headers[.acceptEncoding]?.contains("gzip") == true }

    /// A number of the query; `standard` where it is missing.
    func number(_ name: String, standard: Int) throws -> Int {
        guard let text = uri.queryParameters[Substring(name)] else { return standard }
        guard let number = digits(text) else { throw CentreFailure(.malformed, context: name) }
        return number
    }

    func optionalNumber(_ name: String) throws -> Int? {
        guard uri.queryParameters[Substring(name)] != nil else { return nil }
        return try number(name, standard: 0)
    }

    func text(_ name: String, longest: Int = 1_024) throws -> String {
        guard let text = uri.queryParameters[Substring(name)] else { return "" }
        guard text.utf8.count <= longest else { throw CentreFailure(.malformed, context: name) }
        return String(text)
    }
}

extension CentreContext {
    /// A part of the path.
    func part(_ name: String) throws -> String {
        guard let text = parameters.get(name), !text.isEmpty, text.utf8.count <= 128 else {
            throw CentreFailure(.notFound)
        }
        return text
    }
}
