import Casework
import Testing

/// Terms, caps and requirements of a programme, and the conditions that compare sums.
@Suite struct CalculationTests {
    static let money = FieldKind.money(minimum: nil, maximum: nil)
    static let number = FieldKind.quantity(unit: "", minimum: nil, maximum: nil)

    static func procedure(
        terms: [CalculationTerm], caps: [Cap] = [], requirements: [Requirement] = [],
        kinds: [KindID] = []
    ) -> Procedure {
        var procedure = Probe.procedure
        procedure.fields = [
            Field(id: "programm", title: "Programm", kind: .choice([Option(id: "p", title: "P")])),
            Field(id: "kosten", title: "Kosten", kind: money),
            Field(id: "andere", title: "Andere", kind: money),
            Field(id: "menge", title: "Menge", kind: number),
            Field(id: "hoehe", title: "Höhe", kind: number),
            Field(id: "beginn", title: "Beginn", kind: .day(.any)),
        ]
        procedure.programmes = [
            Programme(
                id: "p", title: "P", source: "§ 1", unit: "ptu", deMinimis: true,
                versions: [
                    ProgrammeVersion(
                        validFrom: CivilDay(ordinal: 0), terms: terms, caps: caps,
                        requirements: requirements)
                ], kinds: kinds)
        ]
        return procedure
    }

    static func file(_ fields: [FieldID: FieldValue]) -> CaseFile {
        var file = CaseFile(id: "c", procedure: "probe", edition: "e", kind: "art")
        var changes = fields.map { Change(.field($0), from: nil, to: .field($1)) }
        changes.append(Change(.field("programm"), from: nil, to: .field(.text("p"))))
        changes.append(Change(Slot(.received), from: nil, to: .day(Probe.today)))
        file.apply(changes, version: 1, by: "anna", at: .epoch)
        return file
    }

    static let cost: [FieldID: FieldValue] = [
        "kosten": .money(Money(euro: 3_000)), "andere": .money(Money(euro: 900)),
        "menge": .quantity(Quantity(100)), "hoehe": .quantity(Quantity(15)),
        "beginn": .day(Probe.today),
    ]
    private static func euro(_ amount: Int64) -> Tariff { .fixed(Money(euro: amount)) }
    private static let third = Rate(percent: 30)
    private static let half = Rate(percent: 50)

    private static let amounts: [(terms: [CalculationTerm], caps: [Cap], euro: Int64)] = [
        ([.rate(third, of: "kosten")], [], 900),
        ([.rate(third, of: "kosten")], [.amount(euro(800))], 800),
        ([.rate(third, of: "kosten")], [.allPublic(half, of: "kosten", others: "andere")], 600),
        ([.unitPrice(euro(1), times: ["menge", "hoehe"])], [], 1_500),
        (
            [.unitPrice(euro(1), times: ["menge", "hoehe"])], [.share(third, of: "kosten")], 900
        ),
        // Each part under its own cap, then the sum under the common one
        (
            [
                .limited(.unitPrice(euro(125), times: ["hoehe"]), to: euro(625)),
                .limited(.unitPrice(euro(1), times: ["menge"]), to: euro(2_000)),
            ], [], 725
        ),
        (
            [
                .limited(.base(euro(500)), to: euro(400)), .base(euro(300)),
            ], [.amount(euro(650))], 650
        ),
    ]

    @Test(arguments: amounts.indices)
    func gives(index: Int) throws {
        let (terms, caps, euro) = Self.amounts[index]
        let procedure = Self.procedure(terms: terms, caps: caps)
        let calculation = try #require(procedure.calculation(for: Self.file(Self.cost)))
        #expect(calculation.exclusions.isEmpty)
        #expect(calculation.amount == Money(euro: euro))
    }

