import Casework
import TextCanvas

/// The Arbeitsvorrat: a window on a list of any length, and the place in it.
package struct WorklistState: Sendable {
    package internal(set) var query = WorklistQuery(queue: .mine)
    /// The loaded piece of the list.
    package internal(set) var page = WorklistPage(
        rows: [], anchors: [], total: 0, offset: 0, start: 0)
    /// Cursor and first line, counted in the whole list.
    package internal(set) var position = ListPosition()
    /// What the cursor follows through every change of the list.
    package internal(set) var cursor: CaseID?
    var loading: Loading?
    /// The list changed while it was being read.
    var isStale = false
    /// Where the other queues were left.
    var spots: [QueueID: DeskPlace.Spot] = [:]

    package internal(set) var counts: [QueueID: QueueCount] = [:]
    var countsRequest: RequestID?
    /// Something changed while it was being counted.
    var countsAreStale = false

    package internal(set) var preview: CasePreview?
    var previewRequest: RequestID?
    /// The case may have changed since the preview was read.
    var previewIsStale = false

    /// In the order of marking.
    package internal(set) var marked: [CaseID] = []
    var markedSet: Set<CaseID> = []
    /// Where a range of marks begins.
    var rangeStart: CaseID?
    var allRequest: RequestID?

    /// The filter being typed; nil while the line is closed.
    package internal(set) var filterLine: FilterLine?
    var showsQueues = false
    var queuePosition = ListPosition()
    var nextRequest: RequestID?
    /// The day on which the days left were shown last.
    var shownDay: CivilDay?

    /// What the cursor does when the rows arrive.
    enum Arrival: Hashable, Sendable {
        /// Follow the case; where it has gone, the next one that stood behind it.
        case follow
        case first, last
        /// A place counted from the top.
        case index(Int)
        /// A kept place: this case, so many lines from the top of the window.
        case spot(CaseID?, line: Int)
    }

    struct Loading: Sendable {
        var id: RequestID
        var arrival: Arrival
    }

    package var total: Int { page.total }

    /// The row at a place of the whole list, if it is loaded.
    package func row(at index: Int) -> WorklistRow? {
        let local = index - page.offset
        return page.rows.indices.contains(local) ? page.rows[local] : nil
    }

    package var current: WorklistRow? { row(at: position.cursor) }

    func index(of id: CaseID?) -> Int? {
        guard let id, let local = page.rows.firstIndex(where: { $0.id == id }) else { return nil }
        return page.offset + local
    }
}

// MARK: - The window

extension WorklistState {
    /// Takes rows in and puts the cursor where it belongs.
    /// - Returns: false where the rows do not hold the cursor and others must be asked for.
    mutating func arrive(_ new: WorklistPage, _ arrival: Arrival, height: Int) -> Bool {
        let line = position.cursor - position.top
        let old = page
        page = new
        switch arrival {
        case .first: place(0, line: 0, height)
        case .last: place(new.total - 1, line: height - 1, height)
        case .index(let index): place(min(index, new.total - 1), line: line, height)
        case .spot(let id, let line):
            place(index(of: id) ?? min(new.start, new.total - 1), line: line, height)
        case .follow:
            let near = index(of: cursor) ?? successor(in: old) ?? min(new.start, new.total - 1)
            place(near, line: line, height)
        }
        cursor = current?.id
        return cursor != nil || new.total == 0
    }

    private mutating func place(_ index: Int, line: Int, _ height: Int) {
        let row = max(0, index)
        position = ListPosition(cursor: row, top: max(0, row - max(0, line)))
        position.fit(count: total, height: height)
    }

    /// Where the first row stands now that stood behind the cursor, else before it.
    private func successor(in old: WorklistPage) -> Int? {
        guard let gone = old.rows.firstIndex(where: { $0.id == cursor }) else { return nil }
        let places = Dictionary(
            page.rows.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let behind = old.rows[(gone + 1)...].lazy.compactMap { places[$0.id] }.first
        let before = old.rows[..<gone].reversed().lazy.compactMap { places[$0.id] }.first
        if let behind { return page.offset + behind }
        return before.map { page.offset + $0 }
    }

    /// The rows to ask for so that the window holds those around `index`, `height` lines high.
    func request(around index: Int, height: Int) -> WorklistRequest {
        let count = max(1, height) * 5
        let first = index - height * 2
        guard let nearest = nearest(to: index) else {
            return WorklistRequest(query: query, from: .start, skip: max(0, first), count: count)
        }
        return WorklistRequest(
            query: query, from: .anchor(page.anchors[nearest]),
            skip: first - (page.offset + nearest), count: count)
    }

    private func nearest(to index: Int) -> Int? {
        guard !page.anchors.isEmpty else { return nil }
        return min(max(0, index - page.offset), page.anchors.count - 1)
    }

    /// The window ends within a screen of what is shown, and the list goes on.
    func isShort(height: Int) -> Bool {
        let end = page.offset + page.rows.count
        return (position.top < page.offset + height && page.offset > 0)
            || (position.top + 2 * height > end && end < total)
    }
}

// MARK: - Marks and place

extension WorklistState {
    mutating func mark(_ id: CaseID, _ on: Bool) {
        if on {
            guard marked.count < DeskPlace.markLimit, markedSet.insert(id).inserted else { return }
            marked.append(id)
        } else if markedSet.remove(id) != nil {
            marked.removeAll { $0 == id }
        }
    }

    mutating func unmarkAll() {
        marked = []
        markedSet = []
        rangeStart = nil
    }

    /// The place in this queue, to come back to.
    var spot: DeskPlace.Spot {
        var spot = DeskPlace.Spot()
        spot.filter = query.filter
        spot.order = query.order
        spot.cursor = cursor
        let local = position.cursor - page.offset
        spot.anchor = page.anchors.indices.contains(local) ? page.anchors[local] : nil
        spot.line = position.cursor - position.top
        return spot
    }

    /// What the store is told: while a kept place is being looked up, that place.
    var keptSpot: DeskPlace.Spot {
        guard case .spot = loading?.arrival else { return spot }
        if let kept = spots[query.queue], kept.filter == query.filter, kept.order == query.order {
            return kept
        }
        var fresh = DeskPlace.Spot()
        fresh.filter = query.filter
        fresh.order = query.order
        return fresh
    }
}
