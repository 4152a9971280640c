/// Computes a deadline from the day of the event, with its steps, and with the other ends where
/// the law is unclear.
///
/// Suspensions and extensions concern the last link: what delivers is never suspended.
package func compute(
    _ formula: DeadlineFormula, from start: CivilDay, assumptions: Assumptions = Assumptions(),
    suspensions: [Suspension] = [], extensions: [Extension] = []
) throws(DeadlineFault) -> DeadlineRun {
    let facts = DeadlineFacts(
        formula: formula, start: start, suspensions: suspensions, extensions: extensions)
    let walk = try DeadlineWalk(facts, assumptions)
    var alternatives: [DeadlineAlternative] = []
    for (assumption, answer) in walk.answered {
        let other = try? DeadlineWalk(facts, assumptions.with(assumption, !answer))
        guard let other, other.day != walk.day else { continue }
        alternatives.append(
            DeadlineAlternative(assumption: assumption, answer: !answer, end: other.day))
    }
    return DeadlineRun(
        formula: formula, start: start, nominal: walk.nominal, end: walk.day, steps: walk.steps,
        alternatives: alternatives)
}

struct DeadlineFacts {
    let formula: DeadlineFormula
    let start: CivilDay
    let suspensions: [Suspension]
    let extensions: [Extension]
}

/// One way through a formula: where it stands, what led there, and which unclear questions it
/// had to answer.
struct DeadlineWalk {
    private(set) var day: CivilDay
    private(set) var nominal: CivilDay
    private(set) var steps: [DeadlineStep] = []
    private(set) var answered: [(assumption: Assumption, answer: Bool)] = []
    private let assumptions: Assumptions
    private var rule = DeadlineRule.fixed

    init(_ facts: DeadlineFacts, _ assumptions: Assumptions) throws(DeadlineFault) {
        self.assumptions = assumptions
        day = facts.start
        nominal = facts.start
        for (index, link) in facts.formula.links.enumerated() {
            rule = link.rule
            let start = day
            try follow(link)
            let isLast = index == facts.formula.links.count - 1
            if isLast { try change(start, facts.suspensions, facts.extensions) }
            finish(givenAsDay: isLast && facts.extensions.last?.isDay ?? false)
        }
        guard DeadlineFault.years.contains(day.year) else { throw .outOfRange }
    }

    private mutating func ask(_ assumption: Assumption, unlessSet usual: Bool) -> Bool {
        let answer = assumptions[assumption] ?? usual
        if !answered.contains(where: { $0.assumption == assumption }) {
            answered.append((assumption, answer))
        }
        return answer
    }

    private mutating func move(
        to target: CivilDay, _ kind: DeadlineStep.Kind, source: String,
        skipped: [SkippedDay] = []
    ) {
        steps.append(
            DeadlineStep(
                rule: rule, source: source, from: day, to: target, kind: kind, skipped: skipped))
        day = target
    }

    // MARK: - Counting

    private mutating func follow(_ link: DeadlineLink) throws(DeadlineFault) {
        switch link.period {
        case .days, .weeks, .months, .years:
            let target = link.period.counted(from: day) ?? day
            move(to: target, .counted(link.period), source: rule.countSource)
        case .pickupDay, .firstPickupDay, .sameDay:
            move(to: day, .thatDay, source: rule.source)
        case .nextWorkingDay: countWorkingDays(1)
        case .thirdWorkingDay: countWorkingDays(3)
        case .dayAfterReturn: afterReturn()
        case .endOfFirstQuarterNextYear:
            guard let target = CivilDay(year: day.year + 1, month: 3, day: 31)
            else { throw .outOfRange }
            move(to: target, .quarterEnd, source: rule.source)
        case .dayBeforeInOfficeHours: dayBefore()
        }
        nominal = day
        if link.period == .dayBeforeInOfficeHours { try backToOfficeHours() }
    }

    private mutating func countWorkingDays(_ count: Int) {
        var skipped: [SkippedDay] = []
        var target = day
        var left = count
        while left > 0 {
            target = target.adding(days: 1)
            if isWorkingDay(target) {
                left -= 1
            } else {
                skipped.append(SkippedDay(day: target, block: target.block))
            }
        }
        move(to: target, .workingDays(count), source: rule.source, skipped: skipped)
    }

    /// Asks only where the answer decides.
    private mutating func isWorkingDay(_ day: CivilDay) -> Bool {
        guard let block = day.block else { return true }
        if block.weekend == .sunday || block.holiday?.kind == .statutory { return false }
        if block.weekend == .saturday {
            let counts =
                rule == .electronicDeemed
                ? ask(.saturdayElectronic, unlessSet: false)
                : ask(.saturdayPost, unlessSet: rule == .postSaturdayCounts)
            if !counts { return false }
        }
        return block.holiday == nil || ask(.bridgeDays, unlessSet: true)
    }

