import Casework
import TextCanvas
import Workstation

/// The desk without a terminal: keys in, screen out, everything answered before the next key.
/// For showing the program where there is no terminal, and for tests against the real store.
package final class SteppedDesk {
    private(set) package var state: AppState
    private let work: any DeskWork
    private let clock: () -> Instant
    /// What went wrong on the way, for whoever runs the script.
    private(set) package var failures: [DeskFailure] = []

    package init(start: Start, work: any DeskWork, clock: @escaping () -> Instant) {
        state = AppState(start)
        self.work = work
        self.clock = clock
        perform(state.begin())
    }

    /// Keys in the form of key files: `enter`, `f5`, `j`, `esc`.
    package func press(_ keys: String...) {
        for key in keys {
            if let event = try? KeyEvent(text: key) { happen(.input(.key(event))) }
        }
    }

    /// Text as a person types it.
    package func type(_ text: String) {
        for character in text { happen(.input(.key(.character(character)))) }
    }

    package func happen(_ event: AppEvent) {
        perform(update(&state, event, at: clock()))
    }

    /// The screen as text.
    package var screen: String { render(state, state.size).text() }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .ask(let id, let question): happen(answer(to: question, id))
            case .tell(let order): carryOut(order)
            }
        }
    }

    private func answer(to question: Question, _ id: RequestID) -> AppEvent {
        do {
            return .answered(id, try work.answer(question))
        } catch {
            failures.append(error)
            return .failed(id, error)
        }
    }

    private func carryOut(_ order: Order) {
        switch order {
        case .copy, .setTerminal, .suspend, .repaint, .quit: return
        default: break
        }
        do {
            try work.carryOut(order)
        } catch {
            failures.append(error)
        }
    }
}
