import Casework
import TextCanvas
import Workstation

/// Takes what happened, lets the desk decide, paints once, and only then has done what takes time:
/// threads that begin to work would take the processor from the frame.
///
/// Everything runs on the thread that calls `run`: curses knows only one. What takes time is
/// done by the performer's own threads and comes back through the mailbox.
package final class EventLoop {
    private var state: AppState
    private let terminal: any Terminal
    private let mailbox: Mailbox
    private let performer: any EffectPerformer
    private let clock: @Sendable () -> Instant
    private let themes: ThemeShelf
    private var theme: Theme
    private var shown: Canvas?

    package init(
        start: Start, terminal: any Terminal, mailbox: Mailbox, performer: any EffectPerformer,
        themes: ThemeShelf, clock: @escaping @Sendable () -> Instant
    ) {
        state = AppState(start)
        self.terminal = terminal
        self.mailbox = mailbox
        self.performer = performer
        self.themes = themes
        self.clock = clock
        theme = themes.theme(start.settings.theme, capabilities: terminal.capabilities)
    }

    /// Runs until the person leaves, the line drops or the program is asked to end.
    package func run() {
        perform(heed(state.begin()))
        paint()
        while !state.hasEnded {
            var happened = terminal.events(within: patience).map { AppEvent.input($0) }
            happened += mailbox.takeAll()
            if happened.isEmpty { happened.append(.tick) }
            var work: [Effect] = []
            for event in happened where !state.hasEnded {
                work += heed(update(&state, event, at: clock()))
            }
            if !state.hasEnded { paint() }
            perform(work)
        }
        performer.finish()
    }

    /// Milliseconds until the clock on the screen shows another minute, or the desk wants a rest.
    private var patience: Int {
        let rest = clock().milliseconds % 60_000
        return min(Int(60_000 - rest), state.restWanted ?? .max)
    }

    private func paint() {
        let canvas = render(state, terminal.size)
        guard canvas != shown else { return }
        terminal.present(canvas, theme: theme)
        shown = canvas
    }

    /// Does what concerns the terminal, of which the next frame is part; gives back the rest.
    private func heed(_ effects: [Effect]) -> [Effect] {
        effects.filter { effect in
            guard case .tell(let order) = effect else { return true }
            switch order {
            case .copy(let text):
                if !terminal.copy(SafeText(text)) {
                    mailbox.put(
                        .trouble(
                            DeskFailure(
                                code: "T010",
                                sentence: "Das Terminal nimmt nichts in die Zwischenablage.")))
                }
            case .setTerminal(.theme(let id)):
                theme = themes.theme(id, capabilities: terminal.capabilities)
                shown = nil
            case .setTerminal(.mouse(let on)): terminal.captureMouse(on)
            case .setTerminal(.title(let title)): terminal.title(title.words)
            case .suspend:
                terminal.suspend()
                shown = nil
            case .repaint: shown = nil
            case .quit: break
            default: return true
            }
            return false
        }
    }

    private func perform(_ work: [Effect]) {
        for effect in work {
            switch effect {
            case .ask(let id, let question):
                performer.answer(question) { [mailbox] result in
                    switch result {
                    case .success(let answer): mailbox.put(.answered(id, answer))
                    case .failure(let failure): mailbox.put(.failed(id, failure))
                    }
                }
            case .tell(let order):
                performer.carryOut(order) { [mailbox] failure in
                    // Nothing a person did is lost with a place: the log has it, the screen does
                    // not complain at each move of the cursor.
                    if case .keepPlace = order { return }
                    mailbox.put(.trouble(failure))
                }
            }
        }
    }
}

/// Themes by id, and the one that suits a terminal.
package struct ThemeShelf: Sendable {
    private let themes: [String: Theme]
    private let fitting: @Sendable (TerminalCapabilities) -> String

    package init(
        themes: [String: Theme], fitting: @escaping @Sendable (TerminalCapabilities) -> String
    ) {
        self.themes = themes
        self.fitting = fitting
    }

    /// The theme of this id; without one, or where it is unknown, what suits the terminal.
    package func theme(_ id: String, capabilities: TerminalCapabilities) -> Theme {
        themes[id] ?? themes[fitting(capabilities)] ?? Theme.plain
    }
}
