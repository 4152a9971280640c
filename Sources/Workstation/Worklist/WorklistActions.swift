import Casework
import TextCanvas
import Texts

// What the commands of the list do beside acts on cases.

extension AppState {
    mutating func openCurrent() {
        guard let id = worklist.cursor else { return }
        openCase(id)
        keepPlace()
    }

    /// Opens the next or previous case of the list: J and K in the Akt. Where the open case has
    /// left the list, the one that took its place under the cursor is the next.
    /// - Returns: false at the end of the list.
    @discardableResult
    package mutating func openNeighbour(_ steps: Int) -> Bool {
        let here = worklist.index(of: caseFile?.id)
        let cursor = worklist.index(of: worklist.cursor) ?? worklist.position.cursor
        let target = here.map { $0 + steps } ?? (steps > 0 ? cursor + steps - 1 : cursor + steps)
        guard let next = worklist.row(at: target)?.id else {
            say(endOfList(target, steps), .refusal)
            return false
        }
        worklist.position.move(to: target, count: worklist.total, height: listHeight)
        worklist.cursor = next
        worklistMoved()
        openCase(next, tab: caseFile == nil ? "" : caseTab)
        return true
    }

    private func endOfList(_ target: Int, _ steps: Int) -> String {
        if target >= 0, target < worklist.total { return "Die Liste wird noch gelesen." }
        return steps > 0
            ? "Das ist der letzte Akt der Liste." : "Das ist der erste Akt der Liste."
    }

    /// "1/142 in „Mein Tisch“" for a case that is open; empty where the list does not hold it.
    package var placeInList: String {
        guard let index = worklist.index(of: caseFile?.id) else { return "" }
        return "\(Words.grouped(index + 1))/\(Words.grouped(worklist.total)) in "
            + Words.quoted(title(of: worklist.query.queue))
    }

    mutating func openQueuePane() {
        worklist.showsQueues = true
        worklist.queuePosition = ListPosition(
            cursor: queues.firstIndex(of: worklist.query.queue) ?? 0)
    }

    mutating func chooseOrder() {
        let now = worklist.query.order
        let options = WorklistOrder.By.allCases.map { by in
            ChoiceOption(
                id: by.rawValue, title: by.title,
                note: by == now.by ? (now.descending ? "jetzt, absteigend" : "jetzt") : "")
        }
        choose(
            "Sortieren nach",
            ChooseDialog(options, selected: now.by.rawValue) { state, id in
                guard let by = WorklistOrder.By(rawValue: id) else { return }
                let now = state.worklist.query.order
                state.changeQuery(
                    order: WorklistOrder(by, descending: by == now.by ? !now.descending : false))
                state.keepPlace()
            })
    }

    mutating func togglePreview() {
        settings.preview.toggle()
        tell(.keepSettings(settings))
        worklistResized()
        askPreview()
    }

    mutating func copyNumber() {
        guard let number = worklist.current?.number else { return }
        tell(.copy(number.description))
        say("\(number) kopiert.")
    }

    // MARK: Named filters

    mutating func chooseFilter() {
        let options = settings.filters.map {
            ChoiceOption(id: $0.filter, title: $0.name, note: $0.filter)
        }
        choose(
            "Gespeicherte Filter",
            ChooseDialog(options) { state, filter in
                state.changeQuery(filter: filter)
                state.keepPlace()
            })
    }

    mutating func nameFilter() {
        let filter = worklist.query.filter
        let field = FormField.line(
            "name", "Name", required: true, help: "Unter diesem Namen steht er in der Auswahl (l).",
            limit: 60)
        fillIn(
            "Filter speichern",
            FormDialog([field], lines: [filter]) { state, values in
                let name = (values["name"] ?? "").trimmed
                state.settings.filters.removeAll { $0.name == name }
                state.settings.filters.append(NamedFilter(name: name, filter: filter))
                state.tell(.keepSettings(state.settings))
                state.say("Filter \(Words.quoted(name)) gespeichert.")
            })
    }

    // MARK: What next

    /// The next case is suggested from the own desk, with reasons, and never opened by itself.
    mutating func askNext() {
        let query = WorklistQuery(queue: .mine)
        worklist.nextRequest = ask(
            .worklist(WorklistRequest(query: query, from: .start, count: 200)), for: .worklist,
            blocks: true)
    }

    mutating func offerNext(from page: WorklistPage) {
        let here = worklist.cursor
        let candidates = page.rows
            .filter {
                $0.open && ($0.waitingFor(on: today) == .us || $0.returnedTo == person.id)
            }
            .map { (row: $0, rank: NextCase.rank($0, for: person.id, today: today)) }
            .enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element.row)
        guard !candidates.isEmpty else {
            say("Auf Ihrem Tisch wartet nichts auf Sie; 2 zeigt, was ohne Zuteilung ist.", .news)
            return
        }
        let options = candidates.prefix(8).map { row in
            ChoiceOption(
                id: row.id.raw,
                title: "\(row.numberShown)  \(row.subject)",
                note: NextCase.reason(row, for: person.id, today: today)
                    + (row.id == here ? " · steht schon da" : ""))
        }
        choose(
            "Nächster Fall: Vorschlag",
            ChooseDialog(options) { state, id in
                if state.worklist.index(of: CaseID(id)) != nil { state.goTo(CaseID(id)) }
                state.openCase(CaseID(id))
            })
    }
}

/// What to do next, and why: a suggestion.
enum NextCase {
    /// Lower comes first.
    static func rank(_ row: WorklistRow, for person: PersonID, today: CivilDay) -> Int {
        switch row.urgency(on: today) {
        case .overdue: 0
        case .today: 1
        case _ where row.returnedTo == person: 2
        case .soon: 3
        case _ where row.resubmission.map { $0 <= today } ?? false: 4
        case .later: 5
        case .none: 6
        }
    }

    static func reason(_ row: WorklistRow, for person: PersonID, today: CivilDay) -> String {
        var reasons: [String] = []
        if let left = row.daysLeft(on: today) {
            reasons.append("\(row.dueTitle) \(Words.daysLeftSpoken(left))")
        }
        if row.returnedTo == person { reasons.append("an Sie zurückgegeben") }
        if reasons.isEmpty {
            reasons.append("eingelangt \(row.received.austrian), wartet auf uns")
        }
        return "weil " + reasons.joined(separator: ", ")
    }
}
