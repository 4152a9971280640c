import Casework

/// Grant programmes: terms, caps, requirements, each a closed kind.
extension Compiler {
    func programme(_ part: Part) -> Programme? {
        guard let table = part.table(Vocabulary.programme) else { return nil }
        return Programme(
            id: ProgrammeID(table.define(.programme)), title: table.filled("title"),
            source: table.filled("source"),
            unit: UnitID(table.part("unit")?.id() ?? procedure.unit.raw),
            deMinimis: table.flag("deMinimis"),
            versions: table.list("versions").compactMap(version), kinds: kinds(table))
    }

    private func version(_ part: Part) -> ProgrammeVersion? {
        guard let table = part.table(Vocabulary.version) else { return nil }
        return ProgrammeVersion(
            validFrom: table.day("validFrom"), validTo: table.optionalDay("validTo"),
            terms: table.list("terms").compactMap(term),
            caps: table.elements("caps").compactMap(cap),
            requirements: table.elements("requirements").compactMap(requirement))
    }

    /// The one key of `names` that the table has; the kind of what stands here.
    private func chosen(_ names: [String], _ table: Table, _ part: Part) -> String? {
        let given = names.filter { table.has($0) }
        guard given.count == 1 else {
            part.report("Hier wird genau eines erwartet von: \(names.joined(separator: ", ")).")
            return nil
        }
        return given.first
    }

    private func term(_ part: Part) -> CalculationTerm? {
        guard let table = part.table(Vocabulary.term),
            let key = chosen(["rate", "unitPrice", "base", "requested"], table, part)
        else { return nil }
        let value = term(key, table)
        guard let value, let limit = table.part("max") else { return value }
        return .limited(value, to: tariff(limit))
    }

    private func term(_ key: String, _ table: Table) -> CalculationTerm? {
        switch key {
        case "rate":
            return .rate(table.rate("rate"), of: refer(table.required("of"), .money))
        case "unitPrice":
            guard let price = table.part("unitPrice") else { return nil }
            return .unitPrice(
                tariff(price), times: table.list("times").map { refer($0, .number) })
        case "base": return table.part("base").map { .base(tariff($0)) }
        default: return .requested(refer(table.part("requested"), .money))
        }
    }

    private func tariff(_ part: Part) -> Tariff {
        if part.scalar != nil { return .fixed(part.money()) }
        guard let members = part.members, let by = members.first(where: { $0.key == "by" }) else {
            part.report("Hier wird ein Betrag erwartet oder {by: feld, möglichkeit: betrag}.")
            return .fixed(.zero)
        }
        let field = refer(by.value, .alternative)
        var amounts: [String: Money] = [:]
        for member in members where member.key != "by" {
            amounts[member.key] = member.value.money()
        }
        let possible = alternatives(of: field)
        for member in members where member.key != "by" && !possible.isEmpty {
            guard !possible.contains(member.key) else { continue }
            findings.report(
                "„\(member.key)“ ist keine Möglichkeit des Feldes „\(field)“.", at: member.at,
                suggestion: nearest(to: member.key, in: possible))
        }
        return .byChoice(field, amounts)
    }

    /// What a field may say that amounts can depend on; a flag says ja or nein.
    private func alternatives(of field: FieldID) -> [String] {
        switch procedure.field(field)?.kind {
        case .choice(let options)?: options.map(\.id)
        case .flag?: [FieldValue.flag(true).plain, FieldValue.flag(false).plain]
        default: []
        }
    }

    private func cap(_ part: Part) -> Cap? {
        guard let table = part.table(Vocabulary.cap),
            let key = chosen(["amount", "share", "allPublic"], table, part)
        else { return nil }
        switch key {
        case "amount": return table.part("amount").map { .amount(tariff($0)) }
        case "share":
            return .share(table.rate("share"), of: refer(table.required("of"), .money))
        default:
            return .allPublic(
                table.rate("allPublic"), of: refer(table.required("of"), .money),
                others: refer(table.required("others"), .money))
        }
    }

    private func requirement(_ part: Part) -> Requirement? {
        let names = [
            "atLeast", "atMost", "moneyAtLeast", "moneyAtMost", "notOlder",
            "notBeforeApplication", "flag", "oneOf",
        ]
        guard let table = part.table(Vocabulary.requirement),
            let key = chosen(names, table, part)
        else { return nil }
        let subject = table.part(key)
        switch key {
        case "atLeast": return .atLeast(refer(subject, .number), table.quantity("value"))
        case "atMost": return .atMost(refer(subject, .number), table.quantity("value"))
        case "moneyAtLeast": return .moneyAtLeast(refer(subject, .money), table.money("value"))
        case "moneyAtMost": return .moneyAtMost(refer(subject, .money), table.money("value"))
        case "notOlder":
            return .notOlder(refer(subject, .day), months: table.integer("months", 1...600))
        case "notBeforeApplication": return .notBeforeApplication(refer(subject, .day))
        case "flag":
            return .flag(
                refer(subject, .flag), table.required("is")?.flag() ?? true,
                table.filled("reason"))
        default:
            let field = refer(subject, .choice)
            return .oneOf(
                field,
                table.list("values").compactMap { part in
                    if case .text(let id) = value(part, for: field) { id } else { nil }
                })
        }
    }
}
