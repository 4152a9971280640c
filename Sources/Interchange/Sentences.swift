import Casework

/// The German sentences of this room.
enum Sentences {
    // MARK: Files

    static let unreadable = "Die Datei kann nicht gelesen werden."
    static let gzipDamaged = "Die gepackte Datei ist beschädigt oder unvollständig."
    static let bomb =
        "Die gepackte Datei wird beim Entpacken unmäßig groß und wird nicht eingelesen."
    static func tooLarge(_ limit: Int) -> String {
        "Die Datei ist zu groß (Grenze: \(limit >> 20) MiB)."
    }

    // MARK: Rows

    static let endless = "Ein Anführungszeichen wird nicht geschlossen oder die Zeile ist zu lang."
    static func cellCount(_ found: Int, _ expected: Int) -> String {
        "Die Zeile hat \(found) statt \(expected) Spalten."
    }
    static let rowTooLong = "Der Eintrag ist zu lang (Grenze: 1 MiB)."
    static let noObject = "Hier wird ein Objekt in geschwungenen Klammern erwartet."
    static let noArray = "Die Datei enthält keine Liste von Einträgen."
    static let arrayOpen = "Die Liste endet nicht: Die Datei ist wohl unvollständig."
    static let objectOpen = "Der Eintrag endet nicht: Die Datei ist wohl unvollständig."
    static let tooDeep = "Der Eintrag ist zu tief verschachtelt."
    static let jsonDamaged = "Der Eintrag ist kein gültiges JSON."
    static let xmlOpen = "Das Dokument endet mitten in einem Element oder Kommentar."
    static let xmlTag = "Ein Element ist nicht richtig geschrieben."
    static let xmlNesting = "Ein Element wird geschlossen, das nicht offen ist."
    static let xmlEntity = "Ein Zeichenverweis ist unbekannt; eigene Verweise werden nicht gelesen."
    static let xmlDocumentType =
        "Dokumente mit eigener Dokumenttyp-Angabe (DOCTYPE) werden nicht eingelesen."
    static func noElement(_ name: String) -> String {
        "Das Dokument enthält keinen Eintrag „\(name)“."
    }
    static let noIdentity = "Die Kennung der Quelle fehlt oder ist zu lang."
    static func noDay(_ column: String) -> String { "Der Eingangstag („\(column)“) fehlt." }
    static func dayUnreadable(_ column: String, _ text: String) -> String {
        "Der Eingangstag („\(column)“) ist nicht lesbar: „\(text)“."
    }
    static func dayInFuture(_ day: CivilDay) -> String {
        "Der Eingangstag \(day.austrian) liegt in der Zukunft."
    }
    static func textTooLong(_ column: String, _ limit: Int) -> String {
        "Der Text in „\(column)“ ist länger als \(limit) Zeichen."
    }
    static let unnamed = "ohne Namen"

    static func warning(_ warning: IntakeWarning) -> String {
        switch warning {
        case .outsideLinz: "Der Ort liegt außerhalb von Linz."
        case .placeUnreadable: "Die Koordinaten sind nicht lesbar."
        case .placeMissing: "Ohne Ort."
        case .unreadable(let column): "Der Wert in „\(column)“ ist nicht lesbar und fehlt im Akt."
        case .unknownWord(let column):
            "„\(column)“ enthält ein Wort, das die Zuordnung nicht kennt."
        case .fieldRefused(let field):
            "Der Wert passt nicht in das Feld „\(field)“ und fehlt im Akt."
        case .statusUnknown: "Der Stand ist unbekannt; der Akt ist offen."
        case .closingDayMissing:
            "Der Tag der Erledigung fehlt oder ist unmöglich; eingesetzt ist der Eingangstag."
        case .subjectDerived: "Der Text sagt zu wenig; der Betreff nennt die Kategorie."
        case .encodingGuessed(let column):
            "„\(column)“ ist nicht in der angegebenen Kodierung; gelesen als Windows-1252."
        case .textAfterQuote: "Hinter einem schließenden Anführungszeichen steht noch Text."
        case .columnUnused(let column): "Die Spalte „\(column)“ wird nicht übernommen."
        }
    }

    // MARK: Mappings

