import Glibc

/// Bytes that come in pieces: from a file, out of a gzip, from an array. Read once.
package struct ByteStream {
    package var next: () throws(InterchangeError) -> [UInt8]?

    package init(_ next: @escaping () throws(InterchangeError) -> [UInt8]?) { self.next = next }

    /// `pieces` says how the bytes are cut; tests cut them small.
    package init(_ bytes: some Collection<UInt8>, pieces: Int = 65_536) {
        var rest = Array(bytes)[...]
        self.init { () throws(InterchangeError) -> [UInt8]? in
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(pieces) }
            return Array(rest.prefix(pieces))
        }
    }

    /// A file, read as it is asked for.
    package static func file(_ path: String) throws(InterchangeError) -> ByteStream {
        let file = try OpenFile(path)
        return ByteStream { () throws(InterchangeError) -> [UInt8]? in try file.read() }
    }

    /// The same bytes, unpacked where they begin like a gzip.
    package func unpacked(
        limit: Int = GzipReader.sizeLimit
    ) throws(InterchangeError) -> ByteStream {
        var head: [UInt8] = []
        while head.count < 2, let piece = try next() { head += piece }
        let whole = behind(head)
        return head.starts(with: [0x1F, 0x8B]) ? try whole.gunzipped(limit: limit) : whole
    }

    /// `head`, then the rest of this stream.
    func behind(_ head: [UInt8]) -> ByteStream {
        let source = next
        var head = head
        return ByteStream { () throws(InterchangeError) -> [UInt8]? in
            guard !head.isEmpty else { return try source() }
            defer { head = [] }
            return head
        }
    }

    /// Reports each piece's size on its way.
    package func counted(_ count: @escaping (Int) -> Void) -> ByteStream {
        let source = next
        return ByteStream { () throws(InterchangeError) -> [UInt8]? in
            let piece = try source()
            count(piece?.count ?? 0)
            return piece
        }
    }

    /// Everything at once; refuses more than `limit` bytes.
    package func all(limit: Int) throws(InterchangeError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try next() {
            guard bytes.count + piece.count <= limit else {
                throw InterchangeError(.fileTooLarge, Sentences.tooLarge(limit))
            }
            bytes += piece
        }
        return bytes
    }
}

/// A file descriptor that closes itself.
private final class OpenFile {
    private let descriptor: Int32
    private static let pieceSize = 262_144

    init(_ path: String) throws(InterchangeError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OpenFile.failure(errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw OpenFile.failure(EISDIR)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func read() throws(InterchangeError) -> [UInt8]? {
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: OpenFile.pieceSize) { buffer, count in
            repeat {
                result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while result < 0 && errno == EINTR
            count = max(0, result)
        }
        guard result >= 0 else { throw OpenFile.failure(errno) }
        return bytes.isEmpty ? nil : bytes
    }

    private static func failure(_ code: Int32) -> InterchangeError {
        InterchangeError(
            .fileUnreadable, Sentences.unreadable, cause: String(cString: strerror(code)))
    }
}
