import CaseStore
import Casework
import StoreWorld
import Testing

@Suite struct WorklistTests {
    private static func naive(
        _ stage: Stage, seen: Set<CaseID>, marked: Set<CaseID>
    ) throws -> [NaiveRow] {
        let ids = try stage.desk.register.ids(stage.request(), limit: 1_000)
        return try stage.desk.register.rows(ids, by: SmallOffice.chefin).map { row in
            let entries = try stage.desk.register.history(
                of: row.id, by: SmallOffice.chefin, limit: 100)
            return NaiveRow(
                row: row, file: try #require(try stage.image(row.id)),
                reasons: entries.compactMap(\.act.body.reason), today: stage.world.today,
                me: SmallOffice.anna, seen: seen.contains(row.id), marked: marked.contains(row.id))
        }
    }

    private static func expected(
        _ all: [NaiveRow], _ request: WorklistRequest
    ) -> [WorklistRow] {
        let units = SmallOffice.office.persons[request.person]?.readableUnits ?? []
        let context = QueryContext(today: request.today, me: request.person.raw)
        return all.map { row in
            var row = row
            row.today = request.today
            return row
        }.filter {
            units.contains($0.row.unit) && request.query.matches($0, in: context)
        }.map(\.row).sorted { isBefore($0, $1, request.sort, request.today) }
    }

    private static func isBefore(
        _ left: WorklistRow, _ right: WorklistRow, _ sort: WorklistSort, _ today: CivilDay
    ) -> Bool {
        func days(_ row: WorklistRow) -> Int {
            sort.key == .deadline ? row.due?.ordinal ?? .max : row.received.ordinal
        }
        func text(_ row: WorklistRow) -> String {
            switch sort.key {
            case .subject: fold(row.subject)
            case .place: fold(row.place)
            case .waiting: row.waitingFor(on: today).rawValue
            case .assignee: row.assignee?.raw ?? ""
            case .procedure: row.procedure.raw
            default: ""
            }
        }
        let (one, other) = sort.descending ? (right, left) : (left, right)
        let byDay = sort.key == .deadline || sort.key == .received
        if byDay, days(one) != days(other) { return days(one) < days(other) }
        if text(one) != text(other) { return text(one) < text(other) }
        guard let first = one.number, let second = other.number else { return false }
        return first < second
    }

    @Test(arguments: [1, 2] as [UInt64])
    func listsCountsAndPlacesAreThoseOfANaiveStore(seed: UInt64) throws {
        let stage = try Stage()
        var town = RandomTown(seed: seed)
        try town.fill(stage, count: 240)
        let ids = try stage.desk.register.ids(stage.request(), limit: 1_000)
        #expect(ids.count == 240)
        var seen = Set<CaseID>()
        for id in ids where town.random.below(3) == 0 {
            seen.insert(id)
            try stage.desk.markSeen(id, version: 99, by: SmallOffice.anna)
        }
        let marked = Set(ids.filter { _ in town.random.below(4) == 0 })
        let all = try Self.naive(stage, seen: seen, marked: marked)
        for _ in 0..<30 {
            var request = stage.request(town.query(), by: SmallOffice.anna)
            request.sort = WorklistSort(
                town.pick(WorklistSort.Key.allCases), descending: town.random.below(2) == 0)
            request.marked = marked
            // Days pass, and nothing is written: whose turn it is must follow all the same.
            request.today = request.today.adding(days: town.random.below(70))
            let expected = Self.expected(all, request)
            try check(
                stage, request, expected, limit: 1 + town.random.below(40),
                middle: town.random.below(max(1, expected.count)))
        }
    }

