import Casework
import TextCanvas

/// Search over everything the person may read.
struct SearchState: Sendable {
    static let limit = 100

    var input = TextInput(limit: Query.longestInput)
    /// The text is the one of last time: it stands there to be used again, and what is typed
    /// first replaces it.
    var isKept = false
    var error: QueryError?
    var completions: [QueryCompletion] = []
    var page = SearchPage(hits: [], total: 0)
    var position = ListPosition()
    /// The question whose answer counts; older ones are ignored.
    var request: RequestID?
    /// What `page` answers.
    var answered = ""

    var current: SearchPage.Hit? {
        page.hits.indices.contains(position.cursor) ? page.hits[position.cursor] : nil
    }
}
