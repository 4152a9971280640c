import Casework
import SyncProtocol

extension Centre {
    /// The feed after `cursor`, as far as the caller may see.
    ///
    /// - Throws: `scopesChanged`, `epochChanged`, `cursorExpired`: the desk begins anew.
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, from caller: Caller
    ) throws -> ChangePage {
        try store.read { reading in
            var (page, maker) = try page(
                after: cursor, reference: reference, limit: limit, from: caller, own: true,
                reading, logged: reading.logged(at:))
            for (index, id) in try maker.images(next: page.cursor.sequence) {
                page.items[index].image = try reading.image(of: id)
            }
            return page
        }
    }

    /// The same as it is sent, for a service: the images as they lie in the store.
    ///
    /// - Parameter own: with the answers to the desk's own acts; without them the page is the same
    ///   for every desk with these units.
    package func servedChanges(
        after cursor: FeedCursor, reference: Int, limit: Int, from caller: Caller, own: Bool
    ) throws -> ServedChanges {
        let version = store.doorVersion
        let served = try store.read { reading in
            let epoch = try reading.epoch()
            let (page, maker) = try page(
                after: cursor, reference: reference, limit: limit, from: caller, own: own,
                reading,
                logged: { try self.recent(at: $0, epoch: epoch, reading)?.logged })
            let images = try maker.images(next: page.cursor.sequence)
                .mapValues { try reading.imageBytes(of: $0) }
            let documents = try page.items.enumerated().map { index, item in
                let known = try recent(at: item.entry.sequence, epoch: epoch, reading)
                let image = images[index] ?? nil
                return (entry: known?.document ?? item.entry.wire.bytes, image: image)
            }
            let units = maker.sight.units ?? []
            return ServedChanges(
                page: page, lines: page.ndjson(documents), units: units,
                step: try reading.lastStep(in: units, notAfter: page.cursor.sequence))
        }
        if let version { seenUnits.keep(served.units, for: caller, at: version) }
        return served
    }

    private func page(
        after cursor: FeedCursor, reference: Int, limit: Int, from caller: Caller, own: Bool,
        _ reading: any CentralReading, logged: @escaping (Int) throws -> LoggedAct?
    ) throws -> (ChangePage, PageMaker) {
        let sight = try sight(of: caller, reading)
        try checkUnits(of: sight)
        let limit = max(1, caller == .house ? limit : min(limit, limits.itemsPerPage))
        var page = PageMaker(
            reading: reading, sight: sight, device: own ? caller.device : nil,
            budget: caller == .house ? .max : limits.bytesPerPage, logged: logged)
        let next: Int
        if let units = sight.units {
            next = try page.fill(
                after: try place(cursor, units: units, reading), limit: limit)
        } else {
            next = try page.fillWhole(after: cursor.sequence, limit: limit)
        }
        let whole = ChangePage(
            epoch: try reading.epoch(), items: page.items, past: page.past,
            evicted: page.evicted, verdicts: page.verdicts,
            cursor: try sight.units.map {
                try self.cursor(at: next, units: $0, reading)
            } ?? FeedCursor(sequence: next),
            head: try reading.head(), durable: try reading.durable(),
            reference: try news(since: reference, reading))
        return (whole, page)
    }

    /// More units than this make pages that nobody waits for; whoever still works at such a
    /// desk may deliver, and gets nothing new.
    private func checkUnits(of sight: Sight) throws {
        guard sight.units?.count ?? 0 <= limits.scopesPerDevice else {
            throw CentreFailure(.tooLarge, context: "units of a desk")
        }
    }

    private func news(since version: Int, _ reading: any CentralReading) throws -> Reference? {
        let current = try reading.referenceVersion()
        guard current != version else { return nil }
        return Reference(
            version: current, office: try reading.office(), editions: try reading.editions())
    }
}

/// A page of the feed as it is sent, and for whom it is the same.
package struct ServedChanges: Sendable {
    package var page: ChangePage
    package var lines: [UInt8]
    /// Units whose cases the desk gets.
    package var units: [UnitID]
    /// The last place, not behind the page's cursor, at which something happened in them.
    package var step: Int
}

