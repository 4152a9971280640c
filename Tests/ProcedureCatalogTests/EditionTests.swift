import Casework
import Letters
import ProcedureCatalog
import SyncProtocol
import Testing

/// Editions go out as bytes and come back as the same procedure.
struct EditionTests {
    @Test(arguments: ShippedProcedures.folders)
    func roundTripIsExact(folder: String) throws {
        let path = "\(ShippedProcedures.catalogue)/\(folder)"
        guard let procedure = compile(SourceFolder(path: path)).procedure else { return }
        let document = EditionDocument(procedure)
        let back = try EditionDocument(bytes: document.bytes, named: document.id)
        #expect(back.procedure == procedure)
        #expect(back == document)
        #expect(EditionDocument(back.procedure).bytes == document.bytes)
        #expect(document.id.raw.count == 64)
    }

    private static let conditions: [Condition] = [
        .checklistComplete, .somethingToDemand, .checklistReviewed, .picturesChecked,
        .calculationValid, .placeKnown, .fieldSet("f"), .letterSealed("l"),
        .letterDelivered("l"), .deadlineRunning("d"), .deadlineExpired("d"),
        .deadlineNotExpired("d"), .stepTaken("s"), .stepNotTaken("s"), .partyPresent("p"),
        .partiesAgree("p"), .inquiriesAnswered(.outside), .amountWithinCalculation("m"),
        .amountReaches("m", of: "n"), .receivedUntil("t"), .settled(.payment, against: .grant),
        .programmeIs(["a", "b"]), .not(.fieldSet("f")), .any([.placeKnown, .not(.placeKnown)]),
        .competentBodyDecided(amount: "m", body: "b", day: "t"),
        .deMinimisWithin(
            ceiling: Money(cents: 30_000_000), years: 3, undertaking: "u", amount: "m",
            declared: nil),
        .fieldIs(
            "f",
            [
                .text("a"), .integer(-3), .quantity(Quantity(milli: 12_500)),
                .money(Money(cents: 5)), .day(CivilDay(ordinal: 20_000)), .flag(true),
            ]),
    ]

    private static let requirements: [Requirement] = [
        .atLeast("q", Quantity(30)), .atMost("q", Quantity(milli: 5)),
        .moneyAtLeast("m", Money(cents: 1)), .moneyAtMost("m", Money(cents: 2)),
        .notOlder("t", months: 12), .notBeforeApplication("t"), .flag("f", false, "weil"),
        .oneOf("c", ["a"]),
    ]

    private static let fieldKinds: [FieldKind] = [
        .text(.iban), .longText, .choice([Option(id: "a", title: "A")]),
        .integer(minimum: 1, maximum: nil), .money(minimum: nil, maximum: Money(cents: 9)),
        .quantity(unit: "kWp", minimum: Quantity(0), maximum: nil), .day(.future), .flag,
    ]

    /// One of each kind that a procedure can hold.
    private static var everything: Procedure {
        var procedure = Procedure(id: "x", title: "Ä", nature: .privateLaw, unit: "u")
        var step = Step(id: "s", title: "S")
        step.needs = conditions
        step.approval = ApprovalRule(role: .clerk, when: .placeKnown)
        step.sets = [
            FieldSetting(field: "a", value: .today),
            FieldSetting(field: "b", value: .calculatedAmount),
            FieldSetting(field: "c", value: .dayAfter("d")),
            FieldSetting(field: "e", value: .competentBody(amount: "m")),
            FieldSetting(field: "f", value: .constant(.flag(false))),
        ]
        procedure.steps = [step]
        procedure.fields = fieldKinds.enumerated().map { index, kind in
            Field(id: FieldID("f\(index)"), title: "F", kind: kind)
        }
        let tariff = Tariff.byChoice("c", ["a": Money(cents: 1), "b": Money(cents: -2)])
        let version = ProgrammeVersion(
            validFrom: CivilDay(ordinal: 0), validTo: CivilDay(ordinal: 9),
            terms: [
                .rate(Rate(percent: 30), of: "m"), .base(tariff), .requested("m"),
                .limited(.unitPrice(.fixed(Money(cents: 7)), times: ["q"]), to: tariff),
            ],
            caps: [
                .amount(tariff), .share(Rate(percent: 50), of: "m"),
                .allPublic(Rate(percent: 50), of: "m", others: "o"),
            ], requirements: requirements)
        procedure.programmes = [
            Programme(
                id: "p", title: "P", source: "", unit: "u", deMinimis: true, versions: [version],
                kinds: ["k"])
        ]
        procedure.deadlines = [
            DeadlineDefinition(
                id: "d", title: "D", source: "", formula: .fixed, binds: .court,
                starts: [.received, .step("s"), .dispatched("l"), .delivered("l"), .day("t")],
                suspends: [.closed], resumes: [.answered(.expert)], when: .placeKnown)
        ]
        return procedure
    }

    @Test func everyKindComesBack() throws {
        let document = EditionDocument(Self.everything)
        #expect(try EditionDocument(bytes: document.bytes).procedure == Self.everything)
    }

    @Test func anotherNameIsRefused() {
        let document = EditionDocument(Procedure(id: "x", title: "X", nature: .service, unit: "u"))
        #expect(throws: EditionError.self) {
            try EditionDocument(bytes: document.bytes, named: "0000")
        }
    }

    @Test(arguments: [
        "", "{}", "null", "[1,2]", #"{"format":1}"#, #"{"format":1,"procedure":{}}"#,
        #"{"format":1,"procedure":{"id":1,"title":"x","nature":"service","unit":"u"}}"#,
        #"{"format":1,"procedure":{"id":"x","title":"x","nature":"king","unit":"u"}}"#,
    ])
    func whatIsNoEditionIsRefused(text: String) {
        #expect(throws: EditionError.self) { try EditionDocument(bytes: Array(text.utf8)) }
    }

    @Test func aNewerFormatSaysSo() {
        let text = #"{"format":99,"procedure":{}}"#
        #expect(throws: EditionError.newer(format: 99)) {
            try EditionDocument(bytes: Array(text.utf8))
        }
    }

    @Test func everyByteTurnedIsSurvived() {
        let document = EditionDocument(Procedure(id: "x", title: "X", nature: .service, unit: "u"))
        for index in document.bytes.indices {
            for bit in [1, 2, 32, 64, 128] as [UInt8] {
                var bytes = document.bytes
                bytes[index] ^= bit
                _ = try? EditionDocument(bytes: bytes)
            }
        }
    }
}
