import Casework
import TextCanvas

// What the keys do while something lies over the tabs of a case, and on the intake form.

extension AppState {
    /// nil while the tabs are free: then the command table speaks.
    var caseSheetHints: [KeyHint]? {
        switch caseFile?.sheet {
        case .letter(let sheet):
            let goOn = KeyHint("Enter", "weiter", isAvailable: !sheet.text.isEmpty)
            guard sheet.addressee == nil, !sheet.parties.isEmpty else {
                return [KeyHint("↑ ↓", "lesen"), goOn, KeyHint("Esc", "zurück")]
            }
            return sheet.onText
                ? [
                    KeyHint("↑ ↓", "lesen"), KeyHint("Tab", "Empfänger:innen"), goOn,
                    KeyHint("Esc", "zurück"),
                ]
                : [
                    KeyHint("Leertaste", "geht an"), KeyHint("Tab", "lesen"), goOn,
                    KeyHint("Esc", "zurück"),
                ]
        case .conflict(let sheet):
            return [
                KeyHint("m", sheet.isMine(person.id, in: caseFile?.view) ? "meine" : "abweichende"),
                KeyHint("z", "Zentrale"),
                KeyHint("e", "anderer Wert …"), KeyHint("n", "Notiz dazu"),
                KeyHint("Tab", "nächster", isAvailable: sheet.slots.count > 1),
                KeyHint("Esc", "zurück"),
            ]
        case .reader(let sheet):
            return sheet.approving
                ? [
                    KeyHint("↑ ↓", "lesen"), KeyHint("Enter", "genehmigen"),
                    KeyHint("G", "zurückgeben"), KeyHint("Esc", "zurück"),
                ]
                : [KeyHint("↑ ↓", "lesen"), KeyHint("Esc", "zurück")]
        case nil: return nil
        }
    }

    var intakeHints: [KeyHint]? {
        [
            KeyHint("Tab", "weiter"), KeyHint("F4", "Werte"), KeyHint("Strg-S", "anlegen"),
            KeyHint("F3", "Ähnliche", isAvailable: intake?.duplicates.isEmpty == false),
            KeyHint("F8", "neu beginnen"), KeyHint("Esc", "zurück"),
        ]
    }
}
