import Casework
import Testing

/// What holds whatever people do: checked over seeded random days at the office.
@Suite struct DecideProperties {
    @Test(arguments: 0..<120)
    func randomDays(seed: Int) throws {
        var random = Xorshift(seed: UInt64(seed) &* 7919 &+ 1)
        var story = Story.opened()
        for _ in 0..<60 {
            let before = story.file
            let actor = random.pick(Array(Probe.office.persons.keys).sorted())
            let body = Self.body(&random, story)
            let first = story.decision(actor, body)
            #expect(first == story.decision(actor, body), "the same question, another answer")
            let decision = story.act(actor, body)
            try check(before: before, story: story, decision: decision)
            if random.next(8) == 0 { story.today = story.today.adding(days: random.next(20)) }
        }
    }

    private func check(before: CaseFile?, story: Story, decision: Decision) throws {
        let file = try #require(story.file)
        if decision.obstacle != nil {
            #expect(file == before)
            return
        }
        #expect(file.version == (before?.version ?? 0) + 1)
        // Taking the changes back in reverse gives the case as it was.
        var back = file
        back.apply(
            decision.changes.reversed().map(\.inverse), version: file.version, by: "x",
            at: .epoch)
        #expect(back.slots.mapValues(\.value) == before?.slots.mapValues(\.value))
        if before?.isAnchored(under: Probe.procedure) == true {
            #expect(file.isAnchored(under: Probe.procedure))
        }
        if !file.isOpen {
            #expect(file.deadlines.allSatisfy { !$0.record.isRunning })
        }
        for letter in file.letters where letter.state == .sealed && letter.template == "bescheid" {
            #expect(letter.sealedBy != letter.preparedBy)
        }
    }

    private static func body(_ random: inout Xorshift, _ story: Story) -> ActBody {
        let day = story.today.adding(days: random.next(9) - 4)
        switch random.next(20) {
        case 0: return .setSubject(random.pick(["", "x", "Zubau"]))
        case 1: return .setFields(["betrag": .money(Money(euro: Int64(random.next(5)) - 1))])
        case 2: return .setFields(["voll": .day(day)])
        case 3: return .checkItems(["plan": ItemRecord(state: random.pick(ItemState.allCases))])
        case 4:
            return .assign(
                Assignment(unit: "bbv", person: random.pick(["anna", "bert", "ute", nil])),
                reason: "")
        case 5: return .resubmit(day, reason: "")
        case 6: return .cancelResubmission
        case 7:
            return .takeStep(
                StepTaking(
                    step: "auftrag", letter: LetterDraft(text: "x", recipients: ["p1"])))
        case 8, 9:
            return .takeStep(
                StepTaking(
                    step: "bescheid", inputs: ["betrag": .money(Money(euro: 1))],
                    letter: LetterDraft(text: "x", recipients: ["p1"]), reason: "weil"))
        case 10, 11: return .approve(note: "")
        case 12: return .sendBack(reason: "nein")
        case 13: return .takeStep(StepTaking(step: "rechtskraft"))
        case 14: return .undo(random.pick(story.entries.map(\.act.id)))
        case 15: return .cancelDeadline(key: "entscheidung", reason: "Probe")
        case 16: return .withdraw(day: story.today, reason: "")
        case 17: return .reopen(reason: "doch")
        case 18: return .declareBias(random.pick(["anna", "bert"]), reason: "verwandt")
        default:
            let letter = story.file?.letters.last?.id ?? "kein"
            var delivery = Delivery(channel: .registered, dispatched: story.today)
            delivery.handedOver = story.today
            return .recordDelivery(letter, "p1", delivery)
        }
    }
}

/// A small deterministic source, so that a seed is a story.
struct Xorshift {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func pick<T>(_ choices: [T]) -> T { choices[next(choices.count)] }
}
