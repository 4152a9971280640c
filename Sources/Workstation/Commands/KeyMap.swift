import Casework
import TextCanvas

/// Which key means which command on which screen: the defaults of the table, changed by a
/// person's key file.
package struct KeyMap: Sendable {
    private var commands: [ScreenID: [KeyEvent: Command]] = [:]
    private var keysOf: [CommandID: [KeyEvent]] = [:]

    package static let standard = KeyMap()

    private init() {
        for command in CommandTable.all {
            set(command.keys.compactMap { try? KeyEvent(text: $0) }, for: command)
        }
    }

    /// The defaults changed by `overrides`, a list of keys for each command named; an empty
    /// list takes all keys away.
    /// - Returns: the map, and a German sentence for each line that could not be used.
    package static func changed(
        by overrides: [(command: String, keys: [String])]
    ) -> (map: KeyMap, problems: [String]) {
        var map = KeyMap.standard
        var problems: [String] = []
        for (id, texts) in overrides {
            guard let command = CommandTable.byID[CommandID(id)] else {
                problems.append(
                    "Den Befehl „\(id)“ gibt es nicht.\(suggestion(id))")
                continue
            }
            var keys: [KeyEvent] = []
            for text in texts {
                do { keys.append(try KeyEvent(text: text)) } catch {
                    problems.append("\(command.title): \(error.sentence)")
                }
            }
            map.set(keys, for: command)
        }
        problems += map.collisions(among: overrides.map { CommandID($0.command) })
        for command in CommandTable.vital where map.keys(of: command).isEmpty {
            map.set(
                command.keys.compactMap { try? KeyEvent(text: $0) }, for: command)
            problems.append(
                "„\(command.title)“ braucht eine Taste und behält \(map.label(of: command)).")
        }
        return (map, problems)
    }

    package func command(for key: KeyEvent, in screen: ScreenID) -> Command? {
        commands[screen]?[key]
    }

    package func keys(of command: Command) -> [KeyEvent] { keysOf[command.id] ?? [] }

    /// The first key as a person reads it; empty if there is none.
    package func label(of command: Command) -> String {
        keys(of: command).first?.display ?? ""
    }

    /// All keys as a person reads them: "F1 ?".
    package func labels(of command: Command) -> String {
        keys(of: command).map(\.display).joined(separator: " ")
    }

    private mutating func set(_ keys: [KeyEvent], for command: Command) {
        for screen in command.contexts {
            for key in keysOf[command.id] ?? []
            where commands[screen]?[key]?.id == command.id {
                commands[screen]?[key] = nil
            }
            for key in keys { commands[screen, default: [:]][key] = command }
        }
        keysOf[command.id] = keys
    }

    /// Commands that lost a key to another one.
    private func collisions(among changed: [CommandID]) -> [String] {
        CommandTable.all.filter { !changed.contains($0.id) }.compactMap { command in
            for screen in command.contexts.sorted(by: { $0.rawValue < $1.rawValue }) {
                for key in keys(of: command) {
                    guard let other = commands[screen]?[key], other.id != command.id else {
                        continue
                    }
                    return "\(key.display) gehört nun „\(other.title)“, nicht mehr "
                        + "„\(command.title)“."
                }
            }
            return nil
        }
    }

    private static func suggestion(_ id: String) -> String {
        let near = CommandTable.all.map(\.id.raw)
            .filter { Fuzzy.score(id, in: $0) != nil || Fuzzy.score($0, in: id) != nil }
            .min { $0.count < $1.count }
        return near.map { " Gemeint vielleicht: \($0)." } ?? ""
    }
}
