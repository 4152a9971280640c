import Casework
import Foundation
import SyncProtocol
import Testing

/// Acts that a workstation saved under a former version may come years later: they are in a log that
/// nobody writes anew, or in an outbox that was offline. Each is read for ever, and stays as it is.
///
/// The file grows with every new kind of act (`WRITE_SCHEMAS=1` adds what is missing); a line of it is
/// never changed and never taken out.
@Suite struct FrozenActTests {
    private static var file: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("frozen-acts.txt")
    }

    private static func lines() -> [String] {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    @Test func everyActOfAFormerVersionIsReadAndStaysAsItIs() throws {
        let lines = Self.lines()
        #expect(lines.count >= 37)
        for line in lines {
            let act = try Act(wire: try JSONValue(text: line), at: "act")
            #expect(act.wire.text == line)
            #expect(try ActEnvelope(act).act() == act)
        }
    }

    @Test func everyKindOfActIsFrozen() throws {
        var lines = Self.lines()
        let missing = WireTests.bodies.map { WireTests.act($0).wire.text }
            .filter { !lines.contains($0) }
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil {
            lines += missing
            let text = lines.joined(separator: "\n") + "\n"
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
            return
        }
        #expect(missing == [])
    }
}
