import CaseStore
import Casework
import StoreWorld
import SyncProtocol
import Testing

/// Many cases of all sorts, made by a seed.
struct RandomTown {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    static let streets = [
        "Landstraße", "Hauptplatz", "Wiener Straße", "Denkstr.", "Goethestraße", "Im Hühnersteig",
        "Stockhofstraße", "Dauphinestraße", "",
    ]
    static let subjects = [
        "Zubau Carport", "Dachausbau", "Glasscherben am Spielplatz", "Straßenlaterne defekt",
        "Müll im Gebüsch", "Wärmepumpe", "Pool mit Überdachung", "Carport und Müllplatz",
    ]
    static let persons: [PersonID?] = [nil, "anna", "bert", "chefin"]

    mutating func pick<T>(_ options: [T]) -> T { options[random.below(options.count)] }

    mutating func place() -> Place {
        var place = Place()
        place.street = pick(Self.streets)
        if random.below(4) > 0 { place.houseNumber = String(1 + random.below(9)) }
        place.district = pick(["Innenstadt", "Urfahr", "Waldegg", ""])
        place.cadastral = pick(["Linz", "Pöstlingberg", ""])
        if random.below(3) == 0 { place.parcels = "\(1 + random.below(20))/\(random.below(3)), .7" }
        if random.below(2) == 0 {
            place.latitude = 48_300_000 + random.below(5_000)
            place.longitude = 14_280_000 + random.below(5_000)
        }
        if place.street.isEmpty { place.remark = "beim Brunnen" }
        return place
    }

    mutating func submission(_ number: Int) -> Submission {
        let report = random.below(3) == 0
        let unit: UnitID = pick(["bbv", "sgs", "fin"])
        let person = unit == "bbv" ? pick(Self.persons) : pick([nil, "chefin"])
        var opening = opening(
            pick(Self.subjects), unit: unit, person: person, place: place(), report: report,
            received: CivilDay(ordinal: 20_500 + random.below(280)), source: "alt/\(number)")
        if random.below(5) == 0 {
            opening.closed = Closing(
                manner: .finished, day: CivilDay(ordinal: 20_770), reason: "Altbestand")
        }
        if random.below(3) == 0 {
            opening.parties = [
                Party(id: "p", role: "werber", name: pick(["Elif Yıldız", "Österreicher & Söhne"]))
            ]
        }
        return Submission(opening: opening, as: CaseID("t\(number)"))
    }

    /// Fills a desk with `count` cases and changes some of them.
    mutating func fill(_ stage: Stage, count: Int) throws {
        var all = (0..<count).map { submission($0) }
        while !all.isEmpty {
            let receipts = try stage.desk.takeIn(
                Array(all.prefix(200)), by: SmallOffice.chefin)
            #expect(receipts.allSatisfy { $0.obstacle == nil })
            all.removeFirst(min(200, all.count))
        }
        for number in stride(from: 0, to: count, by: 7) {
            let id = CaseID("t\(number)")
            guard try stage.image(id)?.isOpen == true else { continue }
            try stage.act(change(number, today: stage.world.today), on: id, by: SmallOffice.chefin)
        }
        for number in stride(from: 3, to: count, by: 5) {
            try handOver(CaseID("t\(number)"), stage)
        }
    }

    /// The party is waited for, mostly until a day.
    private mutating func handOver(_ id: CaseID, _ stage: Stage) throws {
        guard let file = try stage.image(id), file.isOpen else { return }
        if file.phase == "einlauf" {
            try stage.act(.takeStep(StepTaking(step: "pruefen")), on: id, by: SmallOffice.chefin)
        }
        try stage.act(.takeStep(StepTaking(step: "nachfordern")), on: id, by: SmallOffice.chefin)
        guard random.below(4) > 0 else { return }
        let end = stage.world.today.adding(days: 1 + random.below(60))
        let period = ActBody.setDeadline(
            key: "hand-n", title: "Nachreichfrist", end: end, binds: .party, reason: "Schreiben")
        try stage.act(period, on: id, by: SmallOffice.chefin)
    }

    private mutating func change(_ number: Int, today: CivilDay) -> ActBody {
        switch random.below(4) {
        case 0: .takeStep(StepTaking(step: "pruefen", reason: "Unterlagen vollständig"))
        case 1: .resubmit(today.adding(days: random.below(30)), reason: "Rückruf")
        case 2: .addNote(Note(id: NoteID("n\(number)"), kind: .remark, text: "Anrainerin rief an"))
        default: .setSubject("Umbau der Straße")
        }
    }

