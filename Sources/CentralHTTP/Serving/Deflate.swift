import CZlib
import SyncProtocol

/// Packs bytes that are in memory.
enum Deflate {
    /// One gzip member, the same for the same bytes.
    static func gzip(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
        var stream = z_stream()
        guard bytes.count < Int(UInt32.max) / 2, czlib_deflate_init(&stream, level) == Z_OK else {
            throw CentreFailure(.internalError, context: "deflate")
        }
        defer { deflateEnd(&stream) }
        var input = bytes
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 64
        var code = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                code = deflate(&stream, Z_FINISH)
            }
            count = output.count - Int(stream.avail_out)
        }
        guard code == Z_STREAM_END else {
            throw CentreFailure(.internalError, context: "deflate \(code)")
        }
        return packed
    }
}
