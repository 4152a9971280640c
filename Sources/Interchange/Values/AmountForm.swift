import Casework

/// How a source writes amounts.
package enum AmountForm: String, CaseIterable, Hashable, Sendable {
    /// `75,453.00`, `-800.360000000001`, `1.101633736E7`: a point parts the decimals.
    case us
    /// `75.453,00`
    case austrian

    /// Rounded to the cent, half a cent away from zero; nil when it is no amount.
    package func read(_ text: String) -> Money? {
        decimal(text, places: 2).map { Money(cents: $0) }
    }

    /// The number in units of 10 to the minus `places`.
    func decimal(_ text: String, places: Int) -> Int64? {
        var text = text.trimmed.filter { $0 != "€" && $0 != "\u{a0}" && $0 != " " }
        guard (1...40).contains(text.utf8.count) else { return nil }
        if self == .austrian {
            text = String(text.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
        }
        let negative = text.hasPrefix("-")
        if negative || text.hasPrefix("+") { text.removeFirst() }
        let halves = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
        guard (1...2).contains(halves.count), let exponent = AmountForm.exponent(halves) else {
            return nil
        }
        let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = AmountForm.whole(parts[0]) else {
            return nil
        }
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = String(whole) + fraction
        guard !digits.isEmpty, digits.utf8.count <= 30, digits.utf8.allSatisfy(isDigit) else {
            return nil
        }
        return AmountForm.scaled(digits, by: exponent - fraction.utf8.count + places)
            .map { negative ? -$0 : $0 }
    }

    private static func exponent(_ halves: [Substring]) -> Int? {
        guard halves.count == 2 else { return 0 }
        return Int(halves[1]).flatMap { abs($0) <= 30 ? $0 : nil }
    }

    /// Digits with commas in threes, or none.
    private static func whole(_ text: Substring) -> Substring? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return text }
        let fits =
            (1...3).contains(groups[0].utf8.count)
            && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
        return fits ? groups.joined()[...] : nil
    }

    private static func scaled(_ digits: String, by power: Int) -> Int64? {
        guard var value = Int128(digits) else { return nil }
        if power >= 0 {
            for _ in 0..<power {
                value *= 10
                guard value < Int128(Int64.max) else { return nil }
            }
        } else {
            var divisor: Int128 = 1
            for _ in 0..<min(-power, 36) { divisor *= 10 }
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
            value = rest * 2 >= divisor ? quotient + 1 : quotient
        }
        return Int64(exactly: value)
    }
}

extension AmountForm {
    /// `9.1968` in millionths; nil when it is no number.
    static func millionths(_ text: String) -> Int? {
        AmountForm.us.decimal(text, places: 6).map(Int.init)
    }
}
