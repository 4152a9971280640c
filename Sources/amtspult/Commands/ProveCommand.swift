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
            ergeben. Der Verlauf mit seinen Beweisen kommt, wenn der Akt mit Verbindung geöffnet \
            wird. Rückgabewerte: 0 bewiesen, 1 der genannte Eintrag hält nicht.
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
        let check = try telling {
            try reading.register.check(
                view.file.id, by: reading.person.id, logKey: enrolment.logKey)
        }
        guard let check else {
            throw Ending(.data, "Den Akt \(gz) gibt es nicht, oder er ist nicht einsehbar.")
        }
        if let fault = check.fault {
            throw Ending(
                .refused, "\(sentence(for: fault)) Bis dahin halten \(check.proven) Einträge.")
        }
        let when = check.headAt.map { " (Stand der Zentrale: \($0.civil.austrian))" } ?? ""
        Standard.out("Bewiesen: alle \(check.proven) Einträge halten\(when).")
    }

    private func sentence(for fault: HistoryCheck.Fault) -> String {
        switch fault {
        case .headUnsigned:
            "Zu diesem Akt liegt hier kein unterschriebener Stand der Zentrale. Bitte den Akt mit "
                + "Verbindung öffnen."
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
