import Casework
import TextCanvas

/// The filter while it is being typed: read at each key, with what may come next.
package struct FilterLine: Sendable {
    package internal(set) var input: TextInput
    /// The filter to go back to with Esc.
    let before: String
    package internal(set) var error: QueryError?
    package internal(set) var completions: [QueryCompletion] = []
    /// The question for what was typed, until it is answered: one at a time.
    var asked: RequestID?
    /// Which completion Tab put in last; -1 is none.
    var chosen = -1
    /// What Tab completes from, so that further Tabs go round.
    private var typed: String

    init(_ filter: String) {
        input = TextInput(filter, limit: Query.longestInput)
        before = filter
        typed = filter
    }

    mutating func read(today: CivilDay, vocabulary: QueryVocabulary) {
        typed = input.text
        chosen = -1
        do throws(QueryError) {
            _ = try Query(input.text, today: today)
            error = nil
        } catch {
            self.error = error
        }
        completions = Casework.completions(
            for: input.text, at: input.cursor, vocabulary: vocabulary, limit: 8)
    }

    /// Puts the next (or the one before) completion in.
    mutating func complete(forward: Bool, today: CivilDay) {
        guard !completions.isEmpty else { return }
        let count = completions.count
        chosen =
            chosen < 0 ? (forward ? 0 : count - 1) : (chosen + (forward ? 1 : count - 1)) % count
        let completion = completions[chosen]
        var text = Array(typed)
        let end = min(completion.end, text.count)
        text.replaceSubrange(min(completion.start, end)..<end, with: completion.text)
        input.set(String(text))
        input.move(to: completion.start + completion.text.count)
        do throws(QueryError) {
            _ = try Query(input.text, today: today)
            error = nil
        } catch {
            self.error = error
        }
    }
}

extension Session {
    /// The words a filter may be completed with.
    package var vocabulary: QueryVocabulary {
        typealias Entry = QueryVocabulary.Entry
        var words = QueryVocabulary()
        words[.procedure] = procedures.map { Entry(value: $0.id.raw, title: $0.title) }
        words[.kind] = procedures.flatMap(\.kinds).map { Entry(value: $0.id.raw, title: $0.title) }
        words[.phase] = procedures.flatMap(\.phases)
            .map { Entry(value: $0.id.raw, title: $0.title) }
        words[.publicStatus] = procedures.flatMap(\.publicStatuses)
            .map { Entry(value: $0.id.raw, title: $0.title) }
        words[.result] = procedures.flatMap(\.results)
            .map { Entry(value: $0.id.raw, title: $0.title) }
        words[.assignee] = office.persons.values.filter(\.active)
            .map { Entry(value: $0.id.raw, title: $0.name) }.sorted { $0.value < $1.value }
        words[.unit] = office.units.values.map { Entry(value: $0.id.raw, title: $0.name) }
            .sorted { $0.value < $1.value }
        return words
    }
}
