import CZlib
import SyncProtocol

/// Unpacks a gzip as its pieces come, and never more than the limit: an answer may be a bomb.
final class Unpacker {
    private static let pieceSize = 256 << 10

    /// zlib keeps the address, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let limit: Int
    private var total = 0
    private(set) var ended = false

    init(limit: Int) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        self.limit = limit
        guard czlib_inflate_init(stream) == Z_OK else { throw AnswerFailure.damaged }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func take(_ packed: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        var position = 0
        var more = false
        while position < packed.count || more {
            // Nothing may follow the end.
            guard !ended else { throw AnswerFailure.damaged }
            let piece = try inflatePiece(packed, &position)
            // A full piece may have left something inside.
            more = piece.count == Unpacker.pieceSize && !ended
            total += piece.count
            guard total <= limit else { throw AnswerFailure.tooLarge }
            if !piece.isEmpty { try body(piece) }
        }
    }

    private func inflatePiece(_ packed: [UInt8], _ position: inout Int) throws -> [UInt8] {
        var input = packed
        var code = Z_OK
        let start = position
        var left = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Unpacker.pieceSize) { output, count in
            input.withUnsafeMutableBufferPointer { bytes in
                stream.pointee.next_in = bytes.baseAddress.map { $0 + start }
                stream.pointee.avail_in = UInt32(bytes.count - start)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                code = inflate(stream, Z_NO_FLUSH)
                left = Int(stream.pointee.avail_in)
            }
            count = output.count - Int(stream.pointee.avail_out)
        }
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        position = packed.count - left
        let idle = code == Z_BUF_ERROR && piece.isEmpty && position == packed.count
        guard code == Z_OK || code == Z_STREAM_END || idle else { throw AnswerFailure.damaged }
        ended = code == Z_STREAM_END
        return piece
    }
}
