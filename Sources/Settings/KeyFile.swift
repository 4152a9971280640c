import Casework
import Foundation
import TextCanvas

/// What a person's `keys.yaml` changes: `command-id: [f5, R]`; an empty list takes all keys away.
package struct KeyFile: Sendable {
    package struct Change: Hashable, Sendable {
        package var command: String
        package var keys: [KeyEvent]
    }

    package var changes: [Change]
    package var findings: [SettingsFinding]

    /// - Parameter commands: the ids there are, each with the screens it works on; two commands
    ///   of one screen cannot have the same key.
    package static func parse(
        _ text: String, file name: String, commands: [String: Set<String>]
    ) -> KeyFile {
        let file = SettingsFile(name: name)
        var result = KeyFile(changes: [], findings: [])
        var taken: [KeyEvent: [String]] = [:]
        for member in file.root(text)?.members() ?? [] {
            guard let screens = commands[member.name] else {
                member.key.report(
                    "Den Befehl „\(member.name)“ gibt es nicht.",
                    suggestion: nearest(to: member.name, in: commands.keys.sorted()))
                continue
            }
            var keys: [KeyEvent] = []
            for (word, part) in member.value.words() {
                let key: KeyEvent
                do throws(KeyTextError) {
                    key = try KeyEvent(text: word)
                } catch {
                    part.report(error.sentence)
                    continue
                }
                let rival = taken[key]?.first { !screens.isDisjoint(with: commands[$0] ?? []) }
                if let rival {
                    part.report(
                        "Die Taste \(key.display) ist in dieser Datei schon für „\(rival)“ vergeben."
                    )
                    continue
                }
                taken[key, default: []].append(member.name)
                keys.append(key)
            }
            result.changes.append(Change(command: member.name, keys: keys))
        }
        result.findings = file.findings
        return result
    }

    /// Reads a file that may be missing.
    package static func load(_ url: URL, commands: [String: Set<String>]) -> KeyFile {
        guard FileManager.default.fileExists(atPath: url.path) else {
            return KeyFile(changes: [], findings: [])
        }
        switch text(of: url) {
        case .success(let text):
            return parse(text, file: url.lastPathComponent, commands: commands)
        case .failure(let finding): return KeyFile(changes: [], findings: [finding])
        }
    }
}
