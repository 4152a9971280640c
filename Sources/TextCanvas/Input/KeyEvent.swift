package struct KeyModifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let ctrl = KeyModifiers(rawValue: 1)
    package static let alt = KeyModifiers(rawValue: 2)
    package static let shift = KeyModifiers(rawValue: 4)
}

package enum Key: Hashable, Sendable {
    /// A character as typed: shift is in it (`J`), ctrl and alt are modifiers. Space is a character.
    case character(Character)
    /// F1 to F24; Shift-F1 arrives as F13 on most terminals.
    case function(Int)
    case up, down, left, right
    case pageUp, pageDown, home, end
    case tab, enter, escape, backspace, delete, insert
}

/// One key as pressed.
package struct KeyEvent: Hashable, Sendable {
    package var key: Key
    package var modifiers: KeyModifiers

    package init(_ key: Key, _ modifiers: KeyModifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A plain character without modifiers.
    package static func character(_ character: Character) -> KeyEvent {
        KeyEvent(.character(character))
    }

    package static func ctrl(_ character: Character) -> KeyEvent {
        KeyEvent(.character(character), .ctrl)
    }

    package static let backTab = KeyEvent(.tab, .shift)

    /// The character if the key types one (no ctrl, no alt).
    package var typed: Character? {
        guard case .character(let character) = key, modifiers.isDisjoint(with: [.ctrl, .alt])
        else { return nil }
        return character
    }
}

package struct MouseEvent: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case press, release, doubleClick
        case wheelUp, wheelDown
    }

    package enum Button: Hashable, Sendable {
        case none, left, middle, right
    }

    package var action: Action
    package var button: Button
    package var at: Point
    package var modifiers: KeyModifiers

    package init(
        _ action: Action, _ button: Button = .none, at point: Point,
        _ modifiers: KeyModifiers = []
    ) {
        self.action = action
        self.button = button
        self.at = point
        self.modifiers = modifiers
    }
}

/// What comes from a terminal, in the order it happened.
package enum InputEvent: Hashable, Sendable {
    case key(KeyEvent)
    case mouse(MouseEvent)
    /// Pasted text, already of `InputLimits` length; it is text and never a command.
    case paste(String)
    case resized(Size)
    case focus(Bool)
    /// The line is gone: save and leave the loop.
    case hangup
    /// Somebody asks the program to end (SIGTERM): save, restore the terminal, leave.
    case terminate
    /// Back after Ctrl-Z: everything is painted anew.
    case resumed
    /// Another thread called `TerminalWaker.wake()`.
    case woken
}

package enum InputLimits {
    /// Longest paste in characters; the rest is cut off.
    package static let paste = 65_536
}
