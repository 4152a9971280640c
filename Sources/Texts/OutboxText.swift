import Casework

/// What is said of acts on their way to the centre, and of those it did not take.
package enum OutboxWords {
    package static let waitsForLine =
        "Gespeichert auf diesem Arbeitsplatz. Die Handlung geht zur Zentrale, sobald sie "
        + "erreichbar ist; F5 versucht es sofort."
    package static let parked =
        "Die Zentrale hat die Handlung und wartet selbst noch auf etwas, etwa auf eine Beilage. "
        + "Sie entscheidet von allein."
    package static let reserved =
        "Vorgemerkt: was das Haus verlässt oder bindet, gilt erst mit dem Ergebnis der Zentrale. "
        + "Bis dahin wird nichts gefertigt, gedruckt oder versendet."
    package static let colleague =
        "Von einer anderen Person an diesem Arbeitsplatz. Gesendet wird es, wenn sie sich anmeldet."

    package static let reservedAdvice =
        "Gefertigt ist es erst mit dem Ergebnis der Zentrale; bis dahin geht es nicht hinaus."

    package static let waitsForLineShort = "wartet auf Netz"
    package static let parkedShort = "an der Zentrale geparkt"
    package static let reservedShort = "vorgemerkt"
    package static let colleagueShort = "wartet auf Anmeldung"

    package static let nothingWaits =
        "Alles ist abgeglichen: keine Handlung wartet auf die Zentrale."
    package static let nothingRefused =
        "Nichts zu klären: die Zentrale hat alles übernommen."
    package static let nothingCleared = "Hier steht, was mit abgelehnten Handlungen geschah."
}

/// A refused act in full sentences: what was not taken, why, and what can be done.
package struct RefusalWords: Sendable {
    package let headline: String
    package let obstacle: Obstacle
    /// The name of whoever has the case now, where that is somebody else.
    package let holder: String?

    package init(headline: String, obstacle: Obstacle, holder: String?) {
        self.headline = headline
        self.obstacle = obstacle
        self.holder = holder
    }

    /// "Die Zentrale hat „Zugeteilt an M. Huber“ nicht übernommen."
    package var what: String { "Die Zentrale hat \(Words.quoted(headline)) nicht übernommen." }

    /// "Inzwischen bei A. Šimić." first, where that is so: it mostly is the whole reason.
    package var why: String {
        let held = holder.map { "Inzwischen bei \($0). " } ?? ""
        return held + obstacle.sentenceWithCode
    }

    package var advice: String { obstacle.advice }

    /// As a note in the case, for whoever works it now.
    package func note(lines: [String], at: Instant) -> String {
        var text = "Von der Zentrale nicht übernommen (\(at.civil.austrian)): \(headline)"
        if !lines.isEmpty { text += "\n" + lines.map { "· \($0)" }.joined(separator: "\n") }
        return text + "\nGrund: \(why)"
    }
}

extension Obstacle {
    /// What can be done about a refusal, in one sentence.
    package var advice: String {
        switch code {
        case .roleMissing, .unitForeign, .personUnknown, .assignedToOther:
            "Bitte mit der zuständigen Person klären; „In eine Notiz“ gibt weiter, was Sie wollten."
        case .ownPreparation, .editedSincePreparation, .biased:
            "Das muss eine andere Person tun; „In eine Notiz“ gibt weiter, was Sie wollten."
        case .caseUnknown, .caseExists, .editionUnknown:
            "Bitte abgleichen (F5) und dann noch einmal versuchen."
        case .caseClosed:
            "Der Akt wurde inzwischen abgeschlossen: in eine Notiz übernehmen, oder den Akt mit "
                + "Begründung wieder öffnen und es noch einmal tun."
        case .wrongPhase, .movedOn, .stepAlreadyTaken, .approvalPending, .noApprovalPending,
            .caseOpen, .wrongKind, .stepUnknown, .undoBuiltUpon, .undoLeftHouse:
            "Der Akt ist inzwischen weiter: ansehen, und noch einmal tun, falls es noch passt."
        case .conflictOpen:
            "Zuerst den Konflikt im Akt entscheiden (c), dann noch einmal."
        default:
            "„Noch einmal“ öffnet dasselbe Formular mit Ihren Angaben auf dem heutigen Stand."
        }
    }
}

extension HistoryWords {
    /// What an act writes, told from the act alone: there is no entry of what was refused.
    package func wanted(_ act: Act) -> [String] {
        var lines: [String] = []
        for (slot, value) in act.body.writtenSlots.sorted(by: { $0.key < $1.key }) {
            let change = Change(slot, from: act.base.old[slot], to: value)
            if let line = line(change) { lines.append(line) }
        }
        if case .takeStep(let taking) = act.body {
            for field in procedure.fields {
                guard let value = taking.inputs[field.id] else { continue }
                lines.append("\(field.title): \(field.show(value))")
            }
            if let letter = taking.letter {
                lines.append("Schreiben: \(excerpt(letter.text))")
            }
            if let inquiry = taking.inquiry, !inquiry.question.isEmpty {
                lines.append("Frage: \(inquiry.question)")
            }
        }
        if case .addNote(let note) = act.body { lines = [note.text] }
        if let reason = reason(act.body) { lines.append("\(Words.reason): \(reason)") }
        return lines
    }
}

extension CaseID {
    /// What a case is called before the centre has given it a number: "vorl. 3F9A2".
    package var provisionalNumber: String {
        let digits = raw.filter { $0.isLetter || $0.isNumber }
        return "vorl. " + String(digits.suffix(5)).uppercased()
    }
}

extension WorklistRow {
    /// The number, or the provisional one.
    package var numberShown: String { number?.description ?? id.provisionalNumber }
}

extension CaseFile {
    package var numberShown: String { number?.description ?? id.provisionalNumber }
    /// With the unit's sign, as a heading.
    package var numberWithSign: String { number?.withSign ?? id.provisionalNumber }
}
