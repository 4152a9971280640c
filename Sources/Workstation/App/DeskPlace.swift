import Casework

/// Where a person is at the desk: what survives opening a case, a restart and the change of
/// persons. Kept by the store as text, `encoded`.
package struct DeskPlace: Hashable, Sendable {
    /// Where one queue was left.
    package struct Spot: Hashable, Sendable {
        package var filter = ""
        package var order = WorklistOrder.due
        package var cursor: CaseID?
        package var anchor: WorklistAnchor?
        /// Lines between the top of the list and the cursor.
        package var line = 0

        package init() {}
    }

    package static let markLimit = 1_000

    package var queue = QueueID.mine
    package var spots: [QueueID: Spot] = [:]
    package var marked: [CaseID] = []
    /// The case that was open, and which tab of it.
    package var openCase: CaseID?
    package var tab = ""
    /// The text of the search screen.
    package var search = ""

    package init() {}

    /// One line per thing, tab between words; unknown lines are skipped when read, so that an
    /// older or newer program can read it.
    package var encoded: String {
        var lines = [["queue", queue.raw]]
        for (queue, spot) in spots.sorted(by: { $0.key.raw < $1.key.raw }) {
            lines.append([
                "spot", queue.raw, spot.filter, spot.order.raw, spot.cursor?.raw ?? "",
                spot.anchor?.token ?? "", String(spot.line),
            ])
        }
        for id in marked.prefix(DeskPlace.markLimit) { lines.append(["mark", id.raw]) }
        if let openCase { lines.append(["case", openCase.raw, tab]) }
        if !search.isEmpty { lines.append(["search", search]) }
        return lines.map { $0.map(DeskPlace.escaped).joined(separator: "\t") }
            .joined(separator: "\n")
    }

    package init(encoded: String) {
        for line in encoded.split(separator: "\n") {
            let words = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map { DeskPlace.unescaped($0) }
            read(words)
        }
    }

    private mutating func read(_ words: [String]) {
        guard words.count >= 2 else { return }
        switch words[0] {
        case "queue": queue = QueueID(raw: words[1]) ?? queue
        case "spot" where words.count >= 7:
            guard let queue = QueueID(raw: words[1]) else { return }
            var spot = Spot()
            spot.filter = words[2]
            spot.order = WorklistOrder(raw: words[3]) ?? .due
            spot.cursor = words[4].isEmpty ? nil : CaseID(words[4])
            spot.anchor = words[5].isEmpty ? nil : WorklistAnchor(words[5])
            spot.line = max(0, Int(words[6]) ?? 0)
            spots[queue] = spot
        case "mark":
            if marked.count < DeskPlace.markLimit { marked.append(CaseID(words[1])) }
        case "case":
            openCase = CaseID(words[1])
            tab = words.count > 2 ? words[2] : ""
        case "search": search = words[1]
        default: break
        }
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func unescaped(_ text: Substring) -> String {
        var out = String.UnicodeScalarView()
        var slash = false
        for scalar in text.unicodeScalars {
            if slash {
                out.append(scalar == "t" ? "\t" : scalar == "n" ? "\n" : scalar)
                slash = false
            } else if scalar == "\\" {
                slash = true
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }
}
