import Casework
import TextCanvas
import Texts

/// The lasting name of a command: key files, palette, help and log use the same.
package typealias CommandID = ID<Command>

/// Why a command is not possible now. The same value greys it and answers its key.
package enum Hindrance: Hashable, Sendable {
    /// The domain says so.
    case obstacle(Obstacle)
    /// The desk says so: nothing selected, nothing there.
    case desk(String)

    package var sentence: String {
        switch self {
        case .obstacle(let obstacle): obstacle.sentenceWithCode
        case .desk(let sentence): sentence
        }
    }
}

/// One thing a person can make the desk do. All of them stand in `CommandTable`; dispatch,
/// footer, help, palette, `docs/keys.md` and key files come from there.
package struct Command: Sendable {
    package var id: CommandID
    /// The office's word for it.
    package var title: String
    /// One sentence.
    package var help: String
    /// Other words under which people look for it.
    package var synonyms: [String]
    /// Keys by default, in the form of key files.
    package var keys: [String]
    package var contexts: Set<ScreenID>
    /// The word in the footer; empty is not shown there.
    package var footer: String
    package var hindrance: @Sendable (AppState) -> Hindrance?
    package var run: @Sendable (inout AppState) -> Void

    package init(
        _ id: CommandID, _ title: String, keys: [String] = [], in contexts: Set<ScreenID>,
        footer: String = "", help: String = "", synonyms: [String] = [],
        unless hindrance: @escaping @Sendable (AppState) -> Hindrance? = { _ in nil },
        run: @escaping @Sendable (inout AppState) -> Void
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.synonyms = synonyms
        self.keys = keys
        self.contexts = contexts
        self.footer = footer
        self.hindrance = hindrance
        self.run = run
    }
}

extension AppState {
    /// What a key means on the top screen: the command is done, or the reason is said.
    mutating func command(for key: KeyEvent, at moment: Instant) {
        let key = asFunctionKey(key, at: moment)
        escapedAt = nil
        guard let command = keys.command(for: key, in: top) else {
            if key.key == .escape, top == .worklist { escapedAt = moment }
            return
        }
        perform(command)
    }

    package mutating func perform(_ command: Command) {
        if let hindrance = command.hindrance(self) {
            say(hindrance)
        } else {
            command.run(&self)
        }
    }

    /// Esc and a digit are an F-key, together or one after the other where Esc leaves nothing.
    private func asFunctionKey(_ key: KeyEvent, at moment: Instant) -> KeyEvent {
        guard case .character(let character) = key.key, let digit = character.wholeNumberValue,
            character.isASCII
        else { return key }
        let afterEscape =
            key.modifiers.isEmpty
            && escapedAt.map { $0.milliseconds(until: moment) <= 1_500 } ?? false
        guard key.modifiers == .alt || afterEscape else { return key }
        return KeyEvent(.function(digit == 0 ? 10 : digit))
    }
}
