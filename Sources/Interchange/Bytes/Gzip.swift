import CZlib

/// Unpacks a gzip piece by piece, within limits: what came from outside may be a bomb.
package final class GzipReader {
    /// The most bytes that come out of one stream.
    package static let sizeLimit = 1 << 30
    /// Past its first 16 MiB a stream may grow at most so many times; text grows 5 to 30 times.
    package static let ratioLimit = 200
    private static let freeOutput = 16 << 20
    private static let pieceSize = 131_072

    /// zlib keeps the address, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let source: ByteStream
    private let limit: Int
    private var input: [UInt8] = []
    private var position = 0
    private var read = 0
    private var written = 0
    private var inMember = true
    private var finished = false

    package init(_ source: ByteStream, limit: Int = sizeLimit) throws(InterchangeError) {
        self.source = source
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_inflate_init(stream) == Z_OK else {
            finished = true
            throw InterchangeError(.fileDamaged, Sentences.gzipDamaged, cause: "inflateInit2")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The next piece; nil at the end. Several gzip members behind each other are one stream.
    package func next() throws(InterchangeError) -> [UInt8]? {
        while !finished {
            if position == input.count { try refill() }
            if finished { break }
            let piece = try inflatePiece()
            if !piece.isEmpty { return piece }
        }
        return nil
    }

    private func refill() throws(InterchangeError) {
        guard let more = try source.next() else {
            finished = true
            if inMember, read > 0 { throw damaged("unexpected end") }
            return
        }
        read += more.count
        input = more
        position = 0
    }

    private func inflatePiece() throws(InterchangeError) -> [UInt8] {
        if !inMember, !beginMember() { return [] }
        var code: Int32 = Z_OK
        let piece = [UInt8](unsafeUninitializedCapacity: GzipReader.pieceSize) { output, count in
            input.withUnsafeMutableBufferPointer { bytes in
                stream.pointee.next_in = bytes.baseAddress.map { $0 + position }
                stream.pointee.avail_in = UInt32(bytes.count - position)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                code = inflate(stream, Z_NO_FLUSH)
                position = bytes.count - Int(stream.pointee.avail_in)
            }
            count = output.count - Int(stream.pointee.avail_out)
        }
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            throw damaged("inflate \(code)")
        }
        if code == Z_STREAM_END { inMember = false }
        written += piece.count
        try checkLimits()
        return piece
    }

    /// A further member begins here; anything else behind a complete member is padding.
    private func beginMember() -> Bool {
        guard input[position] == 0x1F, inflateReset(stream) == Z_OK else {
            finished = true
            return false
        }
        inMember = true
        return true
    }

    private func checkLimits() throws(InterchangeError) {
        let grown = written - GzipReader.freeOutput
        guard written <= limit, grown <= read.multipliedOrMax(by: GzipReader.ratioLimit) else {
            finished = true
            throw InterchangeError(.fileTooLarge, Sentences.bomb)
        }
    }

    private func damaged(_ cause: String) -> InterchangeError {
        finished = true
        return InterchangeError(.fileDamaged, Sentences.gzipDamaged, cause: cause)
    }
}

extension ByteStream {
    package func gunzipped(
        limit: Int = GzipReader.sizeLimit
    ) throws(InterchangeError) -> ByteStream {
        let reader = try GzipReader(self, limit: limit)
        return ByteStream { () throws(InterchangeError) -> [UInt8]? in try reader.next() }
    }
}

package enum Gzip {
    /// One gzip member without name or time, so that the same bytes always pack the same.
    package static func pack(_ bytes: [UInt8], level: Int32 = 6) throws(InterchangeError) -> [UInt8]
    {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        defer { stream.deallocate() }
        stream.initialize(to: z_stream())
        guard bytes.count < Int(UInt32.max) / 2, czlib_deflate_init(stream, level) == Z_OK else {
            throw InterchangeError(.fileTooLarge, Sentences.tooLarge(Int(UInt32.max) / 2))
        }
        defer { deflateEnd(stream) }
        var input = bytes
        let room = Int(deflateBound(stream, UInt(bytes.count))) + 64
        var code: Int32 = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                code = deflate(stream, Z_FINISH)
            }
            count = output.count - Int(stream.pointee.avail_out)
        }
        guard code == Z_STREAM_END else {
            throw InterchangeError(.fileDamaged, Sentences.gzipDamaged, cause: "deflate \(code)")
        }
        return packed
    }

    package static func unpack(
        _ bytes: [UInt8], limit: Int = GzipReader.sizeLimit
    ) throws(InterchangeError) -> [UInt8] {
        try ByteStream(bytes).gunzipped(limit: limit).all(limit: limit)
    }
}

extension Int {
    fileprivate func multipliedOrMax(by factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
