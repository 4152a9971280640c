import Casework

// The office's words for the closed kinds of `Casework`, as they stand in lists and forms.

extension Role {
    package var title: String {
        switch self {
        case .intake: "Einlaufstelle"
        case .clerk: "Sachbearbeitung"
        case .supervisor: "Gruppenleitung"
        case .auditor: "Revision"
        case .administrator: "Systemverwaltung"
        }
    }
}

extension WaitingFor {
    /// Fits behind "wartet auf".
    package var title: String {
        switch self {
        case .us: "uns"
        case .party: "Partei"
        case .neighbours: "Nachbarschaft"
        case .expert: "Sachverständige"
        case .unit: "Dienststelle"
        case .outside: "externe Stelle"
        case .post: "Zustellung"
        case .approval: "Approbation"
        case .body: "Beschluss"
        case .court: "Gericht"
        case .nobody: "niemanden"
        }
    }

    /// Fits behind "bindet", for whom a period runs.
    package var boundTitle: String {
        switch self {
        case .us: "die Behörde"
        case .party: "die Partei"
        case .neighbours: "die Nachbarschaft"
        case .expert: "Sachverständige"
        case .unit: "die Dienststelle"
        case .outside: "die externe Stelle"
        case .post: "die Zustellung"
        case .approval: "die Approbation"
        case .body: "das beschließende Organ"
        case .court: "das Gericht"
        case .nobody: "niemanden"
        }
    }
}

extension Urgency {
    package var title: String {
        switch self {
        case .overdue: "überfällig"
        case .today: "heute fällig"
        case .soon: "bald fällig"
        case .later: "später fällig"
        case .none: "ohne Frist"
        }
    }
}

extension ItemState {
    package var title: String {
        switch self {
        case .present: "vorhanden"
        case .missing: "fehlt"
        case .deficient: "mangelhaft"
        case .notNeeded: "nicht erforderlich"
        }
    }
}

extension InquiryKind {
    package var title: String {
        switch self {
        case .expert: "Sachverständige"
        case .unit: "Dienststelle"
        case .outside: "Externe Stelle"
        case .party: "Partei"
        }
    }
}

extension PostingKind {
    package var title: String {
        switch self {
        case .fee: "Abgabe"
        case .grant: "Förderzusage"
        case .payment: "Auszahlung"
        case .clawback: "Rückforderung"
        case .repayment: "Rückzahlung"
        }
    }
}

extension Closing.Manner {
    package var title: String {
        switch self {
        case .finished: "erledigt"
        case .withdrawn: "zurückgezogen"
        case .transferred: "abgetreten (§ 6 AVG)"
        case .void: "irrtümlich angelegt"
        }
    }
}

extension Note.Kind {
    package var title: String {
        switch self {
        case .memorandum: "Aktenvermerk"
        case .remark: "Notiz"
        case .handover: "Übergabenotiz"
        }
    }
}

extension Letter.State {
    package var title: String {
        switch self {
        case .prepared: "vorbereitet"
        case .sealed: "gefertigt"
        case .discarded: "verworfen"
        }
    }
}

extension LetterKind {
    package var title: String {
        switch self {
        case .ruling: "Bescheid"
        case .order: "Auftrag"
        case .notice: "Mitteilung"
        case .grant: "Zusage"
        case .refusal: "Absage"
        case .answer: "Antwort"
        }
    }
}

extension DeadlineRecord.State {
    package var title: String {
        switch self {
        case .running: "läuft"
        case .suspended: "gehemmt"
        case .met: "erledigt"
        case .cancelled: "aufgehoben"
        }
    }
}

extension Outcome {
    package var title: String {
        switch self {
        case .applied: "übernommen"
        case .merged: "zusammengeführt"
        case .parked: "als Konflikt geparkt"
        case .rejected: "abgelehnt"
        }
    }
}

extension Attachment.PictureCheck {
    package var title: String {
        switch self {
        case .notChecked: "ungeprüft"
        case .clean: "unbedenklich"
        case .mustBlur: "unkenntlich zu machen"
        }
    }
}

extension LegalNature {
    package var title: String {
        switch self {
        case .sovereign: "Hoheitsverwaltung (AVG)"
        case .privateLaw: "Privatwirtschaftsverwaltung"
        case .service: "Bürgerservice"
        }
    }
}

extension Field {
    /// What the field's group is called; procedures may name further ones.
    package static func groupTitle(_ group: String) -> String {
        switch group {
        case "": "Angaben"
        case "person": "Person"
        case "bank": "Bankverbindung"
        case "amount": "Beträge"
        case "place": "Grundstück"
        default: group
        }
    }
}

extension Slot.Family {
    package var title: String {
        switch self {
        case .number: "Geschäftszahl"
        case .subject: "Betreff"
        case .place: "Ort"
        case .received: "Eingelangt"
        case .channel: "Eingebracht"
        case .source: "Quelle"
        case .phase: "Verfahrensstand"
        case .result: "Ergebnis"
        case .publicStatus: "Öffentlicher Status"
        case .assignment: "Zuteilung"
        case .closing: "Abschluss"
        case .pending: "Approbation"
        case .paper: "Papierakt"
        case .field: "Feld"
        case .item: "Unterlage"
        case .party: "Beteiligte"
        case .attachment: "Beilage"
        case .note: "Notiz"
        case .letter: "Schreiben"
        case .inquiry: "Anfrage"
        case .deadline: "Frist"
        case .resubmission: "Wiedervorlage"
        case .posting: "Buchung"
        case .relation: "Verknüpfung"
        case .bias: "Befangenheit"
        case .conflict: "Konflikt"
        case .taken: "Schritt"
        case .mark: "Vermerk"
        }
    }
}