    @Test func aPartsCapStandsBesideThePart() throws {
        let procedure = Self.procedure(terms: [.limited(.base(Self.euro(500)), to: Self.euro(400))])
        let lines = try #require(procedure.calculation(for: Self.file([:]))).lines
        #expect(
            lines == [
                .base(Money(euro: 500)), .cap(Money(euro: 400), reason: .amount, bites: true),
                .result(Money(euro: 400)),
            ])
    }

    @Test(arguments: [
        (["art"], true), (["andere"], false), ([], true),
    ])
    func aProgrammeBelongsToItsKinds(kinds: [String], possible: Bool) throws {
        let procedure = Self.procedure(
            terms: [.base(Self.euro(100))], kinds: kinds.map { KindID($0) })
        let calculation = try #require(procedure.calculation(for: Self.file([:])))
        #expect(calculation.exclusions.isEmpty == possible)
    }

    // MARK: Conditions on sums

    private func obstacle(
        _ condition: Condition, _ fields: [FieldID: FieldValue], before: Money = .zero
    ) -> Obstacle? {
        var procedure = Self.procedure(terms: [.base(Self.euro(1))])
        procedure.fields.append(Field(id: "firma", title: "Firma", kind: .text(.free)))
        var step = Step(id: "pruefen", title: "Prüfen")
        step.needs = [condition]
        procedure.steps = [step]
        let file = Self.file(fields)
        var circumstances = Circumstances(
            procedure: procedure, office: Probe.office,
            actor: Probe.office.persons["anna"] ?? Person(id: "anna", name: "", memberships: []),
            today: Probe.today)
        for query in procedure.factQueries(for: nil, on: file, today: Probe.today) {
            circumstances.facts.sums[query] = before
        }
        return file.obstacle(to: step, under: circumstances)
    }

    @Test(arguments: [(900, 900, true), (899, 900, false), (0, 0, true)])
    func anAmountReachesAnother(amount: Int64, wanted: Int64, holds: Bool) {
        let found = obstacle(
            .amountReaches("kosten", of: "andere"),
            [
                "kosten": .money(Money(euro: amount)), "andere": .money(Money(euro: wanted)),
            ])
        #expect(found?.code == (holds ? nil : .notSettled))
    }

    /// The ceiling counts what this office granted, what others granted, and this grant.
    @Test(arguments: [
        (280_000, 12_000, 8_000, true), (280_000, 12_001, 8_000, false),
        (280_000, 12_000, 8_001, false), (0, 0, 300_000, true), (300_000, 0, 1, false),
    ])
    func deMinimisCountsDeclaredAid(before: Int64, declared: Int64, amount: Int64, holds: Bool) {
        let condition = Condition.deMinimisWithin(
            ceiling: Money(euro: 300_000), years: 3, undertaking: "firma", amount: "kosten",
            declared: "andere")
        let found = obstacle(
            condition,
            [
                "firma": .text("FN 1"), "kosten": .money(Money(euro: amount)),
                "andere": .money(Money(euro: declared)),
            ], before: Money(euro: before))
        #expect(found?.code == (holds ? nil : .deMinimisExceeded))
    }

    @Test(arguments: ["", "Volksgarten"])
    func aPlaceMustBeKnown(remark: String) {
        var procedure = Probe.procedure
        var step = Step(id: "gehen", title: "Gehen")
        step.needs = [.placeKnown]
        procedure.steps = [step]
        var file = Self.file([:])
        var place = Place()
        place.remark = remark
        file.apply(
            [Change(Slot(.place), from: nil, to: .place(place))], version: 2, by: "anna",
            at: .epoch)
        let circumstances = Circumstances(
            procedure: procedure, office: Probe.office,
            actor: Probe.office.persons["anna"] ?? Person(id: "anna", name: "", memberships: []),
            today: Probe.today)
        let found = file.obstacle(to: step, under: circumstances)
        #expect(found?.code == (remark.isEmpty ? .fieldEmpty : nil))
        place.remark = ""
        place.latitude = 48_306_123
        place.longitude = 14_286_440
        #expect(place.line == "48,306123° N, 14,286440° O" && place.isKnown)
    }
}
