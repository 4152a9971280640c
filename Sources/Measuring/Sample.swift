import Foundation

/// Figures of one kind, in milliseconds or bytes.
package struct Sample: Sendable {
    package var values: [Double] = []

    package init(_ values: [Double] = []) { self.values = values }

    package func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(max(place, 0), sorted.count - 1)]
    }

    package var median: Double { percentile(0.5) }
    package var p99: Double { percentile(0.99) }
}

/// A line of the report.
package struct Figure: Sendable {
    package var name: String
    package var value: Double
    package var unit: String
    /// The same measure of a program that does nothing, or of `sqlite3`, in the same run.
    package var anchor: Double?
    package var budget: Double?
    /// Whether the anchor's share is the machine's and not the program's.
    package var lessAnchor = false

    package init(
        name: String, value: Double, unit: String, anchor: Double? = nil, budget: Double? = nil,
        lessAnchor: Bool = false
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.anchor = anchor
        self.budget = budget
        self.lessAnchor = lessAnchor
    }

    package var judged: Double { lessAnchor ? max(0, value - (anchor ?? 0)) : value }
    package var isMissed: Bool { budget.map { judged > $0 } ?? false }

    package var line: String {
        let sign = budget == nil ? " " : isMissed ? "✗" : "✓"
        return [
            sign, padded(name, 44), padded(shown(value) + " " + unit, 14),
            padded(anchor.map { shown($0) + " " + unit } ?? "", 14),
            budget.map { "≤ \(shown($0)) \(unit)" } ?? "",
        ].joined(separator: " ")
    }

    package static var head: String {
        "  \(padded("", 44)) \(padded("gemessen", 14)) \(padded("Anker", 14)) Vorgabe"
    }
}

private func shown(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String(format: "%.2f", value)
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
