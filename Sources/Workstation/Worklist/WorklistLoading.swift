import Casework
import TextCanvas

// Asking for rows, counts and previews, and taking them in.

extension AppState {
    /// The queues in the order of their numbers.
    package var queues: [QueueID] {
        let fixed: [QueueID] = [
            .mine, .unassigned, .overdue, .resubmission, .approval, .returned,
        ]
        return fixed + session.procedures.map { .procedure($0.id) }
            + [.adrift, .fresh, .conflicts, .all]
    }

    package func title(of queue: QueueID) -> String {
        switch queue {
        case .mine: "Mein Tisch"
        case .unassigned: "Ohne Zuteilung"
        case .overdue: "Überfällig"
        case .resubmission: "Wiedervorlage"
        case .approval: "Genehmigung"
        case .returned: "Zurückgegeben"
        case .adrift: "Ohne nächsten Schritt"
        case .fresh: "Neu"
        case .conflicts: "Konflikte"
        case .all: "Alle Akten"
        case .procedure(let id): session.procedureByID[id]?.title ?? id.raw
        }
    }

    /// For narrow windows.
    func shortTitle(of queue: QueueID) -> String {
        switch queue {
        case .mine: "Tisch"
        case .unassigned: "Ohne Zut."
        case .overdue: "Überf."
        case .resubmission: "WV"
        case .approval: "Genehm."
        case .returned: "Zurück"
        case .adrift: "Ohne Schritt"
        case .fresh, .conflicts, .all: title(of: queue)
        case .procedure: SafeText(title(of: queue)).truncated(to: 12).plain
        }
    }

    // MARK: Asking

    /// Reads another list, or the same one from another place.
    mutating func askList(
        _ request: WorklistRequest, _ arrival: WorklistState.Arrival, blocks: Bool = true
    ) {
        let id = ask(.worklist(request), for: .worklist, blocks: blocks)
        worklist.loading = WorklistState.Loading(id: id, arrival: arrival)
        worklist.isStale = false
        worklist.shownDay = today
    }

    /// The list may have changed: rows around the cursor and the counts are read again.
    /// - Parameter blocks: the next key is meant for the changed list, as after an own act.
    mutating func worklistNeedsReload(blocks: Bool = false) {
        if let loading = worklist.loading {
            worklist.isStale = true
            if blocks { requests[loading.id]?.blocks = true }
            return
        }
        askList(
            worklist.request(around: worklist.position.top, height: listHeight), .follow,
            blocks: blocks)
        askCounts()
    }

    /// One count at a time: what changes meanwhile is counted once, afterwards.
    mutating func askCounts() {
        worklist.countsAreStale = worklist.countsRequest != nil
        guard !worklist.countsAreStale else { return }
        worklist.countsRequest = ask(.counts(queues), for: .worklist)
    }

    /// One preview at a time: while the cursor runs, the rows between are left out.
    mutating func askPreview() {
        guard settings.preview, worklist.previewRequest == nil,
            let id = worklist.cursor,
            worklist.previewIsStale || worklist.preview?.file.id != id
        else { return }
        worklist.previewIsStale = false
        worklist.previewRequest = ask(.preview(id), for: .worklist)
    }

    // MARK: Answers

    mutating func worklistAnswered(_ id: RequestID, _ answer: Answer) {
        switch answer {
        case .page(let page):
            pageArrived(id, page)
            filterAnswered(id)
        case .counts(let counts):
            guard worklist.countsRequest == id else { return }
            worklist.countsRequest = nil
            worklist.counts = Dictionary(
                counts.map { ($0.queue, $0) }, uniquingKeysWith: { $1 })
            if worklist.countsAreStale { askCounts() }
        case .preview(let preview):
            guard worklist.previewRequest == id else { return }
            worklist.previewRequest = nil
            worklist.preview = preview
            askPreview()
        case .caseIDs(let ids):
            guard worklist.allRequest == id else { return }
            worklist.allRequest = nil
            for id in ids { worklist.mark(id, true) }
            say("\(worklist.marked.count) Akten markiert.")
            keepPlace()
        default: break
        }
    }

    mutating func worklistFailed(_ id: RequestID) {
        if worklist.loading?.id == id { worklist.loading = nil }
        if worklist.filterLine?.asked == id { worklist.filterLine?.asked = nil }
        if worklist.countsRequest == id {
            worklist.countsRequest = nil
            worklist.countsAreStale = false
        }
        if worklist.previewRequest == id { worklist.previewRequest = nil }
    }

    private mutating func pageArrived(_ id: RequestID, _ page: WorklistPage) {
        if worklist.nextRequest == id {
            worklist.nextRequest = nil
            offerNext(from: page)
            return
        }
        guard let loading = worklist.loading, loading.id == id else { return }
        worklist.loading = nil
        if worklist.isStale {
            // What arrived may be older than the change; place by it, then read again.
            worklist.isStale = false
            _ = worklist.arrive(page, loading.arrival, height: listHeight)
            worklistNeedsReload(blocks: true)
            return
        }
        if !worklist.arrive(page, loading.arrival, height: listHeight) {
            askList(
                worklist.request(around: worklist.position.cursor, height: listHeight),
                .index(worklist.position.cursor))
            return
        }
        if loading.arrival == .follow { worklist.previewIsStale = true }
        worklistMoved()
    }

    /// After each move of the cursor: the preview follows, the window is moved along.
    mutating func worklistMoved() {
        worklist.cursor = worklist.current?.id ?? worklist.cursor
        if worklist.current == nil, worklist.total > 0 {
            askList(
                worklist.request(around: worklist.position.cursor, height: listHeight),
                .index(worklist.position.cursor))
            return
        }
        if worklist.loading == nil, worklist.isShort(height: listHeight) {
            askList(
                worklist.request(around: worklist.position.top, height: listHeight), .follow,
                blocks: false)
        }
        askPreview()
    }

    /// A window too small to work in leaves the place as it is.
    mutating func worklistResized() {
        guard fits else { return }
        worklist.position.fit(count: worklist.total, height: listHeight)
        if worklist.loading == nil, worklist.isShort(height: listHeight) {
            askList(
                worklist.request(around: worklist.position.top, height: listHeight), .follow,
                blocks: false)
        }
    }
}
