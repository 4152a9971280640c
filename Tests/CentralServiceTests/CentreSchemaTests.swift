import CentralService
import Foundation
import GRDB
import SyncProtocol
import Testing

@Suite struct CentreSchemaTests {
    /// Released migrations are frozen: this digest changes only together with a new migration.
    @Test func theTablesAreThoseThatWereReleased() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString).path
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        _ = try SQLiteCentralStore(path: path, epoch: "e1")
        let tables = try DatabaseQueue(path: path).read { db in
            try String.fetchAll(
                db,
                sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        }
        let words = tables.joined(separator: ";").split(whereSeparator: \.isWhitespace)
        let digest = sha256Hex(Array(words.joined(separator: " ").utf8))
        let released = "41b7e49bc793a59e41d8249d6c9803a0ffcd3b415a6a5db5e1d044d9c732e31f"
        #expect(digest == released)
    }
}
