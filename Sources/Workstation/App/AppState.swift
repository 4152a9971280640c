import Casework
import TextCanvas

/// Everything the desk shows and remembers. A value: the same state draws the same screen.
package struct AppState: Sendable {
    // Who, when, where
    package var session: Session
    /// The moment of the last event.
    package internal(set) var now: Instant
    package internal(set) var size: Size
    /// A training world: a sign stands on every screen.
    package let demo: Bool
    package internal(set) var line = LineState()
    package internal(set) var settings: DeskSettings
    package let themes: [ThemeChoice]
    package let keys: KeyMap
    /// Makes ids for what people create: notes, parties, postings.
    package var ids: IDSource

    // Screens
    /// What lies above the worklist, the top one last.
    package internal(set) var stack: [ScreenID] = []
    package internal(set) var dialogs: [Dialog] = []
    package internal(set) var notice: Notice?
    package internal(set) var worklist = WorklistState()
    package var caseFile: CaseScreenState?
    package var intake: IntakeState?
    var search = SearchState()
    var approvals = ApprovalsState()
    var workload = WorkloadState()
    var bulk: BulkState?
    var outbox = OutboxState()
    var palette = PaletteState()
    var help = HelpState()
    var options = OptionsState()
    /// The last act that `.` does again.
    var repeatable: RepeatableAct?

    // Traffic
    package internal(set) var requests: [RequestID: OpenRequest] = [:]
    /// What answers are for that belong to no screen.
    var awaited: [RequestID: DeskAwaited] = [:]
    /// Input that came while something had to be waited for; worked off in order.
    var held: [HeldInput] = []
    var effects: [Effect] = []
    private var lastRequest = 0
    /// When the place that the store knows was left.
    var placeLeftAt: Instant?
    /// When Esc was pressed with nothing to leave: a digit after it is an F-key.
    var escapedAt: Instant?
    package internal(set) var hasEnded = false
    /// How far what is waited for has come.
    var progress: Progress?
    /// Themes differ here only where the terminal has colours.
    let showsColors: Bool

    package init(_ start: Start) {
        session = start.session
        now = start.now
        size = start.size
        demo = start.demo
        showsColors = start.showsColors
        settings = start.settings
        themes = start.themes
        keys = start.keys
        ids = IDSource(seed: start.idSeed)
    }

    /// The civil day on the office wall.
    package var today: CivilDay { now.civilDay }
    package var person: Person { session.person }
    /// No question is open and no input waits: what tests wait for.
    package var isIdle: Bool { requests.isEmpty && held.isEmpty }
    package var top: ScreenID { stack.last ?? .worklist }
    package var fits: Bool { size.holds(.smallest) }

    // MARK: Effects

    /// Asks; the answer goes to `recipient`.
    /// - Parameter blocks: what is typed meanwhile waits for the answer.
    @discardableResult
    package mutating func ask(
        _ question: Question, for recipient: ScreenID, blocks: Bool = false
    ) -> RequestID {
        lastRequest += 1
        let id = RequestID(lastRequest)
        requests[id] = OpenRequest(recipient: recipient, blocks: blocks)
        effects.append(.ask(id, question))
        return id
    }

    package mutating func tell(_ order: Order) {
        effects.append(.tell(order))
    }

    package var isBlocked: Bool { requests.values.contains { $0.blocks } }
}

/// What the desk begins with.
package struct Start: Sendable {
    package var session: Session
    package var now: Instant
    package var size: Size
    package var demo: Bool
    package var settings: DeskSettings
    package var themes: [ThemeChoice]
    package var keys: KeyMap
    /// Different for each run of each desk; part of every id made here.
    package var idSeed: String
    package var showsColors: Bool

    package init(
        session: Session, now: Instant, size: Size, demo: Bool = false,
        settings: DeskSettings = DeskSettings(), themes: [ThemeChoice] = [],
        keys: KeyMap = .standard, idSeed: String, showsColors: Bool = true
    ) {
        self.session = session
        self.now = now
        self.size = size
        self.demo = demo
        self.settings = settings
        self.themes = themes
        self.keys = keys
        self.idSeed = idSeed
        self.showsColors = showsColors
    }
}

/// A screen, or a layer that takes the whole keyboard.
package enum ScreenID: String, CaseIterable, Hashable, Sendable {
    case worklist, caseFile, intake, search, approvals, workload, bulk, outbox, palette, help
    case options
    /// Not a screen: answers that belong to none (undo, quit, person).
    case desk
}

package struct OpenRequest: Hashable, Sendable {
    package var recipient: ScreenID
    package var blocks: Bool
}

struct HeldInput: Sendable {
    var input: InputEvent
    var at: Instant
}

/// A line that says what happened; never a bell. It goes with a key typed after it was read.
package struct Notice: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case done, news, refusal, failure
    }
    package var kind: Kind
    package var text: String
    package var since: Instant
}

extension AppState {
    /// How long a notice stays at least, so that type-ahead does not wipe it out.
    static let noticeMilliseconds: Int64 = 1_200

    package mutating func say(_ text: String, _ kind: Notice.Kind = .done) {
        notice = Notice(kind: kind, text: text, since: now)
    }

    package mutating func say(_ hindrance: Hindrance) {
        say(hindrance.sentence, .refusal)
    }

    /// Puts a screen on top; one that is already in the stack comes up from there.
    package mutating func show(_ screen: ScreenID) {
        stack.removeAll { $0 == screen }
        if screen != .worklist { stack.append(screen) }
    }

    /// Leaves the top screen.
    package mutating func leaveScreen() {
        if let left = stack.popLast() { didLeave(left) }
    }

    private mutating func didLeave(_ screen: ScreenID) {
        switch screen {
        case .caseFile:
            caseFile = nil
            tell(.present(nil))
            worklistNeedsReload(blocks: true)
            keepPlace()
            refreshBelow()
        case .intake: intake = nil
        case .bulk: bulk = nil
        default: break
        }
    }
}
