import Casework
import TextCanvas

/// A question that lies over the screen and takes the whole keyboard.
package struct Dialog: Sendable {
    package enum Content: Sendable {
        case confirm(ConfirmDialog)
        case choose(ChooseDialog)
        case form(FormDialog)
    }
    package var title: String
    package var content: Content
    /// When it came up: who destroys something must have seen the question.
    var shownAt: Instant

    /// How long a destructive question is deaf: keys typed before it could be read are not its.
    static let deafMilliseconds: Int64 = 250
}

extension AppState {
    package mutating func confirm(_ title: String, _ content: ConfirmDialog) {
        dialogs.append(Dialog(title: title, content: .confirm(content), shownAt: now))
    }

    package mutating func choose(_ title: String, _ content: ChooseDialog) {
        dialogs.append(Dialog(title: title, content: .choose(content), shownAt: now))
    }

    package mutating func fillIn(_ title: String, _ content: FormDialog) {
        var form = content
        form.takeUpDrafts(session.drafts)
        form.check(today: today)
        dialogs.append(Dialog(title: title, content: .form(form), shownAt: now))
    }

    mutating func dialogTakes(_ input: InputEvent, at moment: Instant) {
        if case .mouse(let mouse) = input, dialogTakes(mouse, at: moment) { return }
        guard var dialog = dialogs.popLast() else { return }
        let depth = dialogs.count
        switch dialog.content {
        case .confirm(let confirm):
            confirmTakes(input, confirm, dialog, at: moment)
        case .choose(var choose):
            let outcome = choose.take(input, height: size.height)
            dialog.content = .choose(choose)
            finish(outcome, of: dialog, at: depth) { state, id in choose.then(&state, id) }
        case .form(var form):
            let outcome = form.take(input, width: formWidth, today: today)
            dialog.content = .form(form)
            keepDrafts(of: form)
            if outcome == .openList, let list = form.valueList {
                dialogs.append(dialog)
                choose(form.focusedLabel, list)
                return
            }
            finish(outcome, of: dialog, at: depth) { state, _ in
                state.dropDrafts(of: form)
                form.then(&state, form.values)
            }
        }
    }

    private mutating func finish(
        _ outcome: DialogOutcome, of dialog: Dialog, at depth: Int,
        _ then: (inout AppState, String) -> Void
    ) {
        switch outcome {
        case .stays, .openList: dialogs.insert(dialog, at: depth)
        case .cancelled: break
        case .done(let id): then(&self, id)
        }
    }

    private mutating func confirmTakes(
        _ input: InputEvent, _ confirm: ConfirmDialog, _ dialog: Dialog, at moment: Instant
    ) {
        var dialog = dialog
        var confirm = confirm
        let deaf =
            confirm.isDestructive
            && dialog.shownAt.milliseconds(until: moment) < Dialog.deafMilliseconds
        guard case .key(let key) = input, !deaf else {
            dialogs.append(dialog)
            return
        }
        switch confirm.take(key) {
        case .stays, .openList:
            dialog.content = .confirm(confirm)
            dialogs.append(dialog)
        case .cancelled: confirm.otherwise(&self)
        case .done: confirm.then(&self)
        }
    }

    /// Cells inside a form's border.
    var formWidth: Int { min(size.width - 8, size.width < 110 ? 72 : 100) }
}

/// What a key made of a dialog.
enum DialogOutcome: Equatable {
    case stays
    case cancelled
    case done(String)
    /// F4: the values of the focused field.
    case openList
}

/// Yes or no. What destroys stands on no.
package struct ConfirmDialog: Sendable {
    var lines: [String]
    var yes: String
    var no: String
    var isDestructive: Bool
    var stands: Bool
    var then: @Sendable (inout AppState) -> Void
    var otherwise: @Sendable (inout AppState) -> Void

    package init(
        lines: [String], yes: String = "Ja", no: String = "Nein", destructive: Bool = false,
        otherwise: @escaping @Sendable (inout AppState) -> Void = { _ in },
        then: @escaping @Sendable (inout AppState) -> Void
    ) {
        self.lines = lines
        self.yes = yes
        self.no = no
        isDestructive = destructive
        stands = !destructive
        self.then = then
        self.otherwise = otherwise
    }

    mutating func take(_ key: KeyEvent) -> DialogOutcome {
        switch (key.key, key.modifiers) {
        case (.enter, []): return stands ? .done("") : .cancelled
        case (.escape, []), (.function(12), []): return .cancelled
        case (.left, []), (.right, []), (.tab, []), (.tab, .shift): stands.toggle()
        case (.character("j"), []), (.character("J"), []): return .done("")
        case (.character("n"), []), (.character("N"), []): return .cancelled
        default: break
        }
        return .stays
    }
}
