/// Values checked against their kind, typed text read into values, values shown as text.
extension Field {
    /// Why `value` cannot stand in this field; nil where it can.
    package func obstacle(to value: FieldValue, today: CivilDay) -> Obstacle? {
        switch (kind, value) {
        case (.text(let format), .text(let text)):
            guard text.count <= CaseLimits.fieldLength else { return tooLong }
            return format.accepts(text) ? nil : invalid(text)
        case (.longText, .text(let text)):
            return text.count <= CaseLimits.fieldLength ? nil : tooLong
        case (.choice(let options), .text(let id)):
            return options.contains { $0.id == id } ? nil : invalid(id)
        case (.integer(let minimum, let maximum), .integer(let number)):
            return within(number, minimum, maximum) ? nil : invalid(String(number))
        case (.quantity(_, let minimum, let maximum), .quantity(let quantity)):
            return within(quantity, minimum, maximum) ? nil : invalid(quantity.austrian)
        case (.money(let minimum, let maximum), .money(let money)):
            return within(money, minimum, maximum) ? nil : invalid(money.german)
        case (.day(let range), .day(let day)):
            let fits =
                switch range {
                case .any: true
                case .past: day <= today
                case .future: day >= today
                }
            return fits ? nil : Obstacle(.dayImplausible, [.day: day.austrian, .field: title])
        case (.flag, .flag): return nil
        default: return invalid("")
        }
    }

    private var tooLong: Obstacle {
        Obstacle(.textTooLong, [.limit: String(CaseLimits.fieldLength), .field: title])
    }

    private func invalid(_ value: String) -> Obstacle {
        Obstacle(.inputInvalid, [.field: title, .value: value])
    }

    private func within<T: Comparable>(_ value: T, _ minimum: T?, _ maximum: T?) -> Bool {
        (minimum.map { $0 <= value } ?? true) && (maximum.map { value <= $0 } ?? true)
    }

    /// Reads what a person typed; empty text is no value.
    package func read(_ input: String, today: CivilDay) throws(Obstacle) -> FieldValue? {
        let text = input.trimmed
        guard !text.isEmpty else { return nil }
        guard let value = parse(text, today: today) else { throw invalid(text) }
        if let obstacle = obstacle(to: value, today: today) { throw obstacle }
        return value
    }

    private func parse(_ text: String, today: CivilDay) -> FieldValue? {
        switch kind {
        case .text, .longText: return .text(text)
        case .choice(let options):
            let folded = text.lowercased()
            return
                (options.first { $0.id == text }
                ?? options.first { $0.title.lowercased() == folded }).map { .text($0.id) }
        case .integer: return Int(text.filter { $0 != "." }).map { .integer($0) }
        case .quantity: return Quantity(input: text).map { .quantity($0) }
        case .money: return Money(input: text).map { .money($0) }
        case .day: return CivilDay(input: text, relativeTo: today).map { .day($0) }
        case .flag:
            switch text.lowercased() {
            case "ja", "j", "x", "1", "true": return .flag(true)
            case "nein", "n", "0", "-", "false": return .flag(false)
            default: return nil
            }
        }
    }

    /// The value as the office reads it.
    package func show(_ value: FieldValue) -> String {
        switch (kind, value) {
        case (.choice(let options), .text(let id)):
            options.first { $0.id == id }?.title ?? id
        case (.quantity(let unit, _, _), .quantity(let quantity)):
            unit.isEmpty ? quantity.austrian : "\(quantity.austrian) \(unit)"
        default: value.plain
        }
    }
}

extension FieldValue {
    /// The value without its field: no option titles, no units.
    package var plain: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .quantity(let quantity): quantity.austrian
        case .money(let money): money.german
        case .day(let day): day.austrian
        case .flag(let flag): flag ? "ja" : "nein"
        }
    }
}

extension Quantity {
    /// "5,2": decimal comma, no needless zeros.
    package var austrian: String {
        let sign = milli < 0 ? "-" : ""
        let whole = milli.magnitude / 1000
        var rest = String(milli.magnitude % 1000)
        rest = String(repeating: "0", count: 3 - rest.count) + rest
        while rest.hasSuffix("0") { rest.removeLast() }
        return rest.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole),\(rest)"
    }

    /// Reads "5,2", "1.200", "12 kWp"; at most three decimals.
    package init?(input: String) {
        var text = input.trimmed
        if let blank = text.firstIndex(of: " ") { text = String(text[..<blank]) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].count <= 12 else { return nil }
        let digits = parts[0].filter { $0 != "." }
        let negative = digits.hasPrefix("-")
        guard let whole = Int(digits) else { return nil }
        guard parts.count == 2 else {
            self.init(whole)
            return
        }
        let decimals = String(parts[1])
        guard (1...3).contains(decimals.count), decimals.allSatisfy(\.isASCIIDigit),
            let rest = Int(decimals + String(repeating: "0", count: 3 - decimals.count))
        else { return nil }
        self.init(milli: whole * 1000 + (negative ? -rest : rest))
    }

    var asRate: Rate { Rate(numerator: Int64(milli), denominator: 1000) ?? .zero }
}

extension TextFormat {
    /// Formats are checked where a wrong value would send money or a letter astray, and loosely
    /// everywhere else: dirty data is shown, not refused.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .free, .phone, .landRegisterEntry, .taxNumber: true
        case .iban: Iban.isValid(text)
        case .email:
            text.split(separator: "@", omittingEmptySubsequences: false).count == 2
                && !text.hasPrefix("@") && !text.hasSuffix("@") && !text.contains(" ")
        case .parcel: text.split(separator: ",").allSatisfy { Self.isParcel($0) }
        case .association: (1...10).contains(text.count) && text.allSatisfy(\.isASCIIDigit)
        case .postalCode: text.count == 4 && text.allSatisfy(\.isASCIIDigit)
        }
    }

    /// `n`, `n/m` or `.n` (Baufläche).
    private static func isParcel(_ text: Substring) -> Bool {
        var rest = String(text).trimmed[...]
        if rest.hasPrefix(".") { rest = rest.dropFirst() }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
    }
}

/// ISO 13616: length by country unknown to us, check digits by mod 97.
enum Iban {
    static func isValid(_ input: String) -> Bool {
        let text = input.filter { !$0.isWhitespace }.uppercased()
        guard (15...34).contains(text.count), text.allSatisfy({ $0.isASCII }),
            !text.hasPrefix("AT") || text.count == 20
        else { return false }
        let turned = text.dropFirst(4) + text.prefix(4)
        var rest = 0
        for character in turned {
            guard let value = character.hexDigitOrLetterValue else { return false }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest == 1
    }
}

extension Character {
    var isASCIIDigit: Bool { self >= "0" && self <= "9" }

    fileprivate var hexDigitOrLetterValue: Int? {
        if let digit = wholeNumberValue { return digit }
        guard let ascii = asciiValue, (65...90).contains(ascii) else { return nil }
        return Int(ascii) - 55
    }
}

extension String {
    package var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        guard start < endIndex, let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[start...last])
    }
}
