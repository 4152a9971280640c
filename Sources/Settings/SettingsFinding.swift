/// What is wrong in a settings file: where, what, and what may have been meant. Line and column
/// count from 1; 0 means the file as a whole.
package struct SettingsFinding: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var column: Int
    /// A German sentence.
    package var message: String
    package var suggestion: String?

    /// One line: `config.yaml:3:5: Der Schlüssel „farbe“ ist hier unbekannt. Gemeint: „theme“?`
    package var description: String {
        let hint = suggestion.map { " Gemeint: „\($0)“?" } ?? ""
        return "\(file):\(line):\(column): \(message)\(hint)"
    }
}
