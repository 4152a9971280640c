import Casework
import Dispatch
import Synchronization

/// Says to the centre which case is open, as long as it is, and hears each time who else has it:
/// whoever comes later is seen by whoever was there before.
final class PresenceWatch: Sendable {
    /// Milliseconds between two times. The centre forgets who says nothing for two minutes.
    private static let rest = 20_000

    private struct Shown {
        var person: PersonID
        var caseID: CaseID
        var turn: Int
    }

    private let queue = DispatchQueue(label: "amtspult.presence", qos: .utility)
    private let rest: Int
    private let say: @Sendable (PersonID, CaseID?) throws -> [PersonID]
    private let hear: @Sendable (CaseID, [PersonID]) -> Void
    private let state = Mutex<(turn: Int, shown: Shown?)>((0, nil))

    /// - Parameters:
    ///   - say: tells the centre; who else has the case.
    ///   - hear: told of everybody else; of nobody where the centre cannot be reached.
    init(
        rest: Int = PresenceWatch.rest,
        say: @escaping @Sendable (PersonID, CaseID?) throws -> [PersonID],
        hear: @escaping @Sendable (CaseID, [PersonID]) -> Void
    ) {
        self.rest = rest
        self.say = say
        self.hear = hear
    }

    /// From now on this case is open; nil is none.
    func show(_ caseID: CaseID?, to person: PersonID) {
        let shown = state.withLock { state in
            state.turn += 1
            state.shown = caseID.map { Shown(person: person, caseID: $0, turn: state.turn) }
            return state.shown
        }
        queue.async { [self] in
            if let shown { repeatedly(shown) } else { _ = try? say(person, nil) }
        }
    }

    func end() { state.withLock { $0.shown = nil } }

    private func repeatedly(_ shown: Shown) {
        guard isOpen(shown) else { return }
        let others = (try? say(shown.person, shown.caseID)) ?? []
        guard isOpen(shown) else { return }
        hear(shown.caseID, others)
        queue.asyncAfter(deadline: .now() + .milliseconds(rest)) { [weak self] in
            self?.repeatedly(shown)
        }
    }

    private func isOpen(_ shown: Shown) -> Bool {
        state.withLock { $0.shown?.turn == shown.turn }
    }
}
