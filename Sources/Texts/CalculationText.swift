import Casework

extension CalculationLine {
    /// One line of the explanation: "30 % von Kosten 2.500,00 € = 750,00 €".
    package var sentence: String {
        switch self {
        case .rate(let rate, let field, let cost, let gives):
            return "\(rate.percent) von \(field) \(cost.german) = \(gives.german)"
        case .unitPrice(let price, let factors, let gives):
            let product = factors.map { "\($0.1.austrian) (\($0.0))" }.joined(separator: " × ")
            return product.isEmpty
                ? "Einheitssatz \(price.german)" : "\(price.german) × \(product) = \(gives.german)"
        case .base(let amount): return "Grundbetrag \(amount.german)"
        case .requested(let amount): return "Beantragt \(amount.german)"
        case .sum(let amount): return "Summe \(amount.german)"
        case .cap(let limit, let reason, let bites):
            let word = bites ? "gedeckelt mit" : "Deckel nicht erreicht:"
            return "\(word) \(limit.german) (\(reason.phrase))"
        case .result(let amount): return "Förderbetrag \(amount.german)"
        }
    }

    /// The line that holds the answer.
    package var isResult: Bool { if case .result = self { true } else { false } }
}

extension CalculationLine.CapReason {
    package var phrase: String {
        switch self {
        case .amount: return "Höchstbetrag"
        case .share(let rate, let field): return "höchstens \(rate.percent) von \(field)"
        case .allPublic(let rate, let others):
            return "alle öffentlichen Förderungen zusammen höchstens \(rate.percent), "
                + "andere \(others.german)"
        }
    }
}

extension Calculation {
    /// Exclusions first, then the lines, then from when the conditions hold.
    package var explanation: [String] {
        exclusions.map { "Ausgeschlossen: \($0.sentence)" } + lines.map(\.sentence)
            + ["Bedingungen gültig ab \(validFrom.austrian)"]
    }
}
