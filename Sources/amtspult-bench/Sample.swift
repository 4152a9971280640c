import Foundation

/// Figures of one kind, in milliseconds or bytes.
struct Sample {
    var values: [Double] = []

    func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(max(place, 0), sorted.count - 1)]
    }

    var median: Double { percentile(0.5) }
    var p99: Double { percentile(0.99) }
}

/// A line of the report.
struct Figure {
    var name: String
    var value: Double
    var unit: String
    /// The same measure of a program that does nothing, or of `sqlite3`, in the same run.
    var anchor: Double?
    var budget: Double?
    /// Whether the anchor's share is the machine's and not the program's.
    var lessAnchor = false

    var judged: Double { lessAnchor ? max(0, value - (anchor ?? 0)) : value }
    var isMissed: Bool { budget.map { judged > $0 } ?? false }

    var line: String {
        let sign = budget == nil ? " " : isMissed ? "✗" : "✓"
        return [
            sign, padded(name, 44), padded(shown(value) + " " + unit, 14),
            padded(anchor.map { shown($0) + " " + unit } ?? "", 14),
            budget.map { "≤ \(shown($0)) \(unit)" } ?? "",
        ].joined(separator: " ")
    }

    static var head: String {
        "  \(padded("", 44)) \(padded("gemessen", 14)) \(padded("Anker", 14)) Vorgabe"
    }
}

private func shown(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String(format: "%.2f", value)
}

private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
