import Casework

/// How the way to the centre stands, in the office's words. One sign goes with each word, so that
/// none depends on a colour.
package enum LineWords {
    package static let alone = "allein"
    package static let connected = "verbunden"
    package static let exchanging = "gleicht ab"
    package static let halted = "angehalten"

    /// "offline seit 08:41", on another day "offline seit 20.11. 16:02".
    package static func offline(since: Instant, now: Instant) -> String {
        "offline seit \(moment(since, now: now))"
    }

    /// "08:41"; on another day with the day before it.
    package static func moment(_ at: Instant, now: Instant) -> String {
        let (then, today) = (at.civil, now.civilDay)
        return then.day == today
            ? then.time.description : "\(then.day.austrianWithoutYear) \(then.time)"
    }

    /// "heute 08:41", "gestern 16:02", "20.11. 16:02", of another year "20.11.2025 16:02".
    package static func when(_ at: Instant, now: Instant) -> String {
        let (then, today) = (at.civil, now.civilDay)
        switch then.day.days(until: today) {
        case 0: return "heute \(then.time)"
        case 1: return "gestern \(then.time)"
        default:
            let day =
                then.day.year == today.year
                ? then.day.austrianWithoutYear : then.day.austrian
            return "\(day) \(then.time)"
        }
    }

    /// How long something has lasted: "25 Min", "2 Std", "3 Tagen" ("seit …").
    package static func span(from start: Instant, to now: Instant) -> String {
        let minutes = max(0, start.milliseconds(until: now) / 60_000)
        switch minutes {
        case ..<60: return "\(minutes) Min"
        case ..<(48 * 60): return "\(minutes / 60) Std"
        default: return "\(minutes / 1_440) Tagen"
        }
    }

    /// Said when the line changes: what it means for the work, and what to do.
    package static let loginNeededSentence =
        "Die Zentrale verlangt eine neue Anmeldung. Was Sie tun, bleibt hier gespeichert; "
        + "gesendet wird es nach der Anmeldung (L)."
    package static let deviceLockedSentence =
        "Dieser Arbeitsplatz ist an der Zentrale gesperrt. Was gespeichert ist, bleibt; "
        + "bitte die Systemverwaltung verständigen."
    package static let programTooOldSentence =
        "Die Zentrale verlangt eine neuere Fassung des Programms. Gesendet wird weiterhin, Neues "
        + "kommt keines; bitte die Systemverwaltung verständigen."
    package static let certificateInvalidSentence =
        "Das Zertifikat dieses Arbeitsplatzes gilt heute nicht: Entweder geht die Uhr des Rechners "
        + "falsch, oder es ist abgelaufen. Was Sie tun, bleibt hier gespeichert; bitte die "
        + "Systemverwaltung verständigen."
    package static let centreFullSentence =
        "Die Zentrale kann gerade nichts speichern. Was Sie tun, bleibt hier gespeichert; bitte "
        + "die Systemverwaltung verständigen."
    package static let offlineSentence =
        "Die Zentrale antwortet nicht. Es geht ohne sie weiter; alles wird gespeichert und "
        + "später abgeglichen."
    package static let backSentence = "Die Zentrale antwortet wieder."

    // MARK: Working without the centre

    /// "Ohne Verbindung können Sie hier noch bis Mi 02.12.2026 arbeiten."
    package static func offlineUntil(_ day: CivilDay, today: CivilDay) -> String {
        let left = today.days(until: day)
        switch left {
        case ..<0: return offlineOver(day)
        case 0: return "Ohne Verbindung können Sie hier nur noch heute arbeiten."
        default:
            return "Ohne Verbindung können Sie hier noch bis \(day.austrianWithWeekday) arbeiten"
                + " (\(left == 1 ? "morgen" : "in \(left) Tagen"))."
        }
    }

    package static func offlineOver(_ day: CivilDay) -> String {
        "Die Zeit, in der Sie hier ohne Verbindung arbeiten dürfen, endete am "
            + "\(day.austrianWithWeekday). Was gespeichert ist, bleibt; bitte anmelden, sobald die "
            + "Zentrale erreichbar ist."
    }

    package static func neverLoggedIn(_ name: String) -> String {
        "\(name) hat sich an diesem Arbeitsplatz noch nie angemeldet; das erste Mal geht das nur "
            + "mit Verbindung zur Zentrale."
    }

    package static func wrongPassword(_ name: String) -> String {
        "Kennung oder Passwort von \(name) stimmen nicht. Bitte noch einmal eingeben."
    }

    package static let loginNotPossibleAlone =
        "Dieser Arbeitsplatz arbeitet allein; anzumelden gibt es sich nirgends."

    package static let unsentAlarm = "Handlungen warten zu lange auf den Abgleich"
}
