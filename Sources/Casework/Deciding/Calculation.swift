/// What a programme's conditions give for a case, line by line.
package struct Calculation: Hashable, Sendable {
    package var lines: [CalculationLine]
    package var amount: Money
    /// What excludes the application altogether.
    package var exclusions: [Obstacle]
    package var validFrom: CivilDay
}

/// A line of the explanation; `Texts` makes the sentence.
package enum CalculationLine: Hashable, Sendable {
    case rate(Rate, field: String, of: Money, gives: Money)
    case unitPrice(Money, factors: [(String, Quantity)], gives: Money)
    case base(Money)
    case requested(Money)
    case sum(Money)
    /// A cap that bites, or does not.
    case cap(Money, reason: CapReason, bites: Bool)
    case result(Money)

    package enum CapReason: Hashable, Sendable {
        case amount
        case share(Rate, of: String)
        case allPublic(Rate, others: Money)
    }

    package static func == (left: Self, right: Self) -> Bool {
        String(describing: left) == String(describing: right)
    }
    package func hash(into hasher: inout Hasher) { hasher.combine(String(describing: self)) }
}

extension Procedure {
    /// The calculation of the programme version in force on the day of application; nil without
    /// a programme.
    package func calculation(for file: CaseFile) -> Calculation? {
        guard let programme = programme(of: file) else { return nil }
        guard let version = programme.version(on: file.received) else {
            return Calculation(
                lines: [], amount: Money(cents: 0),
                exclusions: [
                    Obstacle(
                        .programmeNotInForce,
                        [.programme: programme.title, .day: file.received.austrian])
                ], validFrom: file.received)
        }
        return Calculator(procedure: self, file: file, version: version).run()
    }
}

private struct Calculator {
    let procedure: Procedure
    let file: CaseFile
    let version: ProgrammeVersion
    var lines: [CalculationLine] = []
    var exclusions: [Obstacle] = []

    init(procedure: Procedure, file: CaseFile, version: ProgrammeVersion) {
        self.procedure = procedure
        self.file = file
        self.version = version
    }

    func run() -> Calculation {
        var work = self
        return work.calculate()
    }

    private mutating func calculate() -> Calculation {
        checkKind()
        for requirement in version.requirements { check(requirement) }
        var amount = Money(cents: 0)
        for term in version.terms { amount = amount + value(of: term) }
        if version.terms.count > 1 { lines.append(.sum(amount)) }
        for cap in version.caps {
            guard let (limit, reason) = limit(of: cap) else { continue }
            lines.append(.cap(limit, reason: reason, bites: limit < amount))
            amount = min(amount, limit)
        }
        amount = max(amount, Money(cents: 0))
        lines.append(.result(amount))
        return Calculation(
            lines: lines, amount: exclusions.isEmpty ? amount : Money(cents: 0),
            exclusions: exclusions, validFrom: version.validFrom)
    }

    private mutating func checkKind() {
        guard let programme = procedure.programme(of: file), !programme.kinds.isEmpty,
            !programme.kinds.contains(file.kind)
        else { return }
        excludeValue(Procedure.programmeField, "gehört nicht zu dieser Fallart")
    }

    private mutating func value(of term: CalculationTerm) -> Money {
        switch term {
        case .rate(let rate, let field):
            let cost = money(field)
            let gives = cost * rate
            lines.append(.rate(rate, field: title(field), of: cost, gives: gives))
            return gives
        case .unitPrice(let tariff, let fields):
            let factors = fields.map { (title($0), quantity($0)) }
            // Of nothing no price is asked: who builds no storage is not asked who pays for it.
            let nothing = fields.contains { optionalQuantity($0) == Quantity(0) }
            let price = nothing ? known(tariff) : amount(of: tariff)
            let gives = factors.reduce(price) { $0.times($1.1.asRate) }
            lines.append(.unitPrice(price, factors: factors, gives: gives))
            return gives
        case .base(let tariff):
            let gives = amount(of: tariff)
            lines.append(.base(gives))
            return gives
        case .requested(let field):
            let gives = money(field)
            lines.append(.requested(gives))
            return gives
        case .limited(let inner, let tariff):
            let gives = value(of: inner)
            let limit = amount(of: tariff)
            lines.append(.cap(limit, reason: .amount, bites: limit < gives))
            return min(gives, limit)
        }
    }

