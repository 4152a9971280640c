import ArgumentParser
import CaseStore
import Casework
import ShellLanguage
import SyncProtocol
import WorkstationRuntime

/// `amtspult beweisen GZ`: looks through the history of a case as it lies here.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beweisen",
        abstract: "Prüft den Verlauf eines Akts, ohne die Zentrale zu fragen.",
        discussion: """
            Geprüft wird jeder Eintrag: ob seine Bytes unterschrieben sind, ob er im Baum der \
            Zentrale steht, den sie unterschrieben hat, und ob alle zusammen den gezeigten Akt \
            ergeben. Fehlen Beweise, holt sie der laufende, angemeldete Arbeitsplatz von der \
            Zentrale. Rückgabewerte: 0 bewiesen, 1 der genannte Eintrag hält nicht.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    func run() throws {
        let reading = try place.reading()
        let view = try reading.view(gz)
        guard let enrolment = try telling({ try JoiningCentre.enrolment(in: place.folder) }) else {
            throw Ending(
                .refused,
                "Dieser Arbeitsplatz arbeitet allein: Beweise gibt es erst mit einer Zentrale.")
        }
        try reading.note([view.file.id], .open)
        let logKey = enrolment.logKey
        var check = try self.check(view.file.id, reading, logKey)
        var missing: String?
        if check.fault?.isIncomplete == true {
            missing = reading.bringHistory(of: view.file.id)
            check = try self.check(view.file.id, reading, logKey)
        }
        if let fault = check.fault {
            let held = "Bis dahin halten \(check.proven) Einträge."
            throw Ending(
                .refused,
                [sentence(for: fault), held, missing].compactMap(\.self).joined(separator: " "))
        }
        let when = check.headAt.map { " (Stand der Zentrale: \($0.civil.austrian))" } ?? ""
        Standard.out("Bewiesen: alle \(check.proven) Einträge halten\(when).")
    }

    private func check(
        _ id: CaseID, _ reading: PlaceOptions.Reading, _ logKey: [UInt8]
    ) throws -> HistoryCheck {
        let check = try telling {
            try reading.register.check(id, by: reading.person.id, logKey: logKey)
        }
        guard let check else {
            throw Ending(.data, "Den Akt \(gz) gibt es nicht, oder er ist nicht einsehbar.")
        }
        return check
    }

    private func sentence(for fault: HistoryCheck.Fault) -> String {
        switch fault {
        case .headUnsigned:
            "Zu diesem Akt liegt hier kein unterschriebener Stand der Zentrale."
        case .missing(let version): "Der Beweis des Eintrags \(version) liegt hier nicht."
        case .altered(let version): "Der Eintrag \(version) sagt anderes als seine Handlung."
        case .unsigned(let version):
            "Die Handlung des Eintrags \(version) ist nicht unterschrieben."
        case .notInTree(let version):
            "Der Eintrag \(version) steht nicht im Baum, den die Zentrale unterschrieben hat."
        case .leadsElsewhere: "Die Einträge ergeben nicht den Akt, der gezeigt wird."
        }
    }
}

extension HistoryCheck.Fault {
    /// Something is not here, which the centre may still give.
    fileprivate var isIncomplete: Bool {
        switch self {
        case .headUnsigned, .missing: true
        default: false
        }
    }
}
