/// The conditions that count money.
struct MoneyCheck {
    let file: CaseFile
    let circumstances: Circumstances

    private var procedure: Procedure { circumstances.procedure }
    private var today: CivilDay { circumstances.today }

    func obstacle(_ condition: Condition) -> Obstacle? {
        switch condition {
        case .calculationValid:
            return calculation().map { $0.exclusions.first } ?? Obstacle(.programmeMissing)
        case .amountWithinCalculation(let field):
            return withinCalculation(field)
        case .amountReaches(let field, let goal):
            return reaches(field, goal)
        case .deMinimisWithin(let ceiling, let years, let undertaking, let amount, let declared):
            let others = declared.flatMap(money) ?? Money(cents: 0)
            return deMinimis(ceiling, years, undertaking, amount, others)
        case .competentBodyDecided(let amount, let body, let day):
            return competentBody(amount, body, day)
        case .settled(let kind, let against):
            let open = file.sum(against) - file.sum(kind)
            return open > Money(cents: 0) ? Obstacle(.notSettled, [.amount: open.german]) : nil
        case .programmeIs(let allowed):
            guard let programme = procedure.programme(of: file) else {
                return Obstacle(.programmeMissing)
            }
            return allowed.contains(programme.id)
                ? nil : Obstacle(.conditionNotMet, [.programme: programme.title])
        default:
            return nil
        }
    }

    private func calculation() -> Calculation? { procedure.calculation(for: file) }

    private func withinCalculation(_ field: FieldID) -> Obstacle? {
        guard let calculation = calculation() else { return Obstacle(.programmeMissing) }
        if let exclusion = calculation.exclusions.first { return exclusion }
        guard let amount = money(field) else { return missing(field) }
        guard amount <= calculation.amount else {
            return Obstacle(
                .amountAboveCalculation,
                [.amount: amount.german, .limit: calculation.amount.german])
        }
        return nil
    }

    private func reaches(_ field: FieldID, _ goal: FieldID) -> Obstacle? {
        guard let amount = money(field) else { return missing(field) }
        guard let wanted = money(goal) else { return missing(goal) }
        let open = wanted - amount
        return open > Money(cents: 0) ? Obstacle(.notSettled, [.amount: open.german]) : nil
    }

    private func deMinimis(
        _ ceiling: Money, _ years: Int, _ undertaking: FieldID, _ amount: FieldID, _ others: Money
    ) -> Obstacle? {
        guard procedure.programme(of: file)?.deMinimis == true else { return nil }
        guard case .text(let name)? = file.field(undertaking) else { return missing(undertaking) }
        guard let amount = money(amount) else { return missing(amount) }
        let query = FactQuery.aid(
            undertaking: undertakingKey(name), from: today.adding(months: -12 * years), to: today,
            excluding: file.id)
        let before = (circumstances.facts.sums[query] ?? Money(cents: 0)) + others
        guard before + amount <= ceiling else {
            return Obstacle(
                .deMinimisExceeded,
                [.amount: (before + amount).german, .limit: ceiling.german, .value: name])
        }
        return nil
    }

    private func competentBody(_ amount: FieldID, _ body: FieldID, _ day: FieldID) -> Obstacle? {
        guard let money = money(amount) else { return missing(amount) }
        guard case .text(let decided)? = file.field(body) else { return missing(body) }
        guard case .day(let date)? = file.field(day) else { return missing(day) }
        guard let competent = procedure.competentBody(for: money, on: date) else { return nil }
        guard competent.raw == decided else {
            return Obstacle(
                .bodyNotCompetent,
                [.body: procedure.body(competent)?.title ?? competent.raw, .amount: money.german])
        }
        return nil
    }

    private func money(_ field: FieldID) -> Money? {
        if case .money(let money)? = file.field(field) { money } else { nil }
    }

    private func missing(_ field: FieldID) -> Obstacle {
        Obstacle(.fieldEmpty, [.field: procedure.field(field)?.title ?? field.raw])
    }
}
