import Casework

extension Obstacle {
    /// One sentence for the person at the desk: what stands in the way and, where something can
    /// be done about it, what. The same words beside a greyed command, on refusal and in the shell.
    package var sentence: String { ObstacleWords(obstacle: self).sentence }

    /// "Hindernis H017: …", as logs, support and the shell quote it.
    package var sentenceWithCode: String { "Hindernis \(code.rawValue): \(sentence)" }
}

/// Parameters may be missing: then the sentence stays whole with a general word.
struct ObstacleWords {
    let obstacle: Obstacle

    var sentence: String {
        switch obstacle.code {
        case .roleMissing, .assignedToOther, .ownPreparation, .editedSincePreparation, .biased,
            .personUnknown, .unitForeign:
            whoSentence
        case .caseUnknown, .caseClosed, .caseOpen, .wrongPhase, .wrongKind, .approvalPending,
            .noApprovalPending, .conflictOpen, .noNextDate, .caseExists, .editionUnknown,
            .stepUnknown, .movedOn, .dependencyRejected:
            standSentence
        case .itemMissing, .itemsUnchecked, .nothingToDemand, .demandWithoutSource, .fieldEmpty,
            .fieldValue, .letterMissing, .letterNotDelivered, .recipientsMissing, .reasonMissing,
            .inquiryIncomplete, .inquiryOpen, .picturesUnchecked, .conditionNotMet:
            missingSentence
        case .deadlineNotRunning, .deadlineNotOver, .deadlineOver, .stepMissing,
            .stepAlreadyTaken, .partyMissing, .partyKnown, .partyDisagrees:
            courseSentence
        case .calculationExcluded, .amountAboveCalculation, .deMinimisExceeded, .bodyNotCompetent,
            .notSettled, .programmeMissing, .programmeNotInForce:
            moneySentence
        case .inputInvalid, .fieldUnknown, .partUnknown, .dayImplausible, .textTooLong,
            .letterSealed, .deadlineFormula, .caseToItself:
            inputSentence
        case .undoLeftHouse, .undoBuiltUpon, .undoNotYours, .undoNothing:
            undoSentence
        }
    }

    /// The parameter as it is.
    func plain(_ parameter: Obstacle.Parameter) -> String? {
        guard let value = obstacle.parameters[parameter], !value.isEmpty else { return nil }
        return value.count <= 80 ? value : String(value.prefix(79)) + "…"
    }

    /// The parameter in quotes, or a general word.
    func named(_ parameter: Obstacle.Parameter, or general: String) -> String {
        plain(parameter).map { "„\($0)“" } ?? general
    }

    private var roles: String {
        let names = (plain(.role) ?? "").split(separator: ",")
            .compactMap { Role(rawValue: String($0))?.title }
        return names.isEmpty ? "" : names.joined(separator: " oder ")
    }
}

// MARK: - Who

extension ObstacleWords {
    fileprivate var whoSentence: String {
        switch obstacle.code {
        case .assignedToOther:
            let person = plain(.person) ?? "einer anderen Person"
            return "Der Akt ist \(person) zugeteilt; bitte zuerst umteilen lassen."
        case .ownPreparation:
            return "Wer den Schritt vorbereitet hat, darf ihn nicht selbst genehmigen; "
                + "bitte eine zweite Person genehmigen lassen."
        case .editedSincePreparation:
            return "Sie haben den Akt seit der Vorbereitung selbst geändert; "
                + "genehmigen muss eine andere Person."
        case .biased:
            return "Befangenheit ist vermerkt (§ 7 AVG); diesen Akt führt eine andere Person."
        case .personUnknown:
            return "\(named(.person, or: "Die Person")) ist in dieser Dienststelle nicht tätig; "
                + "bitte eine andere Person wählen."
        case .unitForeign:
            return "Der Akt gehört zu \(named(.unit, or: "einer anderen Dienststelle")); "
                + "dort haben Sie keine Rolle."
        default:
            let unit = plain(.unit).map { " in „\($0)“" } ?? ""
            return roles.isEmpty
                ? "Dazu fehlt Ihnen\(unit) die nötige Rolle."
                : "Dazu braucht es\(unit) die Rolle \(roles)."
        }
    }
}

// MARK: - Where the case stands