    private mutating func afterReturn() {
        var skipped: [SkippedDay] = []
        var target = day.adding(days: 1)
        while let block = target.block {
            let closed =
                block.weekend == .sunday || block.holiday?.kind == .statutory
                || (block.weekend == .saturday && !ask(.saturdayPickup, unlessSet: true))
            guard closed else { break }
            skipped.append(SkippedDay(day: target, block: block))
            target = target.adding(days: 1)
        }
        move(to: target, .afterReturn, source: rule.source, skipped: skipped)
    }

    // MARK: - The day before a hearing

    private mutating func dayBefore() {
        move(to: day.adding(days: -1), .dayBefore, source: rule.source)
    }

    private mutating func backToOfficeHours() throws(DeadlineFault) {
        let hours = assumptions.officeHours
        if !hours.isOpen(on: day), ask(.objectionOnClosedDay, unlessSet: false) {
            move(to: day, .kept, source: rule.source)
            return
        }
        guard let open = hours.isOpen(on: day) ? day : hours.openDay(before: day),
            let closing = hours.closing(on: open)
        else { throw .noOfficeHours }
        let skipped = (0..<open.days(until: day)).map { back in
            let passed = day.adding(days: -back)
            return SkippedDay(day: passed, block: passed.block)
        }
        move(
            to: open, .backToOfficeHours(until: closing), source: rule.source, skipped: skipped)
    }

    // MARK: - Suspension and extension

    private mutating func change(
        _ start: CivilDay, _ suspensions: [Suspension], _ extensions: [Extension]
    ) throws(DeadlineFault) {
        for suspension in suspensions where suspension.to < suspension.from {
            throw .suspensionBackwards(suspension)
        }
        guard !rule.isDelivery, rule != .hearing else { return }
        var waiting = suspensions.sorted { ($0.from, $0.to) < ($1.from, $1.to) }[...]
        var stoodUntil = start
        stand(&waiting, &stoodUntil)
        for more in extensions {
            try extend(more)
            stand(&waiting, &stoodUntil)
        }
        nominal = day
    }

    /// Adds the days of those suspensions that began before the end; overlapping days once.
    private mutating func stand(
        _ waiting: inout ArraySlice<Suspension>, _ stoodUntil: inout CivilDay
    ) {
        while let next = waiting.first, max(next.from, stoodUntil) <= day {
            waiting.removeFirst()
            let from = max(next.from, stoodUntil)
            guard next.to > from else { continue }
            move(
                to: day.adding(days: from.days(until: next.to)), .stood(next),
                source: "Hemmung des Fristenlaufs")
            stoodUntil = next.to
        }
    }

    private mutating func extend(_ more: Extension) throws(DeadlineFault) {
        let source = rule == .avgShift ? "§ 33 Abs 4 AVG" : "Verlängerung"
        switch more {
        case .by(let period):
            let shifted = nextOrdinary(day).day
            if rule.shifts, shifted != day, ask(.extensionFromShifted, unlessSet: false) {
                shift()
            }
            guard let target = period.counted(from: day)
            else { throw .extensionNotCounted(period) }
            move(to: target, .extended(more), source: source)
        case .to(let target):
            guard target >= day else { throw .extensionTooEarly(target, end: day) }
            move(to: target, .extended(more), source: source)
        }
    }

    // MARK: - The end

    private mutating func finish(givenAsDay: Bool) {
        guard !rule.isDelivery || rule == .publicNotice, rule != .hearing, day.block != nil
        else { return }
        if endMoves(givenAsDay: givenAsDay) {
            shift()
        } else {
            move(to: day, .kept, source: rule.shiftSource)
        }
    }

    /// Only asked on a day on which no period ends.
    private mutating func endMoves(givenAsDay: Bool) -> Bool {
        switch rule {
        case .noShift: return ask(.materialShift, unlessSet: false)
        case .publicNotice: return ask(.noticeShift, unlessSet: false)
        case .fixed: return ask(.fixedDayShift, unlessSet: false)
        case .decision: return ask(.decisionShift, unlessSet: true)
        default: return givenAsDay ? ask(.fixedDayShift, unlessSet: true) : true
        }
    }

    private mutating func shift() {
        let (target, skipped) = nextOrdinary(day)
        guard target != day else {
            if day.block != nil { move(to: day, .kept, source: rule.shiftSource) }
            return
        }
        move(to: target, .shifted, source: rule.shiftSource, skipped: skipped)
    }

    private mutating func nextOrdinary(_ first: CivilDay) -> (day: CivilDay, [SkippedDay]) {
        var skipped: [SkippedDay] = []
        var target = first
        while let block = target.block, blocks(block) {
            skipped.append(SkippedDay(day: target, block: block))
            target = target.adding(days: 1)
        }
        return (target, skipped)
    }

    private mutating func blocks(_ block: DayBlock) -> Bool {
        guard rule == .abgbShift, block.weekend == nil, block.holiday == .christmasEve
        else { return true }
        return ask(.privateChristmasEve, unlessSet: true)
    }
}

extension DeadlineRule {
    /// Moves its end without a question asked.
    fileprivate var shifts: Bool {
        self == .avgShift || self == .abgbShift || self == .decision
    }
}

extension Extension {
    fileprivate var isDay: Bool {
        if case .to = self { true } else { false }
    }
}
