import Casework
import CentralService
import Foundation
import GRDB
import SyncProtocol
import Testing

/// Search at the centre finds as the desks do.
@Suite struct CentreSearchTests {
    private let clerk = House.person(.clerk, "hier")

    private func house() throws -> House {
        let house = try House()
        try house.open("c1", "Gartenzaun Müller", in: "hier")
        try house.open("c2", "Zaun an der Lötzstraße", in: "hier")
        try house.open("c3", "Zaun", in: "dort")
        return house
    }

    private func found(_ text: String, _ house: House, limit: Int = 50) throws -> [CaseID] {
        try house.centre.search(text, limit: limit, from: house.caller(clerk)).map(\.caseID)
    }

    @Test(arguments: [
        ("zaun", ["c2"]), ("ZAU", ["c2"]), ("mueller", ["c1"]), ("Müll gart", ["c1"]),
        ("lötzstr.", ["c2"]), ("Loetzstrasse zaun", ["c2"]), ("frau", ["c2", "c1"]),
        ("0000001", ["c1"]), ("1/2026", ["c1"]), ("2 zaun", ["c2"]), ("nichts", []), ("", []),
        ("\"", []), ("zaun OR mueller", []), ("zaun* NEAR", []), ("words:zaun", []),
        ("z' --", ["c2"]),
    ])
    func wordsFindWhatBeginsWithThem(text: String, expected: [String]) throws {
        #expect(try found(text, try house()).map(\.raw) == expected, "\(text)")
    }

    @Test func whatChangedIsFoundByWhatItIsNow() throws {
        let house = try house()
        try house.offer(.setSubject("Carport"), on: "c1", by: clerk)
        #expect(try found("carport", house) == ["c1"])
        #expect(try found("frau", house, limit: 1) == ["c1"])
        try house.offer(.setSubject("Wintergarten"), on: "c1", by: clerk, base: 2)
        #expect(try found("carport", house) == [])
        #expect(try found("winter", house) == ["c1"])
    }

    @Test func anOlderLogIsIndexedWhenItIsOpened() throws {
        let folder = try Folder()
        let path = folder.file("centre.sqlite")
        do {
            let house = try House(path: path)
            try house.open("c1", "Gartenzaun", in: "hier")
        }
        try DatabaseQueue(path: path).write { db in
            try db.execute(
                sql: """
                    DROP TABLE found; DROP TABLE foundWords;
                    DELETE FROM grdb_migrations WHERE identifier = '3';
                    """)
        }
        let store = try SQLiteCentralStore(path: path, epoch: "")
        let hits = try store.read { try $0.find(["gart"], units: nil, limit: 9) }
        #expect(hits.map(\.caseID) == ["c1"])
    }
}
