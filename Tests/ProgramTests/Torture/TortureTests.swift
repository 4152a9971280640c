import Foundation
import Testing

/// Real programs on a real network, killed at any moment: four desks and their centre.
/// `make torture` kills a thousand times, `make test` a few.
@Suite(.serialized) struct TortureTests {
    private static func setting(_ name: String, or other: Int) -> Int {
        Int(ProcessInfo.processInfo.environment[name] ?? "") ?? other
    }

    @Test(.timeLimit(.minutes(40))) func nothingSavedIsLostHoweverOftenItIsKilled() throws {
        let kills = Self.setting("AMTSPULT_KILLS", or: 25)
        let torture = try Torture(desks: 4)
        let done = try torture.kill(
            kills, within: Double(Self.setting("AMTSPULT_SECONDS", or: 120)))
        try torture.bringToAnEnd()
        let result = try TortureResult(torture)
        print(
            "\(done) kills, \(torture.saved.count) saved, \(result.lines) lines in the log, "
                + "\(result.cases) cases, \(Int(torture.seconds)) s")
        #expect(done > kills / 2)
        #expect(torture.saved.count > done / 4)
        #expect(result.lost == [], "told as saved, and lost")
        #expect(result.twice == [], "in the log more than once")
        #expect(result.different == [], "desk and centre hold another case")
        #expect(result.broken == [], "the log's own proof")
    }
}
