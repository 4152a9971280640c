import Casework

/// The members of one mapping; missing ones are reported where the mapping begins.
struct Table {
    let position: Position
    let findings: Findings
    let members: [String: Part]

    func has(_ key: String) -> Bool { members[key] != nil }
    func part(_ key: String) -> Part? { members[key] }

    private func require(_ key: String) -> Part? {
        if let part = members[key] { return part }
        findings.report("Hier fehlt „\(key)“.", at: position)
        return nil
    }

    func position(of key: String) -> Position { members[key]?.position ?? position }

    // MARK: Required

    func filled(_ key: String) -> String { require(key)?.filled() ?? "" }
    func day(_ key: String) -> CivilDay { require(key)?.day() ?? CivilDay(ordinal: 0) }
    func money(_ key: String) -> Money { require(key)?.money() ?? .zero }
    func rate(_ key: String) -> Rate { require(key)?.rate() ?? .zero }
    func quantity(_ key: String) -> Quantity { require(key)?.quantity() ?? Quantity(0) }
    func integer(_ key: String, _ range: ClosedRange<Int>) -> Int {
        require(key)?.integer(range) ?? range.lowerBound
    }
    func refer(_ key: String, _ category: Category) -> String {
        require(key)?.refer(category) ?? ""
    }
    func list(_ key: String) -> [Part] { require(key)?.list() ?? [] }
    func required(_ key: String) -> Part? { require(key) }

    /// The table's own id, entered as a definition.
    func define(_ category: Category, again: Bool = false) -> String {
        guard let part = require("id") else { return "" }
        let id = part.id()
        if !id.isEmpty { findings.define(category, id, at: part.position, again: again) }
        return id
    }

    // MARK: Optional

    func text(_ key: String) -> String { members[key]?.text() ?? "" }
    func flag(_ key: String) -> Bool { members[key]?.flag() ?? false }
    func optionalDay(_ key: String) -> CivilDay? { members[key]?.day() }
    func optionalMoney(_ key: String) -> Money? { members[key]?.money() }
    func optionalRefer(_ key: String, _ category: Category) -> String? {
        members[key]?.refer(category)
    }
    func elements(_ key: String) -> [Part] { members[key]?.list() ?? [] }
    func refers(_ key: String, _ category: Category) -> [String] {
        elements(key).map { $0.refer(category) }
    }
    func name<T: RawRepresentable & CaseIterable>(_ key: String, else fallback: T) -> T
    where T.RawValue == String {
        members[key]?.name(T.self, else: fallback) ?? fallback
    }
    func requiredName<T: RawRepresentable & CaseIterable>(_ key: String, else fallback: T) -> T
    where T.RawValue == String {
        require(key)?.name(T.self, else: fallback) ?? fallback
    }
}
