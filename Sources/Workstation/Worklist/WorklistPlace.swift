import Casework
import TextCanvas

// The place is sacred: where a queue is left is where it is found.

extension AppState {
    /// Where the person is, for the store to keep.
    package var place: DeskPlace {
        var place = DeskPlace()
        place.queue = worklist.query.queue
        place.spots = worklist.spots
        place.spots[place.queue] = worklist.keptSpot
        place.marked = worklist.marked
        place.openCase = caseFile?.id
        place.tab = caseFile == nil ? "" : caseTab
        place.search = search.input.text
        return place
    }

    mutating func keepPlace() {
        let place = place
        placeLeftAt = nil
        guard session.place != place else { return }
        session.place = place
        tell(.keepPlace(person.id, place))
    }

    /// A program that is killed says nothing more: which case is open is kept at once, a place in
    /// a list as soon as it is a second old. Held keys do not write each line they pass.
    mutating func keepPlaceInTime() {
        guard !hasEnded, let kept = session.place else { return }
        let place = place
        guard place != kept else { return placeLeftAt = nil }
        let since = placeLeftAt ?? now
        placeLeftAt = since
        let isDue = since.milliseconds(until: now) >= AppState.placeMilliseconds
        if isDue || place.openCase != kept.openCase { keepPlace() }
    }

    static let placeMilliseconds: Int64 = 1_000

    /// Milliseconds of rest after which a tick is wanted, for the place to be kept.
    package var restWanted: Int? { placeLeftAt == nil ? nil : Int(AppState.placeMilliseconds) }

    /// Opens the desk where the person left it.
    mutating func restorePlace() {
        let place = session.place ?? DeskPlace()
        session.place = place
        placeLeftAt = nil
        worklist = WorklistState()
        worklist.spots = place.spots
        // The empty list of a new desk is no place that was left.
        worklist.query.queue = place.queue
        for id in place.marked { worklist.mark(id, true) }
        search.input.set(place.search)
        stack = []
        caseFile = nil
        openQueue(place.queue)
        if let id = place.openCase { openCase(id, tab: place.tab) }
    }

    /// Opens a queue where it was left.
    mutating func openQueue(_ queue: QueueID) {
        if queue != worklist.query.queue || !worklist.page.rows.isEmpty {
            worklist.spots[worklist.query.queue] = worklist.spot
        }
        let spot = worklist.spots[queue] ?? DeskPlace.Spot()
        worklist.query = WorklistQuery(queue: queue, filter: spot.filter, order: spot.order)
        worklist.filterLine = nil
        askSpot(spot)
        askCounts()
    }

    private mutating func askSpot(_ spot: DeskPlace.Spot) {
        let height = listHeight
        let request = WorklistRequest(
            query: worklist.query, from: spot.anchor.map { .anchor($0) } ?? .start,
            skip: spot.anchor == nil ? 0 : -(spot.line + height * 2), count: height * 5)
        askList(request, .spot(spot.cursor, line: spot.line))
    }

    /// The same queue with another filter or order: the cursor stays on its case if it is still
    /// on the first screens, else it goes to the top.
    mutating func changeQuery(
        filter: String? = nil, order: WorklistOrder? = nil, blocks: Bool = true
    ) {
        if let filter { worklist.query.filter = filter }
        if let order { worklist.query.order = order }
        let from: WorklistRequest.From =
            order != nil ? worklist.cursor.map { .row($0) } ?? .start : .start
        let request = WorklistRequest(
            query: worklist.query, from: from, skip: from == .start ? 0 : -listHeight * 2,
            count: listHeight * 5)
        let line = worklist.position.cursor - worklist.position.top
        askList(request, .spot(worklist.cursor, line: line), blocks: blocks)
    }

    /// Shows a case in the list it belongs to.
    mutating func goTo(_ id: CaseID) {
        if let index = worklist.index(of: id) {
            worklist.position.move(to: index, count: worklist.total, height: listHeight)
            worklist.cursor = id
            worklistMoved()
            return
        }
        let request = WorklistRequest(
            query: worklist.query, from: .row(id), skip: -listHeight * 2, count: listHeight * 5)
        askList(request, .spot(id, line: listHeight / 3))
    }

    /// Texts that were typed and not sent off are offered, never forgotten.
    mutating func offerDrafts() {
        let count = Set(session.drafts.keys.map { DraftKey(caseID: $0.caseID, name: "") }).count
        guard count > 0, notice == nil else { return }
        say(
            count == 1
                ? "Ein Entwurf vom letzten Mal ist noch da: er steht im Akt beim Öffnen bereit."
                : "Entwürfe vom letzten Mal sind noch da, in \(count) Akten.", .news)
    }
}
