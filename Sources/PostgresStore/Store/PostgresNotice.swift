import Casework
import CentralService
import SyncProtocol

/// What a process tells the others with its commit, as the payload of a notice.
enum PostgresNotice {
    /// The server takes less than 8,000 bytes.
    private static let most = 7_000

    static func send(
        _ news: CentreNews?, on line: PostgresLine, schema: String, origin: String
    ) throws {
        guard let news else { return }
        try line.later("SELECT pg_notify($1, $2)", schema, text(of: news, origin: origin))
    }

    /// News too long to be told in full concern everybody.
    static func text(of news: CentreNews, origin: String) -> String {
        let units = news.units.sorted().map(\.wire)
        let devices = news.devices.sorted().map(\.wire)
        var document: [String: JSONValue] = [
            "o": origin.wire, "h": news.head.wire, "r": news.reference.wire,
        ]
        let whole = document.merging(["u": .array(units), "d": .array(devices)]) { $1 }
        let text = String(decoding: JSONValue.object(whole).bytes, as: UTF8.self)
        if text.utf8.count <= most { return text }
        document["r"] = true.wire
        return String(decoding: JSONValue.object(document).bytes, as: UTF8.self)
    }

    static func text(of mark: PresenceMark, origin: String) -> String {
        let document = wireObject([
            ("o", origin.wire), ("dev", mark.device.wire), ("who", mark.person.wire),
            ("c", mark.caseID?.wire), ("since", mark.since.wire), ("said", mark.said.wire),
        ])
        return String(decoding: document.bytes, as: UTF8.self)
    }

    /// nil for one's own notices, and for what is none.
    static func word(in text: String, origin: String) -> StoreWord? {
        guard let value = try? JSONValue(bytes: Array(text.utf8)),
            let reader = try? WireReader(value, at: "notice"),
            let from: String = try? reader.get("o"), from != origin
        else { return nil }
        if let mark = try? presence(reader) { return .presence(mark) }
        return (try? news(reader)).map { .committed($0) }
    }

    private static func presence(_ reader: WireReader) throws -> PresenceMark {
        PresenceMark(
            device: try reader.get("dev"), person: try reader.get("who"),
            caseID: try reader.optional("c"), since: try reader.get("since"),
            said: try reader.get("said"))
    }

    private static func news(_ reader: WireReader) throws -> CentreNews {
        var news = CentreNews(head: try reader.get("h"))
        news.reference = try reader.get("r")
        news.units = Set(try reader.list("u"))
        news.devices = Set(try reader.list("d"))
        return news
    }
}
