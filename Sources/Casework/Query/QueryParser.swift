extension Query {
    /// Longer input is refused.
    package static let longestInput = 1_000
    static let deepest = 32

    /// Reads the query language. Keys and their values are in `QueryField`; a minus or `nicht`
    /// negates, `oder` or `|` parts alternatives, parentheses group, quotes hold words together,
    /// and every other word is searched for in the whole case.
    ///
    /// `today` only completes days written without a year.
    package init(_ input: String, today: CivilDay) throws(QueryError) {
        var parser = QueryParser(input, today)
        self = try parser.parse()
    }
}

struct QueryParser {
    private let characters: [Character]
    private let today: CivilDay
    private var at = 0
    private var depth = 0

    init(_ input: String, _ today: CivilDay) {
        characters = Array(input.prefix(Query.longestInput + 1))
        self.today = today
    }

    mutating func parse() throws(QueryError) -> Query {
        guard characters.count <= Query.longestInput else {
            throw error(.tooLong, at: Query.longestInput)
        }
        let query = try alternatives()
        guard at == characters.count else { throw error(.strayParenthesis, at: at) }
        return query
    }

    private func error(
        _ kind: QueryError.Kind, at position: Int, length: Int = 1, suggestion: String? = nil
    ) -> QueryError {
        QueryError(kind: kind, position: position, length: length, suggestion: suggestion)
    }

    // MARK: - Structure

    private mutating func alternatives() throws(QueryError) -> Query {
        var parts: [Query] = []
        repeat {
            let part = try terms()
            let starved = part == nil && (!parts.isEmpty || isAtOr)
            if starved { throw error(.missingTerm, at: at) }
            if let part { parts.append(part) }
        } while takeOr()
        return .either(parts)
    }

    /// Terms side by side; nil when there is none.
    private mutating func terms() throws(QueryError) -> Query? {
        var parts: [Query] = []
        skipBlanks()
        while at < characters.count, characters[at] != ")", !isAtOr {
            if takeWord("und") || takeWord("and") {
                skipBlanks()
                continue
            }
            parts.append(try term())
            skipBlanks()
        }
        return parts.isEmpty ? nil : .both(parts)
    }

    private mutating func term() throws(QueryError) -> Query {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Query.deepest else { throw error(.tooDeep, at: at) }
        if takeNot() {
            skipBlanks()
            guard at < characters.count, characters[at] != ")", !isAtOr else {
                throw error(.missingTerm, at: at)
            }
            return Query.not(try term())
        }
        switch characters[at] {
        case "(": return try group()
        case let mark where QueryParser.quotes.contains(mark):
            let words = foldedWords(try quoted())
            let prefix = take("*")
            return words.isEmpty ? .everything : .text(words, prefix: prefix)
        default: return try comparison() ?? word()
        }
    }

    private mutating func group() throws(QueryError) -> Query {
        let start = at
        at += 1
        let inner = try alternatives()
        guard take(")") else { throw error(.unclosedParenthesis, at: start) }
        return inner
    }

    // MARK: - Words

    static let quotes: Set<Character> = ["\"", "„", "“", "”"]
    private static let ends: Set<Character> = ["(", ")", "|", "\"", "„", "“", "”"]

    private func isEnd(_ character: Character) -> Bool {
        character.isWhitespace || QueryParser.ends.contains(character)
    }

