import ArgumentParser
import CaseStore
import Casework
import Interchange
import ShellLanguage
import SyncProtocol
import Workstation
import WorkstationRuntime

/// `amtspult ausfolgen GZ ORDNER`: one whole case as a readable folder.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ausfolgen",
        abstract: "Legt einen ganzen Akt als lesbaren Ordner ab.",
        discussion: """
            Zwecke: akteneinsicht, ifg, gericht, uebergabe. Geschwärzt wird, was --schwaerzen \
            nennt: feld:ID, gruppe:NAME, partei:NAME, oder text:WORTE.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    @ArgumentParser.Argument(
        help: ArgumentHelp("der Ordner, in dem er abgelegt wird", valueName: "ordner"))
    var ordner: String

    @ArgumentParser.Option(name: .long, help: ArgumentHelp("wofür", valueName: "zweck"))
    var zweck = "akteneinsicht"

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("was geschwärzt wird", valueName: "was"))
    var schwaerzen: [String] = []

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die Rechtsgrundlage dafür", valueName: "grund"))
    var grund = "§ 17 Abs 3 AVG"

    private static let purposes: [String: ExportPurpose] = [
        "akteneinsicht": .fileAccess, "ifg": .informationRequest, "gericht": .court,
        "uebergabe": .handover,
    ]

    func run() throws {
        guard let purpose = Self.purposes[zweck] else {
            throw Ending(.usage, "Zwecke: akteneinsicht, ifg, gericht, uebergabe.")
        }
        let reading = try place.reading()
        let view = try reading.view(gz)
        let rules = try schwaerzen.map { try rule($0, view.file) }
        try reading.note([view.file.id], .export)
        do {
            let summary = try reading.register.handOut(
                view, by: reading.person.id, into: ordner, purpose: purpose,
                redaction: Redaction(rules), day: Clock.today)
            Standard.out(
                "Abgelegt: \(summary.path) (\(summary.files) Dateien, "
                    + "\(summary.blacked) Stellen geschwärzt)")
        } catch {
            throw Ending(.output, error.sentence)
        }
    }

    private func rule(_ text: String, _ file: CaseFile) throws -> Redaction.Rule {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Ending(.usage, "„\(text)“: Form ist art:wert.") }
        switch parts[0] {
        case "feld": return Redaction.Rule(.field(FieldID(parts[1])), ground: grund)
        case "gruppe": return Redaction.Rule(.fieldGroup(parts[1]), ground: grund)
        case "text": return Redaction.Rule(.text(parts[1]), ground: grund)
        case "partei":
            guard let party = file.parties.first(where: { $0.name == parts[1] }) else {
                throw Ending(.usage, "Im Akt gibt es niemanden namens „\(parts[1])“.")
            }
            return Redaction.Rule(.party(party.id), ground: grund)
        default: throw Ending(.usage, "„\(parts[0])“: feld, gruppe, partei oder text.")
        }
    }
}
