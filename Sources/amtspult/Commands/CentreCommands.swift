import ArgumentParser
import CaseStore
import Casework
import CentralService
import Foundation
import ShellLanguage
import SyncClient
import SyncProtocol
import Workstation
import WorkstationRuntime

/// `amtspult verbinden URL --code CODE`: this desk becomes one of a centre.
struct JoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verbinden",
        abstract: "Verbindet diesen Arbeitsplatz mit einer Zentrale.",
        discussion: """
            Den Code gibt „amtszentrale geraet code“ aus; er gilt einmal und kurz. Danach meldet \
            sich jede Person mit „amtspult anmelden“ an. Wer hier schon allein gearbeitet hat, \
            lässt die Zentrale den Datenbestand übernehmen (amtszentrale einrichten --aus ORDNER) \
            oder nimmt mit --daten einen leeren Ordner.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("wo die Zentrale ist", valueName: "url"))
    var url: String

    @ArgumentParser.Option(name: .long, help: ArgumentHelp("der Code", valueName: "code"))
    var code: String

    func run() throws {
        let folder = place.folder
        try telling {
            try folder.make()
            let lock = try StoreLock.take(
                folder, as: .here(person: place.personID.raw), wait: StoreLock.patience)
            defer { withExtendedLifetime(lock) {} }
            do {
                try Joining(folder, ways: Network.ways, world: Installation.world).join(
                    url: url, code: code, ownEpoch: try ownEpoch(folder))
            } catch let refusal as Joining.Refusal {
                throw Ending(Self.status(of: refusal), Self.sentence(for: refusal))
            }
        }
        Standard.out(
            "Verbunden mit \(url). Weiter: amtspult anmelden --als KENNUNG")
    }

    /// Of the log inside, if anything was ever logged in it.
    private func ownEpoch(_ folder: DataFolder) throws -> String? {
        guard FileManager.default.fileExists(atPath: folder.centre) else { return nil }
        do {
            let store = try SQLiteCentralStore(path: folder.centre, epoch: Installation.newID())
            return try store.read { try $0.head() > 0 ? $0.epoch() : nil }
        } catch {
            throw Ending(.unusable, "Die Zentrale in diesem Datenordner ist nicht lesbar.")
        }
    }

    private static func status(of refusal: Joining.Refusal) -> ExitStatus {
        switch refusal {
        case .alreadyJoined, .unsentActs, .otherLog: .refused
        case .codeRefused: .noRight
        case .unreachable, .failed: .busy
        }
    }

    private static func sentence(for refusal: Joining.Refusal) -> String {
        switch refusal {
        case .alreadyJoined(let url):
            "Dieser Arbeitsplatz gehört schon zur Zentrale \(url). Soll er neu zugelassen werden, "
                + "braucht es einen Code für genau dieses Gerät: amtszentrale geraet code NAME "
                + "--fuer GERÄT."
        case .unsentActs(let count):
            "\(count) Handlungen warten hier noch auf ihr Ergebnis. Bitte zuerst den "
                + "Arbeitsplatz einmal öffnen und schließen."
        case .otherLog:
            "Auf diesem Datenbestand wurde schon allein gearbeitet, und diese Zentrale kennt ihn "
                + "nicht. Entweder übernimmt ihn eine neue Zentrale (amtszentrale einrichten "
                + "--aus ORDNER), oder Sie verbinden mit --daten einen leeren Ordner. Der Code "
                + "ist verbraucht; bitte einen neuen ausgeben lassen."
        case .codeRefused:
            "Die Zentrale nimmt diesen Code nicht: vertippt, schon verwendet, abgelaufen, oder "
                + "von einer anderen Zentrale."
        case .unreachable: "Unter dieser Adresse antwortet keine Zentrale."
        case .failed(let code): "Die Zentrale konnte den Arbeitsplatz nicht aufnehmen (\(code))."
        }
    }
}

/// `amtspult anmelden`: shows the centre who sits here, and fetches what there is.
struct LogInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anmelden",
        abstract: "Meldet eine Person an der Zentrale an und gleicht einmal ab.",
        discussion: """
            Das Passwort wird am Terminal gefragt und nicht gezeigt; aus einer Leitung wird eine \
            Zeile gelesen. Wer sich hier einmal angemeldet hat, kann auch ohne Verbindung arbeiten.
            """)

    @OptionGroup var place: PlaceOptions

    func run() throws { try CentreRound(place: place).run() }
}

/// `amtspult abgleichen`: one talk with the centre.
struct ExchangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abgleichen",
        abstract: "Gleicht einmal mit der Zentrale ab.",
        discussion: """
            Läuft der Arbeitsplatz, gleicht er selbst ab. Sonst wird das Passwort gefragt. \
            Rückgabewerte: 0 alles abgeglichen, 75 die Zentrale antwortet nicht, 77 Anmeldung \
            nötig oder Arbeitsplatz gesperrt.
            """)

    @OptionGroup var place: PlaceOptions

    @Flag(
        name: .long,
        help: "nur die Prüfsumme jedes Vorrats zeigen: gleich heißt, zwei sehen dasselbe")
    var pruefsumme = false

    func run() throws {
        guard !pruefsumme else { return try showDigests() }
        let enrolment = try telling { try JoiningCentre.enrolment(in: place.folder) }
        guard enrolment != nil else {
            return Standard.out("Dieser Arbeitsplatz arbeitet allein: abzugleichen ist nichts.")
        }
        let door = Installation.door(of: place.folder)
        let request = DoorRequest(person: place.personID, order: .synchronise)
        if Door.knock(at: door, request) != nil {
            return Standard.out("Der laufende Arbeitsplatz gleicht ab.")
        }
        try CentreRound(place: place).run()
    }

    private func showDigests() throws {
        let reading = try place.reading()
        let lines = try telling {
            try QueueDigests.lines(reading.register, person: reading.person, today: Clock.today)
        }
        for line in lines {
            let name = line.queue.officeName
            let gap = String(repeating: " ", count: max(1, 16 - name.count))
            Standard.out("\(name)\(gap)\(line.digest.spoken)   \(line.digest.count) Akten")
        }
    }
}

/// A log-in and one talk.
private struct CentreRound {
    var place: PlaceOptions

    func run() throws {
        let workplace = try place.workplace()
        defer { workplace.close() }
        guard let online = workplace.online else {
            throw Ending(
                .refused, "Dieser Arbeitsplatz arbeitet allein; anzumelden gibt es sich nirgends.")
        }
        let person = place.personID
        let password = try PasswordPrompt.ask("Passwort von \(person.raw): ")
        do {
            try online.logIn(person, name: person.raw, password: password)
        } catch {
            // Nobody answers, or is believed; everything else is the person's or the desk's.
            throw Ending(
                ["L018", "L019", "L020"].contains(error.code) ? .busy : .noRight, error.sentence)
        }
        let status = try telling { try online.round() }
        try told(status, workplace.desk)
    }

    private func told(_ status: SyncStatus, _ desk: Desk) throws {
        let outbox = try telling { try desk.outbox() }
        switch status.contact {
        case .current where outbox.unsent == 0:
            let until = try telling { try desk.offlineUntil() }
            let offline = until.map {
                " Ohne Verbindung geht es hier bis \($0.civilDay.austrianWithWeekday)."
            }
            Standard.out("Alles ist abgeglichen.\(offline ?? "")")
        case .revoked:
            throw Ending(.noRight, "Dieser Arbeitsplatz ist an der Zentrale gesperrt.")
        case .needsLogIn:
            throw Ending(.noRight, "Die Zentrale verlangt eine neue Anmeldung.")
        case .tooOld:
            throw Ending(
                .unusable, "Die Zentrale verlangt eine neuere Fassung des Programms.")
        default:
            let code = desk.contactFailure.map { " (\($0.code.rawValue))" } ?? ""
            throw Ending(
                .busy,
                "Der Abgleich ist nicht zu Ende gekommen\(code); \(outbox.unsent) Handlungen "
                    + "warten. Was gespeichert ist, bleibt.")
        }
    }
}

extension QueueID {
    /// As the list is called on the screen.
    fileprivate var officeName: String {
        switch self {
        case .mine: "Mein Tisch"
        case .unassigned: "Ohne Zuteilung"
        case .overdue: "Überfällig"
        case .resubmission: "Wiedervorlage"
        case .approval: "Genehmigung"
        case .returned: "Zurückgegeben"
        case .all: "Alle Akten"
        default: raw
        }
    }
}
