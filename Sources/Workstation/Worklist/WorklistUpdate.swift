import Casework
import TextCanvas
import Texts

// What keys, paste and mouse do in the Arbeitsvorrat beside the commands of the table.

extension AppState {
    mutating func worklistTakes(_ input: InputEvent) -> Bool {
        if worklist.filterLine != nil { return filterTakes(input) }
        if worklist.showsQueues { return queuePaneTakes(input) }
        switch input {
        case .mouse(let mouse): worklistTakes(mouse)
        case .paste: say("Zum Einfügen erst „/“ für die Suche oder „f“ für den Filter.", .refusal)
        default: return false
        }
        return true
    }

    // MARK: Moving

    mutating func moveList(_ change: (inout ListPosition, Int, Int) -> Void) {
        change(&worklist.position, worklist.total, listHeight)
        worklist.cursor = worklist.current?.id
        worklistMoved()
    }

    /// To the first or last row, however far.
    mutating func jump(toEnd: Bool) {
        let end = worklist.page.offset + worklist.page.rows.count
        if toEnd, end < worklist.total {
            let count = listHeight * 5
            askList(
                WorklistRequest(query: worklist.query, from: .end, skip: -count, count: count),
                .last)
        } else if !toEnd, worklist.page.offset > 0 {
            askList(
                WorklistRequest(query: worklist.query, from: .start, count: listHeight * 5),
                .first)
        } else {
            let target = toEnd ? worklist.total - 1 : 0
            moveList { position, count, height in
                position.move(to: target, count: count, height: height)
            }
        }
    }

    private mutating func worklistTakes(_ mouse: MouseEvent) {
        let layout = worklistLayout
        switch mouse.action {
        case .wheelUp, .wheelDown:
            let rows = mouse.action == .wheelUp ? -3 : 3
            moveList { position, count, height in
                position.scroll(by: rows, count: count, height: height)
            }
        case .press, .doubleClick:
            if layout.rows.contains(mouse.at) {
                let row = worklist.position.top + mouse.at.y - layout.rows.y
                guard row < worklist.total else { return }
                moveList { position, count, height in
                    position.move(to: row, count: count, height: height)
                }
                if mouse.action == .doubleClick, let id = worklist.current?.id { openCase(id) }
            } else if layout.tabs.contains(mouse.at) {
                var canvas = Canvas(size)
                let places = queueTabs.draw(on: &canvas, in: layout.tabs)
                if let index = places.firstIndex(where: { $0.contains(mouse.at) }) {
                    openQueue(queues[index])
                    keepPlace()
                }
            }
        case .release: break
        }
    }

    // MARK: Queues

    mutating func openQueue(at index: Int) {
        guard queues.indices.contains(index) else { return }
        openQueue(queues[index])
        keepPlace()
    }

    mutating func stepQueue(_ steps: Int) {
        let now = queues.firstIndex(of: worklist.query.queue) ?? 0
        openQueue(at: (now + steps + queues.count) % queues.count)
    }

    private mutating func queuePaneTakes(_ input: InputEvent) -> Bool {
        guard case .key(let key) = input else { return true }
        let count = queues.count
        switch (key.key, key.modifiers) {
        case (.enter, []):
            worklist.showsQueues = false
            openQueue(at: worklist.queuePosition.cursor)
        case (.escape, []), (.function(12), []), (.character("g"), []):
            worklist.showsQueues = false
        case (.character("j"), []):
            worklist.queuePosition.move(by: 1, count: count, height: count)
        case (.character("k"), []):
            worklist.queuePosition.move(by: -1, count: count, height: count)
        case (.character(let digit), []) where ("1"..."9").contains(digit):
            worklist.showsQueues = false
            openQueue(at: (digit.wholeNumberValue ?? 1) - 1)
        default: _ = worklist.queuePosition.handle(key, count: count, height: count)
        }
        return true
    }

    // MARK: Filter

    mutating func openFilter() {
        worklist.filterLine = FilterLine(worklist.query.filter)
        readFilter()
    }