    static let tableExpected = "Hier werden Schlüssel und Werte erwartet."
    static let listExpected = "Hier wird eine Liste erwartet."
    static let textExpected = "Hier wird ein Text erwartet."
    static let emptyFile = "Die Datei ist leer."
    static let yamlDamaged = "Die Datei ist kein gültiges YAML."
    static let noColumn =
        "Hier fehlt die Spalte (column, first, join) oder ein fester Wert (constant)."
    static func unknownKey(_ key: String) -> String { "Der Schlüssel „\(key)“ ist hier unbekannt." }
    static func missingKey(_ key: String) -> String { "Der Schlüssel „\(key)“ fehlt." }
    static func notPossible(_ word: String, _ words: [String]) -> String {
        "„\(word)“ ist hier nicht möglich (\(words.joined(separator: ", ")))."
    }
    static func otherProcedure(_ id: String) -> String {
        "Die Zuordnung gehört zum Verfahren „\(id)“."
    }
    static func kindUnknown(_ id: String) -> String { "Die Fallart „\(id)“ gibt es nicht." }
    static func resultUnknown(_ id: String) -> String { "Das Ergebnis „\(id)“ gibt es nicht." }
    static func roleUnknown(_ id: String) -> String { "Die Rolle „\(id)“ gibt es nicht." }
    static func fieldUnknown(_ id: String) -> String { "Das Feld „\(id)“ gibt es nicht." }
    static func optionUnknown(_ id: String) -> String { "Die Auswahl „\(id)“ gibt es nicht." }
    static func confidentialShown(_ column: String) -> String {
        "Die vertrauliche Spalte „\(column)“ darf nicht in Betreff oder Ort stehen."
    }
    static func columnMissing(_ column: String, _ near: String?) -> String {
        "Der Datei fehlt die Spalte „\(column)“." + (near.map { " Gemeint: „\($0)“?" } ?? "")
    }
    static let noMappings = "Der Ordner mit den Zuordnungen kann nicht gelesen werden."
    static func mappingUnknown(_ id: String, _ near: String?, _ known: [String]) -> String {
        let hint = near.map { " Gemeint: „\($0)“?" } ?? ""
        return "Die Zuordnung „\(id)“ gibt es nicht.\(hint) Vorhanden: \(list(known))."
    }
    static func notRecognised(_ known: [String]) -> String {
        "Zu dieser Datei passt keine Zuordnung. Vorhanden: \(list(known))."
    }
    static func severalFit(_ ids: [String]) -> String {
        "Zu dieser Datei passen mehrere Zuordnungen: \(list(ids)). Bitte eine nennen."
    }
    private static func list(_ words: [String]) -> String {
        words.isEmpty ? "keine" : words.sorted().joined(separator: ", ")
    }

    // MARK: Handing out

    static func purpose(_ purpose: ExportPurpose) -> String {
        switch purpose {
        case .fileAccess: "Akteneinsicht (§ 17 AVG)"
        case .informationRequest: "Informationsbegehren (IFG)"
        case .court: "Vorlage an das Gericht"
        case .handover: "Übergabe"
        }
    }
    static let letterFolder = "Schriftstücke"
    static let attachmentFolder = "Beilagen"
    static let redactionFile = "Schwärzungen.txt"
    static let manifestFile = "Inhalt.sha256"
    static let seeRedactions = "siehe Schwärzungen.txt"
    static let historyColumns = ["Nr", "Tag", "Uhrzeit", "Person", "Vorgang", "Einzelheiten"]
    static let blackedCopy = "geschwärzte Abschrift"
    static let withheld = "nicht ausgefolgt"
    static func blackField(_ title: String) -> String { "Feld „\(title)“" }
    static func blackGroup(_ group: String) -> String { "Felder der Gruppe „\(group)“" }
    static let blackParty = "Angaben zu einer beteiligten Person"
    static let blackNote = "Vermerk"
    static let blackLetter = "Text eines Schriftstücks"
    static let blackInquiry = "Anfrage und Antwort"
    static let blackAttachment = "Beilage"
    static let blackPassage = "Textstelle"
    static let folderThere = "Der Ordner für diesen Akt ist schon vorhanden."
    static let folderUnwritable = "Der Ordner kann nicht geschrieben werden."
    static let attachmentMissing = "Eine Beilage ist auf diesem Arbeitsplatz nicht vorhanden."
    static let attachmentChanged = "Eine Beilage stimmt nicht mit ihrer Prüfsumme überein."

    // MARK: Attachments

    static func doubt(_ doubt: IncomingAttachment.Doubt) -> String {
        switch doubt {
        case .nameMismatch(let ending): "Der Inhalt ist keine Datei der Art „.\(ending)“."
        case .executable: "Die Datei ist ein Programm."
        case .suspiciousArchive: "Das Archiv ist beschädigt oder wird beim Entpacken unmäßig groß."
        case .empty: "Die Datei ist leer."
        case .renamed: "Der Dateiname wurde bereinigt."
        }
    }
    static func entries(_ count: Int) -> String { count == 1 ? "1 Eintrag" : "\(count) Einträge" }

    // MARK: Duplicates

    static func distance(_ metres: Int) -> String {
        metres == 0 ? "am selben Ort" : "\(metres) m entfernt"
    }
    static let sameAddress = "gleiche Adresse"
    static let sameStreet = "gleiche Straße"
    static let sameCategory = "gleiche Kategorie"
    static func sharedWords(_ words: [String]) -> String {
        "gemeinsame Wörter: \(words.joined(separator: ", "))"
    }
    static func daysApart(_ days: Int) -> String {
        switch days {
        case 0: "am selben Tag"
        case 1: "1 Tag davor"
        case 2...: "\(days) Tage davor"
        case -1: "1 Tag danach"
        default: "\(-days) Tage danach"
        }
    }
    static let alreadyClosed = "schon erledigt"
}
