/// An exact fraction: a percentage, a share, a quantity such as 12,5 m².
package struct Rate: Hashable, Comparable, Sendable {
    package let numerator: Int64
    /// Always positive; the fraction is in lowest terms.
    package let denominator: Int64

    package static let zero = Rate(whole: 0)
    package static let one = Rate(whole: 1)

    private init(lowest numerator: Int64, _ denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    package init(whole: Int64) { self.init(lowest: max(whole, -Int64.max), 1) }

    /// Nil for a denominator of 0 and for what does not fit into 64 bits.
    package init?(numerator: Int64, denominator: Int64) {
        self.init(Int128(numerator), Int128(denominator))
    }

    /// 50 is one half.
    package init(percent: Int) {
        self = Rate(numerator: Int64(percent), denominator: 100) ?? .zero
    }

    private init?(_ numerator: Int128, _ denominator: Int128) {
        guard denominator != 0 else { return nil }
        var (left, right) = (numerator.magnitude, denominator.magnitude)
        while right != 0 { (left, right) = (right, left % right) }
        let divisor = Int128(left == 0 ? 1 : left) * (denominator < 0 ? -1 : 1)
        guard let over = Int64(exactly: numerator / divisor), over != .min,
            let under = Int64(exactly: denominator / divisor)
        else { return nil }
        self.init(lowest: over, under)
    }

    package static func < (left: Rate, right: Rate) -> Bool {
        Int128(left.numerator) * Int128(right.denominator)
            < Int128(right.numerator) * Int128(left.denominator)
    }

    /// Nil when the exact product does not fit.
    package func times(_ other: Rate) -> Rate? {
        Rate(
            Int128(numerator) * Int128(other.numerator),
            Int128(denominator) * Int128(other.denominator))
    }

    /// Nil when the exact sum does not fit.
    package func plus(_ other: Rate) -> Rate? {
        let left = Int128(numerator).multipliedReportingOverflow(by: Int128(other.denominator))
        let right = Int128(other.numerator).multipliedReportingOverflow(by: Int128(denominator))
        return Rate(
            left.partialValue + right.partialValue,
            Int128(denominator) * Int128(other.denominator))
    }

    /// "12,5", "1.000", "1/3", "50 %", "33,333 %". At most nine places; nil otherwise.
    package init?(input: String) {
        guard input.utf8.count <= 40 else { return nil }
        var text = input.filter { !$0.isWhitespace }
        let percent = text.hasSuffix("%")
        if percent { text.removeLast() }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let over = Rate.decimal(halves[0]) else { return nil }
        let under = halves.count == 2 ? Rate.decimal(halves[1]) : .one
        guard let under else { return nil }
        self.init(
            Int128(over.numerator) * Int128(under.denominator),
            Int128(over.denominator) * Int128(under.numerator) * (percent ? 100 : 1))
    }

    private static func decimal(_ text: Substring) -> Rate? {
        var rest = text
        let negative = rest.first == "-"
        if negative { rest = rest.dropFirst() }
        let commas = rest.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(commas.count) else { return nil }
        let groups = commas[0].split(separator: ".", omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard (1...3).contains(groups[0].utf8.count),
                groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
            else { return nil }
        }
        let fraction = commas.count == 2 ? commas[1] : ""
        let digits = groups.joined() + fraction
        guard !groups.joined().isEmpty, digits.utf8.count <= 18, fraction.utf8.count <= 9,
            commas.count == 1 || !fraction.isEmpty,
            digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int64(digits)
        else { return nil }
        var scale: Int64 = 1
        for _ in 0..<fraction.utf8.count { scale *= 10 }
        return Rate(numerator: negative ? -value : value, denominator: scale)
    }
}

extension Rate: CustomStringConvertible {
    /// "12,5", exact up to `places`, then rounded half away from zero; no needless zeros.
    package func decimal(places: Int = 2) -> String {
        let scale = (0..<min(max(places, 0), 9)).reduce(Int128(1)) { value, _ in value * 10 }
        let scaled = Rounding.halfAway.divide(
            Int128(numerator) * scale, by: Int128(denominator))
        let whole = grouped(String((scaled / scale).magnitude))
        var fraction = String((scaled % scale).magnitude)
        let width = String(scale).utf8.count - 1
        fraction = String(repeating: "0", count: max(0, width - fraction.utf8.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = scaled < 0 ? "-" : ""
        return sign + whole + (fraction.isEmpty || scale == 1 ? "" : "," + fraction)
    }

    /// "33,33 %"
    package var percent: String {
        let hundred = times(Rate(whole: 100))
        return (hundred ?? self).decimal() + " %"
    }

    package var description: String {
        denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
    }
}