    private mutating func skipBlanks() {
        while at < characters.count, characters[at].isWhitespace { at += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard at < characters.count, characters[at] == character else { return false }
        at += 1
        return true
    }

    private func wordEnd(from start: Int) -> Int {
        characters[start...].firstIndex(where: isEnd) ?? characters.count
    }

    /// A word that stands alone, without regard to case.
    private func isWord(_ word: String) -> Bool {
        guard at < characters.count else { return false }
        let end = wordEnd(from: at)
        guard end - at == word.count else { return false }
        return String(characters[at..<end]).lowercased() == word
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        at += word.count
        return true
    }

    private var isAtOr: Bool {
        at < characters.count && (characters[at] == "|" || isWord("oder") || isWord("or"))
    }

    private mutating func takeOr() -> Bool {
        skipBlanks()
        if take("|") {
            _ = take("|")
            return true
        }
        return takeWord("oder") || takeWord("or")
    }

    /// A minus or exclamation mark before something, `nicht:` or `nicht`.
    private mutating func takeNot() -> Bool {
        if takeWord("nicht") || takeWord("not") { return true }
        let rest = characters[at...]
        if String(rest.prefix(6)).lowercased() == "nicht:" {
            at += 6
            return true
        }
        guard let mark = rest.first, "-!−–".contains(mark), let next = rest.dropFirst().first,
            !next.isWhitespace, next != ")", next != "|"
        else { return false }
        at += 1
        return true
    }

    private mutating func quoted() throws(QueryError) -> String {
        let start = at
        at += 1
        guard let end = characters[at...].firstIndex(where: QueryParser.quotes.contains) else {
            throw error(.unclosedQuote, at: start, length: characters.count - start)
        }
        defer { at = end + 1 }
        return String(characters[at..<end])
    }

    /// A bare word; one that looks like a Geschäftszahl asks for it.
    private mutating func word() -> Query {
        let end = wordEnd(from: at)
        let typed = String(characters[at..<end])
        at = end
        let halves = typed.split(separator: "/", omittingEmptySubsequences: false)
        if halves.count == 2, halves[1].utf8.count == 4, number(halves[0].utf8) != nil,
            number(halves[1].utf8) != nil
        {
            return .compare(.number, .matches, .words(QueryWords(typed)))
        }
        let words = foldedWords(typed)
        return words.isEmpty ? .everything : .text(words, prefix: true)
    }

    // MARK: - Comparisons

    /// `key`, an operator and a value; nil when this is an ordinary word.
    private mutating func comparison() throws(QueryError) -> Query? {
        let start = at
        let keyEnd =
            characters[at...].firstIndex { isEnd($0) || "<>=:!≤≥≠".contains($0) }
            ?? characters.count
        let key = String(characters[start..<keyEnd])
        guard !key.isEmpty, key.allSatisfy(\.isLetter) else { return nil }
        at = keyEnd
        // Blanks around the operator are only meant after a known key.
        if keyEnd < characters.count, characters[keyEnd].isWhitespace {
            guard QueryField(key: key) != nil || QueryParser.flag(key) != nil else {
                at = start
                return nil
            }
            skipBlanks()
        }
        guard let (comparison, negated) = takeOperator() else {
            at = start
            return nil
        }
        let query = try compared(key, at: start, comparison)
        return negated ? .not(query) : query
    }

    private mutating func takeOperator() -> (QueryOperator, negated: Bool)? {
        let signs: [(String, QueryOperator, Bool)] = [
            ("<=", .atMost, false), (">=", .atLeast, false), ("!=", .equals, true),
            ("<>", .equals, true), (":<=", .atMost, false), (":>=", .atLeast, false),
            (":<", .less, false), (":>", .more, false), ("≤", .atMost, false),
            ("≥", .atLeast, false), ("≠", .equals, true), ("==", .equals, false),
            ("<", .less, false), (">", .more, false), ("=", .equals, false),
            (":", .matches, false),
        ]
        let rest = String(characters[at...].prefix(3))
        guard let sign = signs.first(where: { rest.hasPrefix($0.0) }) else { return nil }
        at += sign.0.count
        return (sign.1, sign.2)
    }

    /// `neu:ja` and `markiert:nein` say what `ist:` says.
    private static func flag(_ key: String) -> QueryState? {
        QueryState(word: key).flatMap { $0 == .new || $0 == .marked ? $0 : nil }
    }

    private mutating func compared(
        _ key: String, at start: Int, _ comparison: QueryOperator
    ) throws(QueryError) -> Query {
        guard let field = QueryField(key: key) ?? QueryParser.flag(key).map({ _ in .state }) else {
            let keys = QueryField.allCases.flatMap { [$0.rawValue] + $0.aliases }
            throw error(
                .unknownKey(key), at: start, length: key.count,
                suggestion: nearest(to: key.lowercased(), in: keys))
        }
        guard field.isOrdered || comparison == .matches || comparison == .equals else {
            throw error(.noOrder(field), at: start, length: at - start, suggestion: "\(key):")
        }
        skipBlanks()
        let valueStart = at
        guard at < characters.count, characters[at] != ")", characters[at] != "|" else {
            throw error(.missingValue(field), at: min(start, characters.count), length: at - start)
        }
        var values: [Query] = []
        repeat {
            let typed =
                QueryParser.quotes.contains(characters[at]) ? try quoted() : bareValue()
            let read = QueryValueReader(field: field, today: today)
            let flag = QueryParser.flag(key).flatMap { QueryField(key: key) == nil ? $0 : nil }
            guard let query = flag.map({ read.flag($0, typed) }) ?? read.query(comparison, typed)
            else {
                throw error(
                    .badValue(field, typed), at: valueStart, length: max(1, at - valueStart),
                    suggestion: read.suggestion(typed))
            }
            values.append(query)
        } while take(",") && at < characters.count && !isEnd(characters[at])
        return .either(values)
    }

    /// Up to the next comma or end of the word.
    private mutating func bareValue() -> String {
        let end = characters[at...].firstIndex { isEnd($0) || $0 == "," } ?? characters.count
        defer { at = end }
        return String(characters[at..<end])
    }
}
