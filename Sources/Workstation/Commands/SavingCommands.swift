import Casework
import Texts

/// What saves something, or leads to nothing else. After too long without the centre all of it is
/// greyed with one reason; reading goes on.
extension CommandTable {
    static let saving: Set<CommandID> = Set(
        [
            "assign", "assign-me", "resubmit", "note", "handover", "bulk-step", "bulk-run", "undo",
            "repeat", "new-case", "approve", "send-back", "give-marked", "take-back",
            "redo-refused",
            "note-refused",
            "case-edit", "case-note", "case-resubmission", "case-assign", "case-approve",
            "case-send-back", "case-undo", "case-add", "case-remove", "case-item-present",
            "case-item-missing", "case-item-deficient", "case-item-not-needed",
            "case-items-all-present", "case-picture-clean", "case-picture-blur",
            "case-deadline-extend", "case-deadline-suspend", "case-deadline-resume",
        ] + (1...9).map { CommandID("case-step-\($0)") })
}

extension Command {
    /// Not possible where nothing may be saved any more.
    var saving: Command {
        var command = self
        let own = hindrance
        command.hindrance = { $0.hindranceToSave ?? own($0) }
        return command
    }
}

extension AppState {
    /// The desk has been too long without the centre.
    package var hindranceToSave: Hindrance? {
        guard line.isExpired else { return nil }
        return .desk(LineWords.offlineOver(line.offlineUntil ?? today))
    }
}