    private func check(
        _ stage: Stage, _ request: WorklistRequest, _ expected: [WorklistRow], limit: Int,
        middle: Int
    ) throws {
        let register = stage.desk.register
        let name = "\(request.query.written) nach \(request.sort)"
        #expect(
            try register.counts([request, request]) == [expected.count, expected.count], "\(name)")
        var forward: [WorklistRow] = []
        var part = WorklistPart.first
        while true {
            let page = try register.page(request, part, limit: limit)
            guard let last = page.rows.last else { break }
            forward += page.rows
            part = .after(WorklistAnchor(last, in: request))
        }
        #expect(forward.map(\.id) == expected.map(\.id), "\(name)")
        var backward: [WorklistRow] = []
        part = .last
        while true {
            let page = try register.page(request, part, limit: limit)
            guard let first = page.rows.first else { break }
            backward = page.rows + backward
            part = .before(WorklistAnchor(first, in: request))
        }
        #expect(backward == forward, "\(name)")
        guard !expected.isEmpty else { return }
        let anchor = WorklistAnchor(expected[middle], in: request)
        let position = try register.position(of: anchor, in: request)
        #expect(position.before == middle && position.present, "\(name)")
        #expect(position.count == expected.count)
        let next = try register.neighbour(of: anchor, forward: true, in: request)
        #expect(next?.id == expected.dropFirst(middle + 1).first?.id, "\(name)")
        let from = try register.page(request, .from(anchor), limit: 1)
        #expect(from.rows.first?.id == expected[middle].id, "\(name)")
    }

    /// What was counted is kept until something changes, and not for a moment longer.
    @Test func countsFollowEveryChange() throws {
        let stage = try Stage()
        let lists = [.open, .closed, .new].map { state in
            stage.request(.compare(.state, .matches, .state(state)))
        }
        func counts() throws -> [Int] { try stage.desk.register.counts(lists) }
        #expect(try counts() == [0, 0, 0])
        try stage.open("Zaun", as: "c1")
        #expect(try counts() == [1, 0, 1])
        try stage.open("Garage", as: "c2")
        #expect(try counts() == [2, 0, 2])
        try stage.desk.markSeen("c1", version: 99, by: SmallOffice.chefin)
        #expect(try counts() == [2, 0, 1])
        try stage.act(.void(reason: "doppelt"), on: "c2")
        #expect(try counts() == [1, 1, 1])
    }

    @Test func aPlaceHoldsWhenItsRowIsGone() throws {
        let stage = try Stage()
        for number in 1...5 { try stage.open("Fall \(number)", as: CaseID("c\(number)")) }
        let open = stage.request(.compare(.state, .matches, .state(.open)))
        let rows = try stage.desk.register.page(open, limit: 9).rows
        let anchor = WorklistAnchor(rows[2], in: open)
        try stage.act(.void(reason: "doppelt"), on: rows[2].id)
        let position = try stage.desk.register.position(of: anchor, in: open)
        #expect(position.before == 2)
        #expect(!position.present)
        let next = try stage.desk.register.page(open, .from(anchor), limit: 1).rows
        #expect(next.first?.id == rows[3].id)
    }

    @Test func ofForeignUnitsNothingEverComes() throws {
        let stage = try Stage()
        let canary = "Kanarienvogel"
        var place = Place()
        place.street = "Landstraße"
        place.houseNumber = "1"
        place.cadastral = "Linz"
        place.parcels = "12/1"
        place.latitude = 48_300_000
        place.longitude = 14_280_000
        try stage.open("Zubau \(canary) Gartenhaus", as: "geheim", unit: "fin", place: place)
        try stage.open("Zubau Gartenhaus", as: "offen", unit: "bbv", place: place)
        let visible = try #require(try stage.image("offen"))
        let register = stage.desk.register
        let text = try Query(canary, today: stage.world.today)
        for person in [SmallOffice.anna, SmallOffice.bert, SmallOffice.niemand, "unbekannt"] {
            for query in [Query.everything, text, .not(text), .not(.everything)] {
                let request = stage.request(query, by: person)
                #expect(try !register.page(request, limit: 99).rows.contains { $0.id == "geheim" })
                #expect(try register.count(request) <= 1)
                #expect(try !register.ids(request, limit: 99).contains("geheim"))
                #expect(
                    try !register.search(request, limit: 99).hits.contains {
                        $0.row.id == "geheim" || $0.excerpt.contains(canary)
                    })
                #expect(
                    try register.position(
                        of: WorklistAnchor(id: "geheim", number: nil, day: nil, text: ""),
                        in: request
                    ).present == false)
            }
            #expect(try register.view("geheim", by: person, today: stage.world.today) == nil)
            #expect(try stage.desk.open("geheim", by: person) == nil)
            #expect(try register.image(of: "geheim", by: person) == nil)
            #expect(try register.history(of: "geheim", by: person, limit: 9).isEmpty)
            #expect(try register.rows(["geheim"], by: person).isEmpty)
            #expect(
                try register.find(CaseNumber(serial: 1, year: 2026, sign: ""), by: person).isEmpty)
            #expect(try register.nearby(visible, by: person).isEmpty)
            #expect(
                try !register.duplicates(
                    procedure: "antrag", subject: "Zubau \(canary) Gartenhaus", place: place,
                    party: "", by: person
                ).contains { $0.row.id == "geheim" })
            #expect(
                try !register.workload(by: person, today: stage.world.today)
                    .contains { $0.unit == "fin" })
        }
        #expect(try register.count(stage.request(.everything)) == 2)
    }

    @Test func theLoadOfEveryPersonIsCounted() throws {
        let stage = try Stage()
        try stage.open("a", as: "c1", unit: "bbv", assignee: SmallOffice.anna)
        try stage.open("b", as: "c2", unit: "bbv", assignee: SmallOffice.anna)
        try stage.open("c", as: "c3", unit: "bbv")
        try stage.act(.void(reason: "doppelt"), on: "c2")
        let load = try stage.desk.register.workload(
            of: "bbv", by: SmallOffice.anna, today: stage.world.today)
        let anna = try #require(load.first { $0.person == SmallOffice.anna })
        #expect((anna.open, anna.waitingForUs, anna.closedLastWeek) == (1, 1, 1))
        #expect(load.first { $0.person == nil }?.open == 1)
    }
}

extension ActBody {
    fileprivate var reason: String? {
        switch self {
        case .takeStep(let taking): taking.reason
        case .resubmit(_, let reason): reason
        default: nil
        }
    }
}
