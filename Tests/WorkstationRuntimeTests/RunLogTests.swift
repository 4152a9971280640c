import Casework
import Foundation
import Testing
import Workstation
import WorkstationRuntime

/// The log says what failed and nothing of whom it was about.
@Suite struct RunLogTests {
    private func withLog(_ body: (RunLog, _ text: () throws -> String, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("amtspult-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("state/amtspult.log")
        let log = RunLog(path: file.path, clock: { TestPlace.morning })
        try body(log, { try String(contentsOf: file, encoding: .utf8) }, file)
    }

    @Test func aDayIsBeginFailureEnd() throws {
        try withLog { log, text, file in
            log.note(.began(version: "0.1.0"))
            log.note(.failed(code: "S-full", during: "submit"))
            log.note(.ended)
            let lines = try text().split(separator: "\n").map { line in
                line.split(separator: " ").dropFirst(2).joined(separator: " ")
            }
            #expect(lines == ["begin 0.1.0", "failure S-full submit", "end"])
            let bits = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(bits[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func nobodyForgesALine() throws {
        try withLog { log, text, _ in
            log.note(.failed(code: "S\n2026 1 end\u{1b}[2J", during: "Müller, Hauptplatz 1"))
            let said = try text()
            #expect(said.split(separator: "\n").count == 1)
            #expect(!said.contains("\u{1b}"))
            #expect(!said.contains(","))
        }
    }

    private final class Failing: DeskWork {
        func answer(_ question: Question) throws(DeskFailure) -> Answer {
            throw DeskFailure(code: "S021", sentence: "Frau Gruber, Hauptplatz 1")
        }
        func carryOut(_ order: Order) throws(DeskFailure) {
            throw DeskFailure(code: "S-full", sentence: "voll")
        }
    }

    @Test func aFailureIsNamedByItsCodeAndKindAlone() throws {
        try withLog { log, text, _ in
            let work = LoggedWork(Failing(), log: log)
            #expect(throws: DeskFailure.self) {
                try work.answer(.search(text: "Gruber Hauptplatz", skip: 0, limit: 10))
            }
            #expect(throws: DeskFailure.self) {
                try work.carryOut(.keepDraft(DraftKey(caseID: "c", name: "note"), "Gruber"))
            }
            let said = try text()
            #expect(said.contains("failure S021 search"))
            #expect(said.contains("failure S-full keepDraft"))
            #expect(!said.contains("Gruber") && !said.contains("Hauptplatz"))
        }
    }

    @Test func aLongLogIsPutAside() throws {
        try withLog { log, _, file in
            log.note(.ended)
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: UInt64(RunLog.sizeLimit + 1))
            try handle.close()
            log.note(.ended)
            log.note(.ended)
            #expect(FileManager.default.fileExists(atPath: file.path + ".1"))
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            #expect((size ?? 0) < 200)
        }
    }
}
