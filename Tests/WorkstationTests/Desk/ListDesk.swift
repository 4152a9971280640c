import Casework
import TextCanvas
import Workstation

/// The desk with a store in memory: keys in, screen and acts out. Time goes on by what a test
/// says, never by itself.
struct ListDesk {
    var state: AppState
    var store: ListStore
    private(set) var orders: [Order] = []
    private var open: [(RequestID, Question)] = []
    private(set) var moment = SampleOffice.start
    /// Keeps answers back until `answerAll`.
    var isSlow = false

    init(
        _ rows: [WorklistRow] = SampleRows.rows(142), as person: PersonID = "mhuber",
        size: Size = Size(120, 40), demo: Bool = false, place: DeskPlace? = nil,
        settings: DeskSettings = DeskSettings(), keys: KeyMap = .standard, colors: Bool = true
    ) {
        store = ListStore(rows)
        store.person = person
        state = AppState(
            Start(
                session: SampleOffice.session(person, place: place), now: SampleOffice.start,
                size: size, demo: demo, settings: settings,
                themes: [ThemeChoice(id: "hell", title: "Hell")], keys: keys, idSeed: "t",
                showsColors: colors))
        take(state.begin())
    }

    // MARK: Input

    mutating func send(_ event: AppEvent, after milliseconds: Int64 = 2_000) {
        moment = moment.adding(milliseconds: milliseconds)
        take(update(&state, event, at: moment))
    }

    mutating func press(_ keys: String..., after milliseconds: Int64 = 2_000) {
        for text in keys {
            guard let key = try? KeyEvent(text: text) else { continue }
            send(.input(.key(key)), after: milliseconds)
        }
    }

    mutating func type(_ text: String) {
        for character in text { send(.input(.key(.character(character))), after: 50) }
    }

    mutating func resize(_ size: Size) { send(.input(.resized(size))) }

    // MARK: Answers

    private mutating func take(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .ask(let id, let question): open.append((id, question))
            case .tell(let order): orders.append(order)
            }
        }
        if !isSlow { answerAll() }
    }

    mutating func answerAll() {
        while !open.isEmpty {
            let (id, question) = open.removeFirst()
            let event: AppEvent =
                store.answer(question).map { .answered(id, $0) }
                ?? .failed(id, failure(of: question))
            for effect in update(&state, event, at: moment) {
                switch effect {
                case .ask(let id, let question): open.append((id, question))
                case .tell(let order): orders.append(order)
                }
            }
        }
    }

    private func failure(of question: Question) -> DeskFailure {
        if case .logIn = question {
            return DeskFailure(code: "A001", sentence: "Kennung oder Passwort stimmen nicht.")
        }
        return DeskFailure(code: "T001", sentence: "Das geht hier nicht.")
    }

    /// A new desk in the place where this one was left.
    func restarted() -> ListDesk {
        var last: DeskPlace?
        for case .keepPlace(_, let place) in orders {
            last = DeskPlace(encoded: place.encoded)
        }
        var desk = ListDesk(
            store.rows, as: state.person.id, size: state.size, place: last,
            settings: state.settings)
        desk.store.fresh = store.fresh
        return desk
    }

    // MARK: Seeing

    /// The places the store was told.
    var places: [DeskPlace] {
        orders.compactMap { if case .keepPlace(_, let place) = $0 { place } else { nil } }
    }

    var canvas: Canvas { render(state, state.size) }
    var screen: String { canvas.text() }
    var footer: String { canvas.lineText(state.size.height - 1) }
    var current: CaseID? { state.worklist.current?.id }
    /// The line of the screen the cursor stands on.
    var cursorLine: String { canvas.cursor.map { canvas.lineText($0.y) } ?? "" }
    var tops: [ScreenID] { state.stack }
}
