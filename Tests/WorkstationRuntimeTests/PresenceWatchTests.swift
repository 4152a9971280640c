import Casework
import Dispatch
import Synchronization
import Testing

@testable import WorkstationRuntime

/// Two desks at one board, as the centre keeps it.
@Suite struct PresenceWatchTests {
    private final class Board: Sendable {
        private let open = Mutex<[PersonID: CaseID]>([:])
        private let isDown = Mutex(false)

        func say(_ person: PersonID, _ caseID: CaseID?) throws -> [PersonID] {
            if isDown.withLock({ $0 }) { throw CancellationError() }
            return open.withLock { open in
                open[person] = caseID
                return open.filter { $0.key != person && $0.value == caseID }.map(\.key)
            }
        }

        func goDown() { isDown.withLock { $0 = true } }
    }

    /// What one desk heard last, for whoever waits for it.
    private final class Ear: Sendable {
        private let heard = Mutex<[PersonID]>([])
        private let news = DispatchSemaphore(value: 0)

        func hear(_ persons: [PersonID]) {
            heard.withLock { $0 = persons }
            news.signal()
        }

        func hears(_ persons: [PersonID]) -> Bool {
            for _ in 0..<500 {
                if heard.withLock({ $0 }) == persons { return true }
                if news.wait(timeout: .now() + 10) == .timedOut { return false }
            }
            return false
        }
    }

    private static func watch(_ board: Board, _ ear: Ear) -> PresenceWatch {
        PresenceWatch(rest: 1, say: { try board.say($0, $1) }, hear: { ear.hear($1) })
    }

    @Test func whoWasThereBeforeSeesWhoComesAndGoes() {
        let board = Board()
        let (early, late) = (Ear(), Ear())
        let first = Self.watch(board, early)
        let second = Self.watch(board, late)
        first.show("c1", to: "anna")
        #expect(early.hears([]))
        second.show("c1", to: "eva")
        #expect(late.hears(["anna"]))
        #expect(early.hears(["eva"]))
        second.show("c2", to: "eva")
        #expect(early.hears([]))
        second.show("c1", to: "eva")
        #expect(early.hears(["eva"]))
        second.show(nil, to: "eva")
        #expect(early.hears([]))
        first.end()
        second.end()
    }

    @Test func withoutTheCentreNobodyIsSaidToBeThere() {
        let board = Board()
        let ear = Ear()
        _ = try? board.say("eva", "c1")
        let watch = Self.watch(board, ear)
        watch.show("c1", to: "anna")
        #expect(ear.hears(["eva"]))
        board.goDown()
        #expect(ear.hears([]))
        watch.end()
    }
}