    // MARK: - Questions

    mutating func query(depth: Int = 2) -> Query {
        if depth > 0 {
            switch random.below(6) {
            case 0: return .both([query(depth: depth - 1), query(depth: depth - 1)])
            case 1: return .either([query(depth: depth - 1), query(depth: depth - 1)])
            case 2: return .not(query(depth: depth - 1))
            default: break
            }
        }
        let texts = [
            "frist<30t", "frist>=60t", "frist:keine", "verfahren:meldung",
            "verfahren:\"antrag auf\"",
            "art:einfach", "stand:prüfung", "stand=Einlauf", "zugeteilt:ich", "zugeteilt:huber",
            "zugeteilt:keine", "einheit:sgs", "einheit=Finanzen", "wartet:uns", "wartet:partei",
            "ort:landstr",
            "ort:\"hauptplatz 3\"", "ort=Urfahr", "gz:17", "gz:17/2026", "eingelangt<90t",
            "eingelangt:2026", "betreff:carport", "betreff=Dachausbau", "status:offen",
            "ergebnis:keine", "alter>200t", "wiedervorlage<10t", "wiedervorlage:keine",
            "ist:offen", "ist:erledigt", "ist:überfällig", "ist:neu", "ist:markiert",
            "ist:konflikt", "ist:herrenlos", "ist:genehmigung", "carport", "\"im huehner\"*",
            "strasse", "\"elif yildiz\"", "vollständig", "brunnen", "alt", "soehne", "müll",
        ]
        do {
            return try Query(pick(texts), today: CivilDay(ordinal: 20_780))
        } catch {
            Issue.record("\(error)")
            return .everything
        }
    }
}

/// A case as the query language sees it, without the store.
struct NaiveRow: QueryRow {
    let row: WorklistRow
    let file: CaseFile
    let reasons: [String]
    var today: CivilDay
    let me: PersonID
    let seen: Bool
    let marked: Bool

    private var procedure: Procedure? {
        try? SmallOffice.read(Array(row.procedure.raw.utf8))
    }

    func texts(_ field: QueryField) -> [String] {
        let place = file.place
        return switch field {
        case .procedure: [row.procedure.raw, procedure?.title ?? ""]
        case .kind: [row.kind.raw, procedure?.kind(row.kind)?.title ?? ""]
        case .phase: [row.phase.raw, procedure?.phase(row.phase)?.title ?? ""]
        case .assignee:
            row.assignee.map { [$0.raw, SmallOffice.office.persons[$0]?.name ?? ""] } ?? []
        case .unit:
            [
                row.unit.raw, SmallOffice.office.units[row.unit]?.name ?? "",
                SmallOffice.office.units[row.unit]?.sign ?? "",
            ]
        case .place: [place.line, place.district, place.cadastral].filter { !$0.isEmpty }
        case .number: row.number.map { [$0.withSign] } ?? []
        case .subject: [row.subject]
        case .publicStatus:
            row.publicStatus.map { [$0.raw, procedure?.publicStatus($0)?.title ?? ""] } ?? []
        case .result: row.result.map { [$0.raw, procedure?.result($0)?.title ?? ""] } ?? []
        default: []
        }
    }

    func day(_ field: QueryField) -> CivilDay? {
        switch field {
        case .deadline: row.due
        case .received, .age: row.received
        case .resubmission: row.resubmission
        default: nil
        }
    }

    func waitingFor(on today: CivilDay) -> WaitingFor { row.waitingFor(on: today) }

    func isIn(_ state: QueryState) -> Bool {
        switch state {
        case .open: row.open
        case .closed: !row.open
        case .overdue: row.urgency(on: today) == .overdue
        case .returned: row.returnedTo == me
        case .new: !seen
        case .marked: marked
        case .approval: row.approvalBy != nil
        case .conflict: row.conflicts > 0
        case .adrift: row.adrift
        }
    }

    var fullText: [String] {
        let place = file.place
        let number = row.number?.withSign ?? ""
        return [
            number, QueryWords.digits(number).joined(separator: " "), row.subject, place.line,
            place.remark, place.postalCode, place.district, place.cadastral, place.parcels,
            file.source, file.paper, file.closing?.reason ?? "",
            file.resubmission?.reason ?? "",
        ] + file.parties.map(\.name) + file.notes.map(\.text) + reasons
    }
}
