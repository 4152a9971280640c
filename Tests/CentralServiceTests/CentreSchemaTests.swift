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
        let released = "4b21ea92887a94c8fb3df2827b5db52c7e22b76d0c9b2c4f9ad192119e33c77e"
        #expect(digest == released)
    }
}
