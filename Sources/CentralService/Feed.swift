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
            let sight = try sight(of: caller, reading)
            try checkUnits(of: sight)
            let limit = max(1, caller == .house ? limit : min(limit, limits.itemsPerPage))
            var page = PageMaker(
                reading: reading, sight: sight, device: caller.device,
                budget: caller == .house ? .max : limits.bytesPerPage)
            let next: Int
            if let units = sight.units {
                next = try page.fill(
                    after: try place(cursor, units: units, reading), limit: limit)
            } else {
                next = try page.fillWhole(after: cursor.sequence, limit: limit)
            }
            try page.addImages(next: next)
            return ChangePage(
                epoch: try reading.epoch(), items: page.items, past: page.past,
                evicted: page.evicted, verdicts: page.verdicts,
                cursor: try sight.units.map {
                    try self.cursor(at: next, units: $0, reading)
                } ?? FeedCursor(sequence: next),
                head: try reading.head(), durable: try reading.durable(),
                reference: try news(since: reference, reading))
        }
    }

    /// Where a desk stands in the feed. What lies ahead of two that stand alike is the same, and so
    /// is the page they get.
    package struct Stand: Hashable, Sendable {
        package var units: [UnitID]
        /// The last act before the cursor that concerns the units.
        package var step: Int
        package var reference: Int
        package var limit: Int
    }

    /// - Returns: also whether something lies ahead that concerns this desk alone.
    /// - Throws: what `changes` throws.
    package func stand(
        at cursor: FeedCursor, reference: Int, limit: Int, from caller: Caller
    ) throws -> (stand: Stand, isAlone: Bool) {
        try store.read { reading in
            let sight = try sight(of: caller, reading)
            try checkUnits(of: sight)
            let units = sight.units ?? []
            let place = try place(cursor, units: units, reading)
            let own = try caller.device.map {
                try reading.places(of: $0, after: place, limit: 1)
            }
            let stand = Stand(
                units: units, step: try reading.lastStep(in: units, notAfter: place),
                reference: reference, limit: limit)
            return (stand, own != [])
        }
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

/// Makes one page out of one state of the log.
private struct PageMaker {
    let reading: any CentralReading
    let sight: Sight
    let device: DeviceID?
    /// Bytes left.
    var budget: Int

    private(set) var items: [ChangeItem] = []
    private(set) var past: [Entry] = []
    private(set) var evicted: [CaseID] = []
    private(set) var verdicts: [Verdict] = []
    private var visible: [CaseID: Bool] = [:]
    private var counted = Set<CaseID>()

    init(reading: any CentralReading, sight: Sight, device: DeviceID?, budget: Int) {
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
        guard let logged = try reading.logged(at: place) else { return }
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

    /// A case is sent as it stands with the page that holds its last change, so that no desk has
    /// a case from further on than its cursor.
    mutating func addImages(next: Int) throws {
        var seen = Set<CaseID>()
        for index in items.indices.reversed() {
            let id = items[index].entry.caseID
            guard seen.insert(id).inserted, let mark = try reading.imageMark(of: id),
                mark.sequence <= next
            else { continue }
            items[index].image = try reading.image(of: id)
        }
    }
}
