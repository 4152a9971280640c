import Casework
import TextCanvas
import Texts

let searchCommands: [Command] = [
    Command(
        "search-open", "Treffer öffnen", keys: ["enter"], in: [.search], footer: "öffnen",
        unless: { $0.search.current == nil ? .desk("Es gibt keinen Treffer.") : nil }
    ) { state in
        if let id = state.search.current?.row.id { state.openCase(id) }
    },
    Command(
        "search-filter", "Als Liste zeigen", keys: ["f4"], in: [.search], footer: "als Liste",
        help: "Zeigt die Treffer im Arbeitsvorrat, mit allen Möglichkeiten der Liste.",
        unless: { state in
            state.search.input.text.trimmed.isEmpty
                ? .desk("Es ist nichts gesucht.") : state.search.error.map { .desk($0.sentence) }
        }
    ) { $0.searchAsList() },
    Command(
        "search-leave", "Zurück", keys: ["esc", "f12", "f7"], in: [.search], footer: "zurück"
    ) { state in
        state.leaveScreen()
        state.keepPlace()
    },
]

extension AppState {
    mutating func openSearch() {
        show(.search)
        search.isKept = !search.input.isEmpty
        askSearchAgain()
    }

    mutating func searchTakes(_ input: InputEvent) -> Bool {
        switch input {
        case .paste(let text):
            dropKeptText()
            search.input.insert(text)
            readSearch()
        case .mouse(let mouse): searchTakes(mouse)
        case .key(let key): return searchTakes(key)
        default: break
        }
        return true
    }

    private mutating func searchTakes(_ key: KeyEvent) -> Bool {
        switch (key.key, key.modifiers) {
        case (.up, []), (.down, []), (.pageUp, []), (.pageDown, []):
            return search.position.handle(
                key, count: search.page.hits.count, height: searchHeight)
        case (.tab, []):
            completeSearch()
            return true
        default:
            if key.typed != nil { dropKeptText() }
            guard search.input.handle(key) else { return false }
            search.isKept = false
            readSearch()
            return true
        }
    }

    private mutating func dropKeptText() {
        if search.isKept { search.input.set("") }
        search.isKept = false
    }

    private mutating func searchTakes(_ mouse: MouseEvent) {
        let count = search.page.hits.count
        switch mouse.action {
        case .wheelUp: search.position.move(by: -3, count: count, height: searchHeight)
        case .wheelDown: search.position.move(by: 3, count: count, height: searchHeight)
        case .press, .doubleClick:
            let row = search.position.top + (mouse.at.y - bodyArea.y - 3) / 2
            guard mouse.at.y >= bodyArea.y + 3, row < count else { return }
            search.position.move(to: row, count: count, height: searchHeight)
            if mouse.action == .doubleClick, let id = search.current?.row.id { openCase(id) }
        case .release: break
        }
    }

    /// Hits on the screen: two lines each.
    var searchHeight: Int { max(1, (bodyArea.height - 3) / 2) }

    /// At each key: read the text, ask for the first hits. One question at a time: what was typed
    /// while it is answered is asked next, and the words between are left out.
    private mutating func readSearch() {
        do throws(QueryError) {
            _ = try Query(search.input.text, today: today)
            search.error = nil
        } catch {
            search.error = error
        }
        search.completions = completions(
            for: search.input.text, at: search.input.cursor, vocabulary: session.vocabulary,
            limit: 6)
        let text = search.input.text.trimmed
        guard search.error == nil else { return }
        guard !text.isEmpty else {
            search.page = SearchPage(hits: [], total: 0)
            search.answered = ""
            search.request = nil
            return
        }
        guard text != search.answered, search.request == nil else { return }
        search.request = ask(
            .search(text: text, skip: 0, limit: SearchState.limit), for: .search)
        search.answered = text
    }

    mutating func askSearchAgain() {
        search.answered = ""
        readSearch()
    }

    private mutating func completeSearch() {
        guard let completion = search.completions.first else { return }
        var text = Array(search.input.text)
        let end = min(completion.end, text.count)
        text.replaceSubrange(min(completion.start, end)..<end, with: completion.text)
        search.input.set(String(text))
        search.input.move(to: completion.start + completion.text.count)
        readSearch()
    }

    mutating func searchAnswered(_ id: RequestID, _ answer: Answer) {
        guard case .found(let page) = answer, search.request == id else { return }
        let here = search.current?.row.id
        search.request = nil
        search.page = page
        let index = page.hits.firstIndex { $0.row.id == here } ?? 0
        search.position.move(to: index, count: page.hits.count, height: searchHeight)
        readSearch()
    }

    mutating func searchFailed(_ id: RequestID) {
        guard search.request == id else { return }
        search.request = nil
        search.answered = ""
    }

    fileprivate mutating func searchAsList() {
        let filter = search.input.text.trimmed
        stack.removeAll { $0 == .search || $0 == .caseFile }
        caseFile = nil
        openQueue(.all)
        changeQuery(filter: filter)
        keepPlace()
    }
}