extension ObstacleWords {
    fileprivate var standSentence: String {
        switch obstacle.code {
        case .caseUnknown:
            return "Diesen Akt gibt es hier nicht; bitte abgleichen oder die Geschäftszahl prüfen."
        case .caseClosed:
            return
                "Der Akt ist abgeschlossen; zum Weiterarbeiten bitte mit Begründung wieder öffnen."
        case .caseOpen:
            return "Der Akt ist noch offen; es gibt nichts wieder zu öffnen."
        case .wrongPhase:
            guard let phase = plain(.phase) else {
                return "Der Schritt passt nicht zum Verfahrensstand des Akts."
            }
            return "\(named(.step, or: "Der Schritt")) ist im Verfahrensstand „\(phase)“ "
                + "nicht vorgesehen."
        case .wrongKind:
            return "\(named(.step, or: "Der Schritt")) gehört nicht zu dieser Verfahrensart."
        case .approvalPending:
            return "Ein vorbereiteter Schritt wartet auf Genehmigung; "
                + "bitte diese abwarten oder ihn zurücknehmen."
        case .noApprovalPending:
            return "In diesem Akt wartet nichts auf Genehmigung."
        case .conflictOpen:
            return "Ein Konflikt ist offen; bitte zuerst entscheiden, welcher Wert gilt."
        case .noNextDate:
            return "Der Akt stünde ohne Frist, Wiedervorlage und zuständige Person da; "
                + "bitte zuerst eines davon setzen."
        case .caseExists:
            return "Dieser Akt ist schon angelegt."
        case .editionUnknown:
            return "Die Fassung des Verfahrens fehlt auf diesem Platz; "
                + "bitte abgleichen, bis dahin ist der Akt nur lesbar."
        case .stepUnknown:
            return "\(named(.step, or: "Diesen Schritt")) kennt das Verfahren nicht."
        case .dependencyRejected:
            return "Eine frühere Amtshandlung, auf der diese beruht, wurde nicht übernommen."
        default:
            return "Der Akt hat sich inzwischen geändert; bitte neu ansehen und noch einmal wählen."
        }
    }
}

// MARK: - What is missing

extension ObstacleWords {
    fileprivate var missingSentence: String {
        switch obstacle.code {
        case .itemMissing:
            return "\(named(.item, or: "Eine Unterlage")) fehlt; "
                + "bitte nachfordern oder in der Prüfliste nachtragen."
        case .itemsUnchecked:
            let count = plain(.count).map { $0 == "1" ? "" : " (noch \($0) offen)" } ?? ""
            return "\(named(.item, or: "Eine Unterlage")) ist noch nicht geprüft\(count); "
                + "bitte die Prüfliste durchgehen."
        case .nothingToDemand:
            return "Keine Unterlage ist als fehlend oder mangelhaft vermerkt; "
                + "es gibt nichts nachzufordern."
        case .demandWithoutSource:
            return "\(named(.item, or: "Diese Unterlage")) hat keine Rechtsgrundlage "
                + "und darf nicht verlangt werden."
        case .fieldEmpty:
            return "\(named(.field, or: "Ein Feld")) ist leer; bitte ausfüllen."
        case .fieldValue:
            return
                "\(named(.field, or: "Ein Feld")) hat nicht den Wert, den dieser Schritt verlangt."
        case .letterMissing:
            return "\(named(.letter, or: "Das Schreiben")) ist noch nicht verfasst und gefertigt."
        case .letterNotDelivered:
            return "\(named(.letter, or: "Das Schreiben")) ist noch nicht allen zugestellt; "
                + "bitte die Zustellung eintragen."
        default:
            return furtherMissing
        }
    }

    private var furtherMissing: String {
        switch obstacle.code {
        case .recipientsMissing:
            return "\(named(.letter, or: "Das Schreiben")) hat keine gültigen Empfänger:innen; "
                + "bitte aus den Beteiligten wählen."
        case .reasonMissing:
            return "Bitte eine Begründung angeben."
        case .inquiryIncomplete:
            return "Bitte angeben, wer gefragt wird."
        case .inquiryOpen:
            return "Die Antwort von \(named(.value, or: "der befragten Stelle")) steht noch aus; "
                + "bitte abwarten oder eintragen."
        case .picturesUnchecked:
            return "\(named(.value, or: "Ein Bild")) ist nicht als unbedenklich geprüft "
                + "(Gesichter, Kennzeichen); bitte zuerst die Bildprüfung erledigen."
        default:
            let programme = plain(.programme).map { " im Programm „\($0)“" } ?? ""
            return "Eine Voraussetzung dieses Schritts ist\(programme) nicht erfüllt."
        }
    }
}

// MARK: - Periods, steps and parties

