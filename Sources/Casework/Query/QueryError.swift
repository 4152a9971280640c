/// Why a query cannot be read, and where.
package struct QueryError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case tooLong
        case tooDeep
        case unknownKey(String)
        case missingValue(QueryField)
        case badValue(QueryField, String)
        case noOrder(QueryField)
        case unclosedQuote
        case unclosedParenthesis
        case strayParenthesis
        /// Nothing follows a „oder“ or a minus.
        case missingTerm
    }

    package let kind: Kind
    /// In characters from the beginning of the input.
    package let position: Int
    package let length: Int
    /// What to write instead.
    package var suggestion: String?

    package var sentence: String {
        let said =
            switch kind {
            case .tooLong: "Die Suche ist zu lang."
            case .tooDeep: "Die Suche ist zu tief geschachtelt."
            case .unknownKey(let key): "Das Merkmal „\(key)“ gibt es nicht."
            case .missingValue(let field): "Nach „\(field.rawValue)“ fehlt der Wert: \(field.hint)."
            case .badValue(let field, let text):
                "„\(text)“ passt nicht zu „\(field.rawValue)“: \(field.hint)."
            case .noOrder(let field):
                "„\(field.rawValue)“ hat kein Kleiner oder Größer."
            case .unclosedQuote: "Das Anführungszeichen wird nicht geschlossen."
            case .unclosedParenthesis: "Die Klammer wird nicht geschlossen."
            case .strayParenthesis: "Diese Klammer wurde nicht geöffnet."
            case .missingTerm: "Hier fehlt, wonach gesucht werden soll."
            }
        return suggestion.map { "\(said) Gemeint: \($0)?" } ?? said
    }
}
