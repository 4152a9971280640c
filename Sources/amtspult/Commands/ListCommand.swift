import ArgumentParser
import CaseStore
import Casework
import ShellLanguage
import SyncProtocol
import TextCanvas
import Texts

/// `amtspult liste`: a list as the screen shows it, or as JSON for scripts.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "liste", abstract: "Zeigt eine Liste von Akten.",
        discussion: """
            Der Filter ist derselbe wie am Bildschirm: \
            frist<3t verfahren:bau zugeteilt:ich "Carport". Ohne Filter: alle offenen.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Option(name: .long, help: ArgumentHelp("der Filter", valueName: "filter"))
    var filter = "ist:offen"

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("höchstens so viele Zeilen", valueName: "anzahl"))
    var hoechstens = 10_000

    @Flag(name: .long, help: "Ausgabe als JSON")
    var json = false

    func run() throws {
        let reading = try place.reading()
        let query: Query
        do {
            query = try Query(filter, today: Clock.today)
        } catch {
            throw Ending(.usage, error.sentence)
        }
        let request = WorklistRequest(query, person: reading.person.id, today: Clock.today)
        var rows: [WorklistRow] = []
        var part = WorklistPart.first
        while rows.count < hoechstens {
            let limit = min(500, hoechstens - rows.count)
            let page = try telling { try reading.register.page(request, part, limit: limit) }
            rows += page.rows
            guard page.rows.count == limit, let last = page.rows.last else { break }
            part = .after(WorklistAnchor(last, in: request))
        }
        // As at the screen: hits of a search are journalled, the list of one's work is not.
        if query.asksForText { try reading.note(rows.map(\.id), .search) }
        if json {
            Standard.out(rows.isEmpty ? "[]" : "[\n" + documents(rows, reading) + "\n]")
        } else {
            let procedures = try telling { try reading.register.currentProcedures().map(\.1) }
            let lines = ListLines(procedures: procedures, query: query, today: Clock.today)
            for row in rows { Standard.out(lines.line(row)) }
        }
    }

    private func documents(_ rows: [WorklistRow], _ reading: PlaceOptions.Reading) -> String {
        rows.map { RowDocument(row: $0, today: Clock.today).json.shownText }.joined(
            separator: ",\n")
    }
}

/// A list row for scripts: these keys stay.
struct RowDocument {
    var row: WorklistRow
    var today: CivilDay

    var json: JSONValue { .object(members) }

    var members: [String: JSONValue] {
        [
            "number": row.number?.description.wire ?? .null,
            "procedure": row.procedure.wire,
            "kind": row.kind.wire,
            "phase": row.phase.wire,
            "publicStatus": row.publicStatus?.wire ?? .null,
            "subject": row.subject.wire,
            "place": row.place.wire,
            "received": row.received.wire,
            "due": row.due?.wire ?? .null,
            "daysLeft": row.daysLeft(on: today)?.wire ?? .null,
            "assignee": row.assignee?.wire ?? .null,
            "unit": row.unit.wire,
            "waitingFor": row.waitingFor(on: today).wire,
            "fields": .object(
                Dictionary(
                    row.fields.map { ($0.key.raw, $0.value.wire) }, uniquingKeysWith: { $1 })),
        ]
    }
}

extension Query {
    /// Words are looked for in what the cases hold.
    fileprivate var asksForText: Bool {
        switch self {
        case .everything, .compare: false
        case .text: true
        case .not(let part): part.asksForText
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForText)
        }
    }
}
