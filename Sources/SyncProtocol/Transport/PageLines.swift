import Casework

/// A page of the feed on the wire: one document a line, the last one says where to go on.
///
/// A page without its last line is no page: it was cut off, and nothing of it counts.
extension ChangePage {
    package var lines: [JSONValue] { linesBefore + items.map(Self.line) + linesAfter }

    private var linesBefore: [JSONValue] {
        var lines: [JSONValue] = []
        if let reference { lines.append(["k": "ref", "ref": reference.wire]) }
        lines += past.map { ["k": "past", "entry": $0.wire] }
        return lines
    }

    private static func line(of item: ChangeItem) -> JSONValue {
        wireObject([("k", "put"), ("entry", item.entry.wire), ("image", item.image?.wire)])
    }

    private var linesAfter: [JSONValue] {
        var lines: [JSONValue] = verdicts.map { ["k": "result", "verdict": $0.wire] }
        lines += evicted.map { ["k": "evict", "case": $0.wire] }
        lines.append([
            "k": "end", "epoch": epoch.wire, "next": cursor.wire, "head": head.wire,
            "durable": durable.wire,
        ])
        return lines
    }

    /// The lines as they are sent (`application/x-ndjson`).
    package var ndjson: [UInt8] { Self.ndjson(lines.map(\.bytes)) }

    /// The same where the items are documents already: of each entry, and of the images that go
    /// with them.
    package func ndjson(_ documents: [(entry: [UInt8], image: [UInt8]?)]) -> [UInt8] {
        let items = documents.map { document in
            var line = Array("{\"entry\":".utf8) + document.entry
            if let image = document.image { line += Array(",\"image\":".utf8) + image }
            return line + Array(",\"k\":\"put\"}".utf8)
        }
        return Self.ndjson(linesBefore.map(\.bytes) + items + linesAfter.map(\.bytes))
    }

    private static func ndjson(_ lines: [[UInt8]]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
        for line in lines {
            out += line
            out.append(0x0A)
        }
        return out
    }
}

/// Puts a page together from its lines as they come.
package struct PageReader {
    private var page = ChangePage(
        epoch: "", items: [], verdicts: [], cursor: .beginning, head: 0, reference: nil)
    /// The last line of the page has come.
    package private(set) var isWhole = false

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
        guard !isWhole else { throw WireError("line", "nach dem Ende") }
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
            isWhole = true
        default: break
        }
    }

    /// The whole page.
    package func finished() throws(WireError) -> ChangePage {
        guard isWhole else { throw WireError("line", "Ende fehlt") }
        return page
    }

    /// A page as it was sent.
    package static func page(_ ndjson: [UInt8]) throws(WireError) -> ChangePage {
        var reader = PageReader()
        for line in ndjson.split(separator: 0x0A) { try reader.take(line) }
        return try reader.finished()
    }
}
