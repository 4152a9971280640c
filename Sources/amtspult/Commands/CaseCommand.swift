import ArgumentParser
import CaseStore
import Casework
import ShellLanguage
import SyncProtocol
import TextCanvas
import Texts

/// `amtspult akt GZ`: one case to read.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "akt", abstract: "Zeigt einen Akt.")

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    @Flag(name: .long, help: "Ausgabe als JSON")
    var json = false

    func run() throws {
        let reading = try place.reading()
        let view = try reading.view(gz)
        try reading.note([view.file.id], .open)
        let id = view.file.id
        let isWhole = try telling { try reading.register.isHistoryWhole(of: id) }
        let missing = isWhole ? nil : reading.bringHistory(of: id)
        let entries = try telling {
            try reading.register.history(of: id, by: reading.person.id, limit: 1_000)
        }
        if json {
            Standard.out(document(view, entries).shownText)
        } else {
            var lines = self.lines(view, entries.reversed(), reading.office)
            if let missing {
                let held = HistoryFetching.held(entries.count, of: view.file.version)
                lines.append("  \(held) \(missing)")
            }
            for line in lines { Standard.out(SafeText(line).plain) }
        }
    }

    private func document(_ view: CaseStore.CaseView, _ entries: [Entry]) -> JSONValue {
        var members = RowDocument(row: view.row, today: Clock.today).members
        members["case"] = view.file.wire
        members["steps"] = .array(steps(view))
        members["history"] = entries.reversed().map { $0 }.wire
        return .object(members)
    }

    private func steps(_ view: CaseStore.CaseView) -> [JSONValue] {
        guard let procedure = view.procedure, let circumstances = view.circumstances else {
            return []
        }
        return procedure.steps(of: view.file.kind).map { step in
            let obstacle = view.file.obstacle(to: step, under: circumstances)
            return wireObject([
                ("id", step.id.wire), ("title", step.title.wire),
                ("possible", (obstacle == nil).wire), ("obstacle", obstacle?.code.wire),
            ])
        }
    }

    private func lines(
        _ view: CaseStore.CaseView, _ entries: [Entry], _ office: Office
    ) -> [String] {
        let file = view.file
        let procedure =
            view.procedure
            ?? Procedure(
                id: file.procedure, title: file.procedure.raw, nature: .service,
                unit: view.row.unit)
        var lines = head(file, procedure, office)
        lines += ["", "Fristen"]
        lines += file.deadlines.map { "  \($0.record.title): \($0.record.summary)" }
        if !file.attachments.isEmpty { lines += ["", "Beilagen"] }
        lines += file.attachments.map { "  \($0.name)" }
        lines += ["", "Schritte"]
        for step in procedure.steps(of: file.kind) {
            guard let circumstances = view.circumstances else { break }
            let obstacle = file.obstacle(to: step, under: circumstances)
            if obstacle?.code == .wrongPhase { continue }
            lines.append("  \(step.id.raw)  \(step.title)")
            if let obstacle { lines.append("      \(obstacle.sentenceWithCode)") }
        }
        lines += ["", "Verlauf"]
        let words = HistoryWords(procedure: procedure, office: office, entries: entries)
        for entry in entries {
            let who = office.name(of: entry.act.actor)
            lines.append("  \(entry.at.civil.austrian)  \(who): \(words.headline(entry.act.body))")
        }
        return lines
    }

    private func head(_ file: CaseFile, _ procedure: Procedure, _ office: Office) -> [String] {
        let kind = procedure.kind(file.kind)
        let phase = procedure.phase(file.phase)?.title ?? file.phase.raw
        var lines = [
            "Akt \(file.number?.withSign ?? "vorl.")  \(file.subject)",
            "\(kind?.title ?? file.kind.raw)  \(kind?.source ?? "")",
            "Ort: \(file.place.isKnown ? file.place.line : "–")",
            "Stand: \(phase), wartet auf \(file.waitingFor(under: procedure, on: Clock.today).title)",
            "Zuteilung: \(office.line(of: file.assignment))",
            "Eingelangt: \(file.received.austrianWithWeekday)",
        ]
        for field in procedure.fields(of: file) {
            if let value = file.field(field.id) {
                lines.append("\(field.title): \(field.show(value))")
            }
        }
        return lines
    }
}
