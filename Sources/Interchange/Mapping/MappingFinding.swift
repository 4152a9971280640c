/// Something wrong in a mapping file, for its author.
package struct MappingFinding: Hashable, Sendable, CustomStringConvertible {
    package var position: MappingPosition
    /// A German sentence.
    package var message: String
    package var suggestion: String?

    /// `konstanz.yaml:12:5: … Gemeint: „fields“?`
    package var description: String {
        let hint = suggestion.map { " Gemeint: „\($0)“?" } ?? ""
        return "\(position.file):\(position.line):\(position.column): \(message)\(hint)"
    }
}
