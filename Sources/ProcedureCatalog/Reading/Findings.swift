import Casework

/// What can be defined once and referred to by its id.
enum Category: String, CaseIterable, Hashable {
    case kind = "Fallart"
    case phase = "Verfahrensstand"
    case publicStatus = "öffentlicher Stand"
    case result = "Ergebnis"
    case partyRole = "Rolle von Beteiligten"
    case addressee = "Stelle"
    case field = "Feld"
    case item = "Unterlage"
    case deadline = "Frist"
    case step = "Schritt"
    case letter = "Schriftstück"
    case programme = "Programm"
    case body = "Organ"
    case fee = "Gebühr"
}

/// Collects everything found wrong in a folder, and checks references once all is read.
final class Findings {
    private(set) var diagnostics: [Diagnostic] = []
    private var definitions: [Category: [String: Position]] = [:]
    private var references: [(category: Category, id: String, at: Position)] = []

    /// More findings than an author reads; a hostile file makes no more work than this.
    static let limit = 500

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    func report(
        _ message: String, at position: Position, suggestion: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        guard diagnostics.count < Findings.limit else { return }
        let found = Diagnostic(severity, at: position, message, suggestion: suggestion)
        if !diagnostics.contains(found) { diagnostics.append(found) }
    }

    func hint(_ message: String, at position: Position) {
        report(message, at: position, severity: .hint)
    }

    func define(_ category: Category, _ id: String, at position: Position, again: Bool = false) {
        if let first = definitions[category]?[id], !again {
            report(
                "\(category.rawValue) „\(id)“ gibt es schon (\(first.file), Zeile \(first.line)).",
                at: position)
            return
        }
        definitions[category, default: [:]][id] = definitions[category]?[id] ?? position
    }

    func refer(_ category: Category, to id: String, at position: Position) {
        references.append((category, id, position))
    }

    func isDefined(_ category: Category, _ id: String) -> Bool {
        definitions[category]?[id] != nil
    }

    /// Where `id` was defined, else the first line of the procedure.
    func position(of category: Category, _ id: String) -> Position {
        definitions[category]?[id] ?? Position(file: "procedure.yaml", line: 1, column: 1)
    }

    func checkReferences() {
        for reference in references where !isDefined(reference.category, reference.id) {
            let known = (definitions[reference.category] ?? [:]).keys.sorted()
            report(
                "\(reference.category.rawValue) „\(reference.id)“ ist nicht definiert.",
                at: reference.at, suggestion: nearest(to: reference.id, in: known))
        }
    }

    func isReferred(_ category: Category, _ id: String) -> Bool {
        references.contains { $0.category == category && $0.id == id }
    }
}
