/// The order of a list. Cases with the same value follow their number; those without a deadline
/// come last, in falling order first.
package struct WorklistSort: Hashable, Sendable {
    package enum Key: String, CaseIterable, Hashable, Sendable {
        case deadline = "frist"
        case received = "eingelangt"
        case number = "gz"
        case subject = "betreff"
        case place = "ort"
        case waiting = "wartet"
        case assignee = "zugeteilt"
        case procedure = "verfahren"
    }

    package var key: Key
    package var descending: Bool

    package init(_ key: Key, descending: Bool = false) {
        self.key = key
        self.descending = descending
    }

    /// What is due first stands first.
    package static let standard = WorklistSort(.deadline)
}