    private mutating func readFilter() {
        let (day, words) = (today, session.vocabulary)
        worklist.filterLine?.read(today: day, vocabulary: words)
    }

    private mutating func filterTakes(_ input: InputEvent) -> Bool {
        switch input {
        case .paste(let text):
            worklist.filterLine?.input.insert(text)
            filterTyped()
        case .key(let key): filterTakes(key)
        default: break
        }
        return true
    }

    private mutating func filterTakes(_ key: KeyEvent) {
        switch (key.key, key.modifiers) {
        case (.enter, []):
            if let error = worklist.filterLine?.error {
                say(error.sentence, .refusal)
            } else {
                if let filter = unaskedFilter { changeQuery(filter: filter) }
                worklist.filterLine = nil
                keepPlace()
            }
        case (.escape, []), (.function(12), []):
            let before = worklist.filterLine?.before ?? ""
            worklist.filterLine = nil
            if worklist.query.filter != before { changeQuery(filter: before) }
        case (.tab, []), (.tab, .shift):
            let day = today
            worklist.filterLine?.complete(forward: key.modifiers.isEmpty, today: day)
            // Nothing to go round in: the next Tab completes what comes after.
            if worklist.filterLine?.completions.count == 1 { readFilter() }
            filterChanged()
        case (.down, []), (.up, []):
            moveList { position, count, height in
                position.move(by: key.key == .down ? 1 : -1, count: count, height: height)
            }
        default:
            guard worklist.filterLine?.input.handle(key) == true else { return }
            filterTyped()
        }
    }

    private mutating func filterTyped() {
        readFilter()
        filterChanged()
    }

    /// The list follows the typing; a text that cannot be read leaves it as it is. One question
    /// at a time: what was typed while it is answered is asked next, the words between are left
    /// out.
    private mutating func filterChanged() {
        guard worklist.filterLine?.asked == nil, let filter = unaskedFilter else { return }
        changeQuery(filter: filter, blocks: false)
        worklist.filterLine?.asked = worklist.loading?.id
    }

    /// What is typed and can be read, where the list shows something else.
    private var unaskedFilter: String? {
        guard let line = worklist.filterLine, line.error == nil else { return nil }
        let filter = line.input.text.trimmed
        return filter == worklist.query.filter ? nil : filter
    }

    mutating func filterAnswered(_ id: RequestID) {
        guard worklist.filterLine?.asked == id else { return }
        worklist.filterLine?.asked = nil
        filterChanged()
    }

    mutating func clearFilter() {
        changeQuery(filter: "")
        keepPlace()
    }

    // MARK: Marks

    mutating func toggleMark() {
        guard let id = worklist.current?.id else { return }
        worklist.mark(id, !worklist.markedSet.contains(id))
        worklist.rangeStart = id
        moveList { position, count, height in
            position.move(by: 1, count: count, height: height)
        }
        keepPlace()
    }

    /// From the last mark to the cursor.
    mutating func markRange() {
        guard let here = worklist.index(of: worklist.cursor) else { return }
        guard let start = worklist.index(of: worklist.rangeStart) else {
            say("Erst mit der Leertaste markieren, wo der Bereich beginnt.", .refusal)
            return
        }
        for index in min(start, here)...max(start, here) {
            if let id = worklist.row(at: index)?.id { worklist.mark(id, true) }
        }
        keepPlace()
    }

    mutating func markAll() {
        worklist.allRequest = ask(
            .caseIDs(worklist.query, limit: DeskPlace.markLimit), for: .worklist, blocks: true)
        if worklist.total > DeskPlace.markLimit {
            say("Markiert werden höchstens \(Words.grouped(DeskPlace.markLimit)) Akten.", .news)
        }
    }

    mutating func unmarkAll() {
        worklist.unmarkAll()
        keepPlace()
    }

    /// What an act of the list is for: the marked cases, else the one under the cursor.
    package var targets: [CaseID] {
        worklist.marked.isEmpty ? worklist.cursor.map { [$0] } ?? [] : worklist.marked
    }
}
