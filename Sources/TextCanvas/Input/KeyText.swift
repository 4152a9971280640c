/// Why a written key is none.
package struct KeyTextError: Error, Hashable, Sendable {
    package let text: String

    package var sentence: String {
        "„\(SafeText(text).plain)“ ist keine Taste. Beispiele: ctrl-p, f5, J, shift-tab, alt-x, space."
    }
}

extension KeyEvent {
    private static let names: [(id: String, german: String, key: Key)] = [
        ("up", "↑", .up), ("down", "↓", .down), ("left", "←", .left), ("right", "→", .right),
        ("pageup", "Bild↑", .pageUp), ("pagedown", "Bild↓", .pageDown),
        ("home", "Pos1", .home), ("end", "Ende", .end), ("tab", "Tab", .tab),
        ("enter", "Enter", .enter), ("esc", "Esc", .escape),
        ("backspace", "Rücktaste", .backspace), ("delete", "Entf", .delete),
        ("insert", "Einfg", .insert), ("space", "Leertaste", .character(" ")),
    ]

    private static let modifierNames: [(id: String, german: String, modifier: KeyModifiers)] = [
        ("ctrl", "Strg", .ctrl), ("alt", "Alt", .alt), ("shift", "Umschalt", .shift),
    ]

    /// The form in files: `ctrl-p`, `f5`, `J`, `shift-tab`, `space`.
    package var id: String { written(name: \.id, modifier: \.id) { "f\($0)" } }

    /// The form a person reads: `Strg-P`, `F5`, `J`, `Umschalt-Tab`, `Leertaste`.
    package var display: String {
        var event = self
        if modifiers.contains(.ctrl), case .character(let letter) = key {
            event.key = .character(Character(letter.uppercased().first.map(String.init) ?? ""))
        }
        return event.written(name: \.german, modifier: \.german) { "F\($0)" }
    }

    private func written(
        name: KeyPath<(id: String, german: String, key: Key), String>,
        modifier: KeyPath<(id: String, german: String, modifier: KeyModifiers), String>,
        function: (Int) -> String
    ) -> String {
        var result = ""
        for entry in Self.modifierNames where modifiers.contains(entry.modifier) {
            result += entry[keyPath: modifier] + "-"
        }
        if let entry = Self.names.first(where: { $0.key == key }) {
            return result + entry[keyPath: name]
        }
        switch key {
        case .character(let character): return result + String(character)
        case .function(let number): return result + function(number)
        default: return result
        }
    }

    /// Reads the form of files; German names and any case are understood too.
    package init(text: String) throws(KeyTextError) {
        var rest = Substring(text)
        var modifiers: KeyModifiers = []
        while let dash = rest.dropFirst().firstIndex(of: "-"),
            dash != rest.index(before: rest.endIndex) || rest.hasSuffix("--")
        {
            let word = rest[..<dash].lowercased()
            guard
                let entry = Self.modifierNames.first(where: {
                    $0.id == word || $0.german.lowercased() == word
                })
            else { throw KeyTextError(text: text) }
            modifiers.insert(entry.modifier)
            rest = rest[rest.index(after: dash)...]
        }
        guard let key = Self.key(named: rest) else { throw KeyTextError(text: text) }
        self.init(key, modifiers)
        normalise()
    }

    private static func key(named word: Substring) -> Key? {
        let lower = word.lowercased()
        if let entry = names.first(where: { $0.id == lower || $0.german.lowercased() == lower }) {
            return entry.key
        }
        if lower.utf8.first == 0x66, lower.utf8.count > 1, let number = Int(lower.dropFirst()) {
            return (1...24).contains(number) ? .function(number) : nil
        }
        guard word.count == 1, let character = word.first,
            !SafeText(String(word)).glyphs.contains(where: \.isNeutralised)
        else { return nil }
        return .character(character)
    }

    /// Terminals do not tell Ctrl-P from Ctrl-p, and shift is in the letter.
    private mutating func normalise() {
        guard case .character(let character) = key, character != " " else { return }
        if modifiers.contains(.ctrl) {
            key = .character(character.lowercased().first ?? character)
        } else if modifiers.contains(.shift) {
            key = .character(character.uppercased().first ?? character)
        }
        modifiers.remove(.shift)
    }
}