/// Makes one page out of one state of the log.
private struct PageMaker {
    let reading: any CentralReading
    let sight: Sight
    let device: DeviceID?
    /// Bytes left.
    var budget: Int
    /// What stands in the log at a place.
    let logged: (Int) throws -> LoggedAct?

    private(set) var items: [ChangeItem] = []
    private(set) var past: [Entry] = []
    private(set) var evicted: [CaseID] = []
    private(set) var verdicts: [Verdict] = []
    private var visible: [CaseID: Bool] = [:]
    private var counted = Set<CaseID>()

    init(
        reading: any CentralReading, sight: Sight, device: DeviceID?, budget: Int,
        logged: @escaping (Int) throws -> LoggedAct?
    ) {
        self.logged = logged
        self.reading = reading
        self.sight = sight
        self.device = device
        self.budget = budget
    }

    /// Everything, for the house.
    mutating func fillWhole(after: Int, limit: Int) throws -> Int {
        let logged = try reading.logged(after: after, limit: limit)
        for act in logged {
            if act.obstacle == nil {
                items.append(ChangeItem(entry: act.entry, image: nil))
            } else {
                verdicts.append(act.verdict)
            }
        }
        return logged.last?.entry.sequence ?? after
    }

    /// What concerns the desk's units, and what it did itself.
    mutating func fill(after: Int, limit: Int) throws -> Int {
        let rows = try reading.scopeRows(sight.units ?? [], after: after, limit: limit)
        let own = try device.map { try reading.places(of: $0, after: after, limit: limit) } ?? []
        let bySequence = Dictionary(grouping: rows, by: \.sequence)
        let places = Set(rows.map(\.sequence)).union(own).sorted().prefix(limit)
        var arrivals: [CaseID: Int] = [:]
        var last = after
        for place in places where budget > 0 {
            try take(place, bySequence[place] ?? [], &arrivals)
            last = place
        }
        try addPast(of: arrivals)
        let whole = places.count < limit && last == places.last ?? after
        return whole ? try reading.head() : last
    }

    private mutating func take(
        _ place: Int, _ rows: [ScopeRow], _ arrivals: inout [CaseID: Int]
    ) throws {
        guard let logged = try logged(place) else { return }
        let id = logged.entry.caseID
        guard logged.obstacle == nil, try isVisible(id) else {
            if logged.entry.act.device == device { verdicts.append(logged.verdict) }
            // Whether it was ever in sight does not matter: nothing of it stays.
            if logged.obstacle == nil, !rows.isEmpty, !evicted.contains(id) {
                evicted.append(id)
            }
            return
        }
        guard !rows.isEmpty else {
            // The desk's own act in a unit it did not see then: it comes with the case's past.
            if logged.entry.act.device == device { verdicts.append(logged.verdict) }
            return
        }
        items.append(ChangeItem(entry: logged.entry, image: nil))
        budget -= logged.bytes.count * 2
        if counted.insert(id).inserted { budget -= try reading.imageMark(of: id)?.bytes ?? 0 }
        let strange = rows.contains { row in row.cameFrom.map { !sight.shows($0) } ?? false }
        if strange { arrivals[id] = place }
    }

    private mutating func isVisible(_ id: CaseID) throws -> Bool {
        if let known = visible[id] { return known }
        let shown = sight.shows(try reading.placement(of: id)?.unit)
        visible[id] = shown
        return shown
    }

    /// What happened before to cases that came into sight.
    private mutating func addPast(of arrivals: [CaseID: Int]) throws {
        let brought = Set(items.map(\.entry.sequence))
        for (id, place) in arrivals.sorted(by: { $0.value < $1.value }) {
            past += try reading.logged(on: id)
                .filter { $0.obstacle == nil && $0.entry.sequence < place }
                .map(\.entry).filter { !brought.contains($0.sequence) }
        }
    }

    /// With which items images go: a case is sent as it stands with the page that holds its last
    /// change, so that no desk has a case from further on than its cursor.
    func images(next: Int) throws -> [Int: CaseID] {
        var images: [Int: CaseID] = [:]
        var seen = Set<CaseID>()
        for index in items.indices.reversed() {
            let id = items[index].entry.caseID
            guard seen.insert(id).inserted, let mark = try reading.imageMark(of: id),
                mark.sequence <= next
            else { continue }
            images[index] = id
        }
        return images
    }
}
