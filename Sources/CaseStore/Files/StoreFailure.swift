import Casework
import GRDB
import SyncProtocol

/// The store could not do what was asked. Nothing was half done; what was typed is kept by
/// whoever typed it.
package struct StoreFailure: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Hashable, Sendable {
        /// Another workstation holds the data folder.
        case held
        case full, readOnly, corrupt, newerVersion, inaccessible, missing, notDurable
        /// A backup or a restore does not fit.
        case backup
        /// An attachment is not what its name says.
        case blob
        /// The centre on another machine must be asked first.
        case neverLoggedIn, offlineTooLong, restored
        /// The centre takes no act of this size, or has taken none for so long that no more may
        /// wait.
        case actTooLarge, outboxFull
        case unexpected
    }

    package var code: Code
    /// For the person.
    package var sentence: String
    /// For the log; never personal data.
    package var cause: String

    package init(_ code: Code, sentence: String? = nil, cause: String = "") {
        self.code = code
        self.sentence = sentence ?? code.sentence
        self.cause = cause
    }
}

extension StoreFailure {
    init(actOf bytes: Int, limit: Int) {
        self.init(
            .actTooLarge,
            sentence: StoreFailure.tooLarge(
                " (\(bytes.kibibytes) KiB, höchstens \(limit.kibibytes) KiB)"))
    }

    fileprivate static func tooLarge(_ sizes: String) -> String {
        "Das ist für eine einzelne Handlung zu groß\(sizes). Es wurde nichts gespeichert; was "
            + "Sie getippt haben, bleibt stehen. Bitte den Text kürzen, auf mehrere Handlungen "
            + "verteilen oder als Beilage aufnehmen."
    }
}

extension Int {
    fileprivate var kibibytes: Int { (self + 1_023) >> 10 }
}

extension StoreFailure.Code {
    var sentence: String {
        switch self {
        case .held: "Auf diesem Datenbestand arbeitet bereits ein anderer Arbeitsplatz."
        case .full:
            "Der Datenträger ist voll. Es wurde nichts gespeichert; was Sie getippt haben, bleibt "
                + "stehen. Bitte Platz schaffen und noch einmal speichern."
        case .readOnly:
            "Der Datenbestand ist nur lesbar. Es wurde nichts gespeichert; was Sie getippt haben, "
                + "bleibt stehen."
        case .corrupt:
            "Der Datenbestand ist beschädigt. Es wird nichts mehr geschrieben. Bitte „amtspult "
                + "diagnose“ aufrufen und die Sicherung bereithalten."
        case .newerVersion:
            "Der Datenbestand stammt von einer neueren Fassung des Programms. Bitte das Programm "
                + "aktualisieren; es wurde nichts verändert."
        case .inaccessible: "Der Datenbestand lässt sich nicht öffnen. Bitte die Rechte prüfen."
        case .missing: "Hier liegt kein Datenbestand."
        case .notDurable:
            "Der Datenbestand sichert nicht dauerhaft. Es wird nicht geschrieben."
        case .backup: "Die Sicherung ist unvollständig oder verändert. Es wurde nichts übernommen."
        case .blob: "Die Beilage fehlt oder ist verändert."
        case .neverLoggedIn:
            "Diese Kennung hat sich an diesem Arbeitsplatz noch nie angemeldet; das erste Mal geht "
                + "das nur mit Verbindung zur Zentrale. Es wurde nichts gespeichert."
        case .offlineTooLong:
            "Die Zentrale war zu lange nicht erreichbar: lesen geht weiter, gespeichert wird erst "
                + "wieder nach einem Abgleich. Was noch nicht gesendet ist, bleibt hier erhalten."
        case .outboxFull:
            "Es warten schon 10.000 Amtshandlungen auf die Zentrale; mehr nimmt dieser "
                + "Arbeitsplatz nicht an. Es wurde nichts gespeichert. Bitte die Betriebsführung "
                + "verständigen; was wartet, bleibt erhalten."
        case .restored:
            "Dieser Datenbestand kommt aus einer Sicherung: Bevor hier etwas gespeichert wird, muss "
                + "einmal mit der Zentrale abgeglichen werden. Es wurde nichts gespeichert."
        case .actTooLarge: StoreFailure.tooLarge("")
        case .unexpected: "Der Datenbestand konnte nicht bearbeitet werden."
        }
    }
}

extension StoreFailure {
    /// What an error of SQLite or of the operating system means to a person. The cause names
    /// result codes only, since messages may quote contents.
    init(_ error: any Error) {
        switch error {
        case let failure as StoreFailure: self = failure
        case let error as DatabaseError: self.init(error)
        case let error as WireError:
            self.init(.corrupt, cause: "wire \(error.path)")
        case is JSONError: self.init(.corrupt, cause: "json")
        case let error as CentreFailure:
            self.init(.unexpected, cause: "centre \(error.code.rawValue)")
        default: self.init(.unexpected, cause: String(describing: type(of: error)))
        }
    }

    private init(_ error: DatabaseError) {
        let cause = "sqlite \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.full, cause: cause)
        case .SQLITE_READONLY: self.init(.readOnly, cause: cause)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.corrupt, cause: cause)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
            self.init(.inaccessible, cause: cause)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.held, cause: cause)
        default: self.init(.unexpected, cause: cause)
        }
    }
}

/// Runs what may fail in many ways and lets one kind of failure out.
func guarded<T>(_ body: () throws -> T) throws(StoreFailure) -> T {
    do {
        return try body()
    } catch {
        throw StoreFailure(error)
    }
}
