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
        let released = "69490fe497a5a417df3845128d94c6993a9304f499aecdc176d95bd43b0edf83"
        #expect(digest == released)
    }
}
