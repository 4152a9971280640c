import Casework
import Yams

/// A node of a YAML file that knows where it stands and where to report.
struct Part {
    let node: Node
    let file: String
    let findings: Findings

    var position: Position {
        Position(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    private func part(_ node: Node) -> Part { Part(node: node, file: file, findings: findings) }

    func report(_ message: String, suggestion: String? = nil) {
        findings.report(message, at: position, suggestion: suggestion)
    }

    /// The text of a scalar, as written.
    var scalar: String? {
        if case .scalar(let scalar) = node { scalar.string } else { nil }
    }

    /// The elements of a list.
    var elements: [Part]? {
        if case .sequence(let sequence) = node { sequence.map(part) } else { nil }
    }

    /// Keys and values in the order written.
    var members: [(key: String, at: Position, value: Part)]? {
        guard case .mapping(let mapping) = node else { return nil }
        return mapping.compactMap { key, value in
            let key = part(key)
            guard let name = key.scalar else {
                key.report("Ein Schlüssel muss ein einfaches Wort sein.")
                return nil
            }
            return (name, key.position, part(value))
        }
    }

    /// The only member of a mapping such as `{step: x}`.
    var single: (key: String, at: Position, value: Part)? {
        guard let members, members.count == 1 else { return nil }
        return members.first
    }

    /// A list, or nothing with a finding.
    func list() -> [Part] {
        if let elements { return elements }
        report("Hier wird eine Liste erwartet.")
        return []
    }

    /// A mapping whose keys are all known, or nil with a finding.
    func table(_ keys: [String]) -> Table? {
        guard let members else {
            let some = keys.prefix(6).joined(separator: ", ")
            report("Hier werden Schlüssel und Werte erwartet (\(some) …).")
            return nil
        }
        for member in members where !keys.contains(member.key) {
            findings.report(
                "Der Schlüssel „\(member.key)“ ist hier unbekannt.", at: member.at,
                suggestion: nearest(to: member.key, in: keys))
        }
        return Table(
            position: position, findings: findings,
            members: Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }))
    }

    // MARK: Scalars of a kind

    func text() -> String {
        guard let scalar else {
            report("Hier wird ein Text erwartet.")
            return ""
        }
        return scalar.trimmed
    }

    /// Text that must say something.
    func filled() -> String {
        let text = text()
        if text.isEmpty, scalar != nil { report("Hier fehlt ein Text.") }
        return text
    }

    func id() -> String {
        let text = filled()
        let fits = text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
        }
        if !fits {
            report(
                "„\(text)“ ist kein Kürzel: nur Kleinbuchstaben ohne Umlaute, Ziffern, - und _.")
        }
        return text
    }

    func refer(_ category: Category) -> String {
        let id = filled()
        if !id.isEmpty { findings.refer(category, to: id, at: position) }
        return id
    }

    func flag() -> Bool {
        switch scalar?.lowercased() {
        case "true", "ja": return true
        case "false", "nein": return false
        default:
            report("Hier wird true oder false erwartet.")
            return false
        }
    }

    func integer(_ range: ClosedRange<Int> = 0...1_000_000) -> Int {
        guard let number = scalar.flatMap({ Int($0) }), range.contains(number) else {
            let (low, high) = (range.lowerBound, range.upperBound)
            report("Hier wird eine ganze Zahl von \(low) bis \(high) erwartet.")
            return range.lowerBound
        }
        return number
    }

    func day() -> CivilDay {
        guard let day = scalar.flatMap({ CivilDay(iso: $0) }) else {
            report("Hier wird ein Tag in der Form 2026-01-31 erwartet.")
            return CivilDay(ordinal: 0)
        }
        return day
    }

    func money() -> Money {
        guard let money = scalar.flatMap({ Money(input: $0) }) else {
            report("Hier wird ein Betrag in Euro erwartet, zum Beispiel \"1.250,00\".")
            return .zero
        }
        return money
    }

    func quantity() -> Quantity {
        let text = scalar.map { $0.contains(",") ? $0 : $0.replacingPoint }
        guard let quantity = text.flatMap({ Quantity(input: $0) }) else {
            report("Hier wird eine Menge erwartet, zum Beispiel \"12,5\".")
            return Quantity(0)
        }
        return quantity
    }

    func rate() -> Rate {
        guard let rate = scalar.flatMap({ Rate(input: $0) }) else {
            report("Hier wird ein Anteil erwartet, zum Beispiel 30 %.")
            return .zero
        }
        return rate
    }

    func name<T: RawRepresentable & CaseIterable>(_: T.Type, else fallback: T) -> T
    where T.RawValue == String {
        guard let scalar else {
            report("Hier wird ein Wort erwartet.")
            return fallback
        }
        if let value = T(rawValue: scalar) { return value }
        let words = T.allCases.map(\.rawValue)
        report(
            "„\(scalar)“ ist hier nicht möglich (\(words.joined(separator: ", "))).",
            suggestion: nearest(to: scalar, in: words))
        return fallback
    }
}

extension String {
    /// "12.5" as YAML writes a number, with a decimal comma.
    fileprivate var replacingPoint: String {
        String(map { $0 == "." ? "," : $0 })
    }
}
