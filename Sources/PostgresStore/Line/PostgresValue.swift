import CPostgres
import Casework
import SyncProtocol

/// A value on its way to the server, in the binary form of its type.
enum PostgresValue {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
    case truth(Bool)

    /// nil for null.
    var encoded: [UInt8]? {
        switch self {
        case .null: nil
        case .integer(let number): withUnsafeBytes(of: number.bigEndian, Array.init)
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .truth(let truth): [truth ? 1 : 0]
        }
    }

    /// PostgreSQL keeps no NUL in a text. Only a client that keeps no rule sends one in a name.
    func check() throws {
        if case .text(let text) = self, text.utf8.contains(0) {
            throw CentreFailure(.malformed, context: "NUL in a name")
        }
    }
}

/// What can be a parameter.
protocol PostgresParameter {
    var postgres: PostgresValue { get }
}

extension Int: PostgresParameter { var postgres: PostgresValue { .integer(Int64(self)) } }
extension Int64: PostgresParameter { var postgres: PostgresValue { .integer(self) } }
extension String: PostgresParameter { var postgres: PostgresValue { .text(self) } }
extension Bool: PostgresParameter { var postgres: PostgresValue { .truth(self) } }
extension Array: PostgresParameter where Element == UInt8 {
    var postgres: PostgresValue { .bytes(self) }
}
extension ID: PostgresParameter { var postgres: PostgresValue { .text(raw) } }
extension Instant: PostgresParameter { var postgres: PostgresValue { .integer(milliseconds) } }
extension Optional: PostgresParameter where Wrapped: PostgresParameter {
    var postgres: PostgresValue { map(\.postgres) ?? .null }
}
extension PostgresValue: PostgresParameter { var postgres: PostgresValue { self } }

/// A row as it came; columns by their place.
struct PostgresRow {
    let columns: [[UInt8]?]

    func isNull(_ column: Int) -> Bool { columns[column] == nil }
    func bytes(_ column: Int) -> [UInt8] { columns[column] ?? [] }
    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }
    func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    func truth(_ column: Int) -> Bool { bytes(column).first == 1 }

    func long(_ column: Int) -> Int64 {
        Int64(truncatingIfNeeded: bytes(column).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
    func int(_ column: Int) -> Int { Int(long(column)) }
    func instant(_ column: Int) -> Instant { Instant(milliseconds: long(column)) }
    func optionalInstant(_ column: Int) -> Instant? { isNull(column) ? nil : instant(column) }
}

extension PostgresRow {
    static func all(of result: OpaquePointer) -> [PostgresRow] {
        let columns = postgres_columns(result)
        return (0..<postgres_rows(result)).map { row in
            PostgresRow(columns: (0..<columns).map { value(of: result, row, $0) })
        }
    }

    private static func value(of result: OpaquePointer, _ row: Int32, _ column: Int32) -> [UInt8]? {
        let length = postgres_length(result, row, column)
        guard length >= 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: postgres_value(result, row, column), count: Int(length))
        return Array(bytes)
    }
}
