/// The values an office has: procedures, phases, persons …
package struct QueryVocabulary: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let value: String
        /// What it is called, beside the value.
        package let title: String

        package init(value: String, title: String = "") {
            self.value = value
            self.title = title
        }
    }

    private var entries: [QueryField: [Entry]]

    package init(_ entries: [QueryField: [Entry]] = [:]) { self.entries = entries }

    package subscript(_ field: QueryField) -> [Entry] {
        get { entries[field] ?? [] }
        set { entries[field] = newValue }
    }
}

/// One way to go on: put `text` in place of the characters from `start` to `end`.
package struct QueryCompletion: Hashable, Sendable {
    package let text: String
    package let title: String
    package let start: Int
    package let end: Int
}

/// How the word at `cursor` (in characters) may go on: keys, then the values of a key. Never
/// more than `limit`, the nearest first.
package func completions(
    for input: String, at cursor: Int, vocabulary: QueryVocabulary, limit: Int = 20
) -> [QueryCompletion] {
    let characters = Array(input.prefix(Query.longestInput))
    let end = min(max(cursor, 0), characters.count)
    let start = wordStart(characters, end)
    let word = characters[start..<end]
    guard let sign = word.firstIndex(where: { ":<>=≤≥".contains($0) }) else {
        return Array(keys(String(word), start, end).prefix(limit))
    }
    guard let field = QueryField(key: String(word[start..<sign])) else { return [] }
    var valueStart = word[sign...].firstIndex { !":<>=≤≥".contains($0) } ?? end
    if let comma = word.lastIndex(of: ","), comma >= valueStart { valueStart = comma + 1 }
    let typed = fold(String(characters[valueStart..<end]))
    let entries = values(of: field, vocabulary)
    let found = entries.filter { fold($0.value).hasPrefix(typed) }
    let named = entries.filter { entry in
        !found.contains(entry) && !typed.isEmpty
            && foldedWords(entry.title).contains { $0.hasPrefix(typed) }
    }
    return (found + named).prefix(limit).map { entry in
        QueryCompletion(
            text: quoted(entry.value), title: entry.title, start: valueStart, end: end)
    }
}

/// Where the word before the cursor begins; an open quote is part of it.
private func wordStart(_ characters: [Character], _ cursor: Int) -> Int {
    var start = 0
    var open = false
    for index in 0..<cursor {
        let character = characters[index]
        if QueryParser.quotes.contains(character) {
            open.toggle()
        } else if !open, character.isWhitespace || "(|".contains(character) {
            start = index + 1
        }
    }
    while start < cursor, "-!".contains(characters[start]) { start += 1 }
    let negation = "nicht:"
    if String(characters[start..<cursor].prefix(6)).lowercased() == negation {
        start += negation.count
    }
    return start
}

private func keys(_ typed: String, _ start: Int, _ end: Int) -> [QueryCompletion] {
    let folded = fold(typed)
    let plain = QueryField.allCases.filter { fold($0.rawValue).hasPrefix(folded) }
    let byAlias = QueryField.allCases.filter { field in
        !folded.isEmpty && !plain.contains(field)
            && field.aliases.contains { fold($0).hasPrefix(folded) }
    }
    return (plain + byAlias).map { field in
        QueryCompletion(
            text: field.rawValue + (field.isOrdered ? "<" : ":"),
            title: field.hint, start: start, end: end)
    }
}

private func values(
    of field: QueryField, _ vocabulary: QueryVocabulary
) -> [QueryVocabulary.Entry] {
    let fixed: [String] =
        switch field.kind {
        case .person: ["ich", "niemand"]
        case .waiting: WaitingFor.allCases.map(\.queryWord)
        case .state: QueryState.allCases.map(\.rawValue)
        case .ahead: ["heute", "morgen", "3t", "1w", "2w", "1m", "woche", "überfällig", "keine"]
        case .back: ["heute", "gestern", "3t", "1w", "1m", "6m", "woche", "monat"]
        case .text, .number: []
        }
    return fixed.map { QueryVocabulary.Entry(value: $0) } + vocabulary[field]
}