    private mutating func limit(of cap: Cap) -> (Money, CalculationLine.CapReason)? {
        switch cap {
        case .amount(let tariff):
            return (amount(of: tariff), .amount)
        case .share(let rate, let field):
            return (money(field) * rate, .share(rate, of: title(field)))
        case .allPublic(let rate, let cost, let others):
            let other = optionalMoney(others) ?? Money(cents: 0)
            return (money(cost) * rate - other, .allPublic(rate, others: other))
        }
    }

    private mutating func amount(of tariff: Tariff) -> Money {
        switch tariff {
        case .fixed(let money): return money
        case .byChoice(let field, let options):
            guard let choice = choice(field), let money = options[choice] else {
                exclude(.fieldEmpty, field)
                return Money(cents: 0)
            }
            return money
        }
    }

    private func choice(_ field: FieldID) -> String? {
        switch file.field(field) {
        case .text(let choice)?: choice
        case .flag(let flag)?: FieldValue.flag(flag).plain
        default: nil
        }
    }

    private func known(_ tariff: Tariff) -> Money {
        switch tariff {
        case .fixed(let money): money
        case .byChoice(let field, let options):
            choice(field).flatMap { options[$0] } ?? Money(cents: 0)
        }
    }

    private mutating func check(_ requirement: Requirement) {
        switch requirement {
        case .atLeast(let field, let minimum):
            guard let value = optionalQuantity(field) else { return exclude(.fieldEmpty, field) }
            if value < minimum { excludeValue(field, "mindestens \(minimum.austrian)") }
        case .atMost(let field, let maximum):
            guard let value = optionalQuantity(field) else { return exclude(.fieldEmpty, field) }
            if value > maximum { excludeValue(field, "höchstens \(maximum.austrian)") }
        case .moneyAtLeast(let field, let minimum):
            guard let value = optionalMoney(field) else { return exclude(.fieldEmpty, field) }
            if value < minimum { excludeValue(field, "mindestens \(minimum.german)") }
        case .moneyAtMost(let field, let maximum):
            guard let value = optionalMoney(field) else { return exclude(.fieldEmpty, field) }
            if value > maximum { excludeValue(field, "höchstens \(maximum.german)") }
        case .notOlder(let field, let months):
            guard let day = day(field) else { return exclude(.fieldEmpty, field) }
            if day < file.received.adding(months: -months) {
                excludeValue(field, "nicht älter als \(months) Monate bei Antragstellung")
            }
        case .notBeforeApplication(let field):
            guard let day = day(field) else { return exclude(.fieldEmpty, field) }
            if day < file.received {
                excludeValue(field, "nicht vor der Antragstellung am \(file.received.austrian)")
            }
        case .flag(let field, let wanted, let reason):
            guard case .flag(let value)? = file.field(field) else {
                return exclude(.fieldEmpty, field)
            }
            if value != wanted { excludeValue(field, reason) }
        case .oneOf(let field, let allowed):
            guard case .text(let value)? = file.field(field) else {
                return exclude(.fieldEmpty, field)
            }
            if !allowed.contains(value) { excludeValue(field, "nicht in diesem Programm") }
        }
    }

    private mutating func exclude(_ code: Obstacle.Code, _ field: FieldID) {
        let obstacle = Obstacle(code, [.field: title(field)])
        if !exclusions.contains(obstacle) { exclusions.append(obstacle) }
    }

    private mutating func excludeValue(_ field: FieldID, _ reason: String) {
        exclusions.append(
            Obstacle(.calculationExcluded, [.field: title(field), .reason: reason]))
    }

    private func title(_ field: FieldID) -> String { procedure.field(field)?.title ?? field.raw }

    private mutating func money(_ field: FieldID) -> Money {
        if let money = optionalMoney(field) { return money }
        exclude(.fieldEmpty, field)
        return Money(cents: 0)
    }

    private mutating func quantity(_ field: FieldID) -> Quantity {
        if let quantity = optionalQuantity(field) { return quantity }
        exclude(.fieldEmpty, field)
        return Quantity(0)
    }

    private func optionalMoney(_ field: FieldID) -> Money? {
        if case .money(let money)? = file.field(field) { money } else { nil }
    }

    private func optionalQuantity(_ field: FieldID) -> Quantity? {
        switch file.field(field) {
        case .quantity(let quantity)?: quantity
        case .integer(let whole)?: Quantity(whole)
        default: nil
        }
    }

    private func day(_ field: FieldID) -> CivilDay? {
        if case .day(let day)? = file.field(field) { day } else { nil }
    }
}
