import CaseStore
import Casework
import Foundation
import Testing
import Workstation
import WorkstationRuntime

/// A case handed out from the screen: what was blacked out is nowhere in the folder.
@Suite struct HandOutTests {
    private func texts(_ path: String) -> String {
        let files = FileManager.default.enumerator(atPath: path)
        return (files?.allObjects ?? []).compactMap { name in
            (name as? String).flatMap {
                try? String(contentsOfFile: path + "/" + $0, encoding: .utf8)
            }
        }.joined(separator: "\n")
    }

    private func handedOut(
        _ order: (CaseID) -> HandOut
    ) throws -> (text: String, blacked: Int) {
        let desk = try GrantDesk()
        defer { desk.close() }
        let id = try desk.open(
            "c1", party: "Elif Yıldız",
            fields: ["zweck": .text("Rad für Frau Yıldız"), "kosten": .money(Money(euro: 3_456))])
        let note = Note(id: "n1", kind: .memorandum, text: "Rückruf wegen Kleinkredit")
        let body = ActBody.addNote(note)
        _ = try desk.hands.answer(.submit([Workstation.Submission(caseID: id, bodies: [body])]))
        var wanted = order(id)
        wanted.path = desk.test.folder.path
        guard
            case .handedOut(let path, let files, let blacked) =
                try desk.hands.answer(.handOut(wanted))
        else {
            Issue.record("nicht ausgefolgt")
            return ("", 0)
        }
        #expect(files > 0)
        return (texts(path), blacked)
    }

    @Test func withoutRulesItIsWhole() throws {
        let (text, blacked) = try handedOut { HandOut(caseID: $0, purpose: .court) }
        #expect(text.contains("Elif Yıldız"))
        #expect(text.contains("Kleinkredit"))
        #expect(text.contains("3.456"))
        #expect(blacked == 0)
    }

    @Test func partiesGroupsNotesAndPassagesGoBlack() throws {
        let (text, blacked) = try handedOut {
            HandOut(
                caseID: $0, purpose: .court, parties: ["p-c1"], groups: ["amount"], notes: true,
                passages: ["Lastenrad"], ground: "§ 17 Abs 3 AVG")
        }
        for secret in ["Yıldız", "Kleinkredit", "3.456", "Lastenrad für"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("§ 17 Abs 3 AVG"))
        #expect(blacked > 3)
    }
}
