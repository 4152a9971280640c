extension Money: CustomStringConvertible {
    /// "1.234,56 €"
    package var german: String { plain + " €" }

    package var description: String { german }

    /// "1.234,56"
    package var plain: String {
        let magnitude = cents.magnitude
        let fraction = padded(Int(magnitude % 100), 2)
        return (cents < 0 ? "-" : "") + grouped(String(magnitude / 100)) + "," + fraction
    }

    /// An amount as a clerk types it: "1234,5", "1.234,56 €", "12 000", "EUR 5,-", "-3".
    ///
    /// A comma parts the cents; so does one point with one or two digits after it. Points,
    /// blanks and apostrophes part thousands, and then only in threes. Nil when it is no amount,
    /// has more than two places or lies past a billion (10¹²) euro.
    package init?(input: String) {
        guard input.utf8.count <= 40 else { return nil }
        var text = input.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for word in ["eur", "euro", "€"] {
            if text.hasPrefix(word) { text = String(text.dropFirst(word.count)) }
        }
        for word in ["€", "euro", "eur"] {
            if text.hasSuffix(word) { text = String(text.dropLast(word.count)) }
        }
        text = text.split(separator: " ").joined(separator: " ")
        var negative = false
        if let sign = text.first, "-−–+".contains(sign) {
            negative = sign != "+"
            text = text.dropFirst().split(separator: " ").joined(separator: " ")
        }
        for ending in [",-", ",–", ",--"] where text.hasSuffix(ending) {
            text = String(text.dropLast(ending.count))
        }
        guard let (whole, fraction) = Money.parts(text), let euro = Money.digits(whole),
            let places = Money.places(fraction)
        else { return nil }
        self.init(cents: (euro * 100 + places) * (negative ? -1 : 1))
    }

    /// The text before and after what parts the cents.
    private static func parts(_ text: String) -> (whole: Substring, fraction: Substring)? {
        let commas = text.split(separator: ",", omittingEmptySubsequences: false)
        if commas.count == 2 { return (commas[0], commas[1]) }
        guard commas.count == 1 else { return nil }
        let points = text.split(separator: ".", omittingEmptySubsequences: false)
        guard points.count == 2, points[1].utf8.count != 3 else { return (text[...], "") }
        return (points[0], points[1])
    }

    private static func places(_ fraction: Substring) -> Int64? {
        switch fraction.utf8.count {
        case 0: 0
        case 1: number(fraction.utf8).map { Int64($0) * 10 }
        case 2: number(fraction.utf8).map(Int64.init)
        default: nil
        }
    }

    private static func digits(_ whole: Substring) -> Int64? {
        let groups = whole.split(omittingEmptySubsequences: false) {
            ". '’\u{a0}\u{202f}".contains($0)
        }
        if groups.count > 1 {
            guard (1...3).contains(groups[0].utf8.count),
                groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
            else { return nil }
        }
        let digits = groups.joined()
        guard (1...13).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        return Int64(digits).flatMap { $0 <= 1_000_000_000_000 ? $0 : nil }
    }
}

/// Digits in threes: "1.234.567".
func grouped(_ digits: String) -> String {
    var out = ""
    let count = digits.utf8.count
    for (index, digit) in digits.enumerated() {
        if index > 0, (count - index) % 3 == 0 { out.append(".") }
        out.append(digit)
    }
    return out
}