extension ObstacleWords {
    fileprivate var courseSentence: String {
        let day = plain(.day).map { " am \($0)" } ?? ""
        switch obstacle.code {
        case .deadlineNotRunning:
            return "Die Frist \(named(.deadline, or: "dazu")) läuft nicht."
        case .deadlineNotOver:
            return "Die Frist \(named(.deadline, or: "dazu")) ist noch nicht abgelaufen; "
                + "sie endet\(day.isEmpty ? " später" : day)."
        case .deadlineOver:
            return "Die Frist \(named(.deadline, or: "dazu")) ist\(day) abgelaufen."
        case .stepMissing:
            return "Der Schritt \(named(.step, or: "davor")) muss vorher gesetzt werden."
        case .stepAlreadyTaken:
            return "Der Schritt \(named(.step, or: "dazu")) wurde bereits gesetzt."
        case .partyMissing:
            return "\(named(.party, or: "Eine Rolle")) ist unter den Beteiligten nicht eingetragen."
        case .partyKnown:
            return "\(named(.party, or: "Jemand")) ist als \(named(.role, or: "Beteiligte:r")) "
                + "eingetragen; das gilt nur, wo niemand bekannt ist."
        default:
            let role = plain(.role).map { " (\($0))" } ?? ""
            return "Die Zustimmung von \(named(.party, or: "einer Partei"))\(role) liegt nicht vor."
        }
    }
}

// MARK: - Money

extension ObstacleWords {
    fileprivate var moneySentence: String {
        let amount = plain(.amount) ?? "Der Betrag"
        switch obstacle.code {
        case .calculationExcluded:
            let reason = plain(.reason) ?? "die Bedingungen des Programms"
            return "\(named(.field, or: "Eine Angabe")) schließt die Förderung aus: \(reason)."
        case .amountAboveCalculation:
            let limit = plain(.limit).map { " von höchstens \($0)" } ?? ""
            return "\(amount) liegt über dem errechneten Förderbetrag\(limit)."
        case .deMinimisExceeded:
            let limit = plain(.limit).map { " von \($0)" } ?? ""
            return "Mit \(amount) überschreitet \(named(.value, or: "das Unternehmen")) "
                + "die De-minimis-Grenze\(limit) in drei Jahren."
        case .bodyNotCompetent:
            let over = plain(.amount).map { " über \($0)" } ?? ""
            return
                "Für die Entscheidung\(over) ist \(named(.body, or: "ein anderes Organ")) zuständig."
        case .notSettled:
            let open = plain(.amount).map { "\($0) sind" } ?? "Ein Betrag ist"
            return "\(open) noch nicht abgerechnet."
        case .programmeMissing:
            return "Es ist kein Förderprogramm gewählt; bitte das Feld Programm ausfüllen."
        default:
            let day = plain(.day).map { " am \($0)" } ?? " am Tag des Antrags"
            return "Das Programm \(named(.programme, or: "dazu")) galt\(day) nicht."
        }
    }
}

// MARK: - Input and undo

extension ObstacleWords {
    fileprivate var inputSentence: String {
        switch obstacle.code {
        case .inputInvalid:
            guard let field = plain(.field) else {
                return "\(named(.value, or: "Die Eingabe")) ist hier nicht möglich; bitte prüfen."
            }
            return plain(.value).map { "„\($0)“ passt nicht in das Feld „\(field)“." }
                ?? "Die Eingabe passt nicht in das Feld „\(field)“."
        case .fieldUnknown:
            return "Das Feld \(named(.field, or: "dazu")) gibt es in diesem Verfahren nicht."
        case .partUnknown:
            return "\(named(.value, or: "Das Gewählte")) ist in diesem Akt nicht zu finden; "
                + "vielleicht wurde es inzwischen geändert."
        case .dayImplausible:
            let day = plain(.day) ?? "Dieser Tag"
            let field = plain(.field).map { " im Feld „\($0)“" } ?? ""
            return "\(day) ist\(field) nicht möglich; bitte den Tag prüfen."
        case .textTooLong:
            let limit = plain(.limit).map { "höchstens \($0)" } ?? "die Höchstzahl"
            return "\(named(.field, or: "Der Eintrag")) ist zu umfangreich; erlaubt: \(limit)."
        case .letterSealed:
            return "Das Schreiben ist gefertigt und kann nicht mehr geändert werden."
        case .deadlineFormula:
            let day = plain(.day).map { " ab \($0)" } ?? ""
            return "Die Frist lässt sich\(day) nicht berechnen; bitte die Tage prüfen."
        default:
            return "Ein Akt kann nicht mit sich selbst verknüpft werden."
        }
    }

    fileprivate var undoSentence: String {
        switch obstacle.code {
        case .undoLeftHouse:
            return "Etwas davon hat das Haus schon verlassen und lässt sich nicht zurücknehmen."
        case .undoBuiltUpon:
            return "Darauf wurde schon weitergearbeitet; es lässt sich nicht mehr zurücknehmen."
        case .undoNotYours:
            return "Zurücknehmen kann das nur, wer es getan hat, oder die Gruppenleitung."
        default:
            return "Es gibt nichts zurückzunehmen."
        }
    }
}
