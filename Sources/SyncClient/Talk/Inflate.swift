import CZlib
import SyncProtocol

/// Unpacks a gzip that is in memory.
enum Inflate {
    /// The most bytes that come out of one piece: a larger one is an attack or damage.
    static let limit = 512 << 20

    static func whole(
        _ packed: [UInt8], limit: Int = limit
    ) throws(CentreFailure) -> [UInt8] {
        var stream = z_stream()
        guard czlib_inflate_init(&stream) == Z_OK else { throw damaged }
        defer { inflateEnd(&stream) }
        var out: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        var input = packed
        let ended = input.withUnsafeMutableBufferPointer { source -> Bool in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while true {
                let (code, made) = step(&stream, into: &chunk)
                out.append(contentsOf: chunk[..<made])
                if code == Z_STREAM_END { return true }
                guard code == Z_OK, made > 0 || stream.avail_in > 0, out.count <= limit else {
                    return false
                }
            }
        }
        guard ended else { throw damaged }
        return out
    }

    private static func step(
        _ stream: inout z_stream, into chunk: inout [UInt8]
    ) -> (code: Int32, made: Int) {
        chunk.withUnsafeMutableBufferPointer { target in
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            let code = inflate(&stream, Z_NO_FLUSH)
            return (code, target.count - Int(stream.avail_out))
        }
    }

    private static var damaged: CentreFailure { CentreFailure(.malformed, context: "gzip") }
}
