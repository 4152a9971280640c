import Casework

/// A page of the feed on the wire: one document a line, the last one says where to go on.
///
/// A page without its last line is no page: it was cut off, and nothing of it counts.
extension ChangePage {
    package var lines: [JSONValue] {
        var lines: [JSONValue] = []
        if let reference { lines.append(["k": "ref", "ref": reference.wire]) }
        lines += past.map { ["k": "past", "entry": $0.wire] }
        lines += items.map { item in
            wireObject([
                ("k", "put"), ("entry", item.entry.wire), ("image", item.image?.wire),
            ])
        }
        lines += verdicts.map { ["k": "result", "verdict": $0.wire] }
        lines += evicted.map { ["k": "evict", "case": $0.wire] }
        lines.append([
            "k": "end", "epoch": epoch.wire, "next": cursor.wire, "head": head.wire,
            "durable": durable.wire,
        ])
        return lines
    }

    /// The lines as they are sent (`application/x-ndjson`).
    package var ndjson: [UInt8] {
        var out: [UInt8] = []
        for line in lines {
            out += line.bytes
            out.append(0x0A)
        }
        return out
    }
}

/// Puts a page together from its lines as they come.
package struct PageReader {
    private var page = ChangePage(
        epoch: "", items: [], verdicts: [], cursor: .beginning, head: 0, reference: nil)
    private var ended = false

    package init() {}

    /// Takes a line, without its end. What is of a kind this program does not know is left out.
    package mutating func take(_ line: some Sequence<UInt8>) throws(WireError) {
        let value: JSONValue
        do { value = try JSONValue(bytes: line) } catch {
            throw WireError("line", String(describing: error))
        }
        try take(value)
    }

    package mutating func take(_ line: JSONValue) throws(WireError) {
        guard !ended else { throw WireError("line", "nach dem Ende") }
        let reader = try WireReader(line, at: "line")
        switch try reader.get("k", as: String.self) {
        case "ref": page.reference = try reader.get("ref")
        case "past": page.past.append(try reader.get("entry"))
        case "put":
            page.items.append(
                ChangeItem(
                    entry: try reader.get("entry"), image: try reader.optional("image")))
        case "result": page.verdicts.append(try reader.get("verdict"))
        case "evict": page.evicted.append(try reader.get("case"))
        case "end":
            page.epoch = try reader.get("epoch")
            page.cursor = try reader.get("next")
            page.head = try reader.get("head")
            page.durable = try reader.get("durable")
            ended = true
        default: break
        }
    }

    /// The whole page.
    package func finished() throws(WireError) -> ChangePage {
        guard ended else { throw WireError("line", "Ende fehlt") }
        return page
    }

    /// A page as it was sent.
    package static func page(_ ndjson: [UInt8]) throws(WireError) -> ChangePage {
        var reader = PageReader()
        for line in ndjson.split(separator: 0x0A) { try reader.take(line) }
        return try reader.finished()
    }
}
