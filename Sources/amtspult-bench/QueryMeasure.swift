import CaseStore
import Casework
import Foundation
import Measuring
import SyncProtocol

/// Questions to the store, beside the `sqlite3` command line with the same question to the same
/// file.
struct QueryMeasure {
    var stock: Stock

    private struct Question {
        var name: String
        var sql: String
        var ask: (CaseRegister) throws -> Void
    }

    func figures() throws -> [Figure] {
        let register = try CaseRegister(reading: DataFolder(stock.data)) {
            try EditionDocument(bytes: $0).procedure
        }
        return try questions(try request("ist:offen")).map { question in
            for _ in 0..<3 { try question.ask(register) }
            var sample = Sample()
            for _ in 0..<15 {
                let start = Line.now
                try question.ask(register)
                sample.values.append(Line.now - start)
            }
            return Figure(
                name: question.name, value: sample.median, unit: "ms",
                anchor: try sqlite(question.sql, times: 15))
        }
    }

    /// Twelve different lists, as the desk counts them.
    private static let lists: [(asked: String, sql: String)] = [
        ("zugeteilt:ich ist:offen", "open = 1 AND assignee = 'huber'"),
        ("zugeteilt:keine ist:offen", "open = 1 AND assignee IS NULL"),
        ("ist:überfällig", "open = 1 AND due_key < julianday('now') - 2440587.5"),
        ("ist:zurück", "returned_to = 'huber'"),
        ("ist:genehmigung", "approval_by IS NOT NULL"),
        ("ist:konflikt", "conflicts > 0"),
        ("ist:herrenlos", "adrift = 1"),
        ("wiedervorlage<=1t", "resubmission IS NOT NULL"),
        ("ist:offen wartet:uns", "open = 1 AND waiting = 'us'"),
        ("ist:offen", "open = 1"), ("ist:erledigt", "open = 0"), ("", "open >= 0"),
    ]

    private func questions(_ open: WorklistRequest) throws -> [Question] {
        let list = "SELECT * FROM row WHERE unit = 'tsc' AND open = 1"
        let lists = try QueryMeasure.lists.map { try request($0.asked) }
        var all = [
            Question(
                name: "Erste Seite eines Vorrats (40 Zeilen)",
                sql: list + " ORDER BY due_key, number_key, id LIMIT 40;"
            ) { _ = try $0.page(open, .first, limit: 40) },
            Question(
                name: "Letzte Seite eines Vorrats (40 Zeilen)",
                sql: list + " ORDER BY due_key DESC, number_key DESC, id DESC LIMIT 40;"
            ) { _ = try $0.page(open, .last, limit: 40) },
            Question(
                name: "Zwölf Zahlen der Vorräte",
                sql: QueryMeasure.lists.map {
                    "SELECT count(*) FROM row WHERE unit = 'tsc' AND \($0.sql);"
                }.joined(separator: " ")
            ) { _ = try $0.counts(lists) },
        ]
        for typed in ["sc", "schl", "schlagloch", "schlagloch rabenweg"] {
            let words = typed.split(separator: " ").map { "\($0)*" }.joined(separator: " ")
            let request = try request(typed)
            all.append(
                Question(
                    name: "Volltext beim Tippen: „\(typed)“",
                    sql: """
                        SELECT count(*) FROM words WHERE words MATCH '\(words)'; \
                        SELECT row.* FROM words JOIN row ON row.id = words.rowid \
                        WHERE words MATCH '\(words)' AND unit = 'tsc' \
                        ORDER BY words.rowid DESC LIMIT 40;
                        """
                ) { _ = try $0.search(request, limit: 40) })
        }
        return all
    }

    private func request(_ text: String) throws -> WorklistRequest {
        let today = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).civilDay
        return WorklistRequest(
            try Query(text, today: today), person: PersonID(Stock.person), today: today)
    }

    /// What `sqlite3` itself says it took, on average.
    private func sqlite(_ sql: String, times: Int) throws -> Double? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-readonly", stock.data + "/cases.sqlite"]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let script = ".timer on\n.output /dev/null\n" + sql + "\n"
        let body = String(
            repeating: sql.replacingOccurrences(of: "; ", with: ";\n") + "\n", count: times)
        let text = script + body
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let seconds = answer.matches(of: /Run Time: real ([0-9.]+)/).compactMap { Double($0.1) }
        guard !seconds.isEmpty else { return nil }
        return seconds.reduce(0, +) * 1_000 / Double(times + 1)
    }
}
