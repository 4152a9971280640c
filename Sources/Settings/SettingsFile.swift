import Casework
import Foundation
import Yams

/// A YAML file being read; gathers what is wrong with it.
final class SettingsFile {
    let name: String
    private(set) var findings: [SettingsFinding] = []

    /// Larger files are not settings.
    static let sizeLimit = 1_000_000

    init(name: String) {
        self.name = name
    }

    /// The root of the text, or nil: with a finding, or because the file is empty.
    func root(_ text: String) -> SettingsPart? {
        guard text.utf8.count <= Self.sizeLimit else {
            report("Die Datei ist zu groß.", nil)
            return nil
        }
        do {
            return try Yams.compose(yaml: text).map { SettingsPart(node: $0, file: self) }
        } catch let error as YamlError {
            report(error)
        } catch {
            report("Die Datei ist kein lesbares YAML.", nil)
        }
        return nil
    }

    func report(_ message: String, _ mark: Mark?, suggestion: String? = nil) {
        findings.append(
            SettingsFinding(
                file: name, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message,
                suggestion: suggestion))
    }

    private func report(_ error: YamlError) {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            report("Hier ist die Datei kein lesbares YAML.", mark)
        case .duplicatedKeysInMapping(let keys, let context):
            let list = keys.sorted().map { "„\($0)“" }.joined(separator: ", ")
            report("Der Schlüssel \(list) steht mehrmals.", context.mark)
        default:
            report("Die Datei ist kein lesbares YAML.", nil)
        }
    }
}

/// A value in a settings file that knows where it stands.
struct SettingsPart {
    let node: Node
    let file: SettingsFile

    func report(_ message: String, suggestion: String? = nil) {
        file.report(message, node.mark, suggestion: suggestion)
    }

    private func part(_ node: Node) -> SettingsPart { SettingsPart(node: node, file: file) }

    /// Keys and values in the order written; a finding if it is something else.
    func members() -> [(key: SettingsPart, name: String, value: SettingsPart)] {
        guard case .mapping(let mapping) = node else {
            report("Hier werden Schlüssel und Werte erwartet.")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.scalar?.string else {
                part(key).report("Ein Schlüssel muss ein einfaches Wort sein.")
                return nil
            }
            return (part(key), name, part(value))
        }
    }

    /// The members whose keys are known; the others are reported.
    func table(_ keys: [String]) -> [String: SettingsPart] {
        var result: [String: SettingsPart] = [:]
        for member in members() {
            if keys.contains(member.name) {
                result[member.name] = member.value
            } else {
                member.key.report(
                    "Der Schlüssel „\(member.name)“ ist hier unbekannt.",
                    suggestion: nearest(to: member.name, in: keys))
            }
        }
        return result
    }

    /// The text of a scalar; a finding if it is none.
    func word() -> String? {
        if let scalar = node.scalar { return scalar.string }
        report("Hier wird ein einfacher Wert erwartet.")
        return nil
    }

    func flag() -> Bool? {
        switch word() {
        case "true", "ja": return true
        case "false", "nein": return false
        case nil: return nil
        default:
            report("Hier wird true oder false erwartet.")
            return nil
        }
    }

    /// A list of words; a single word counts as a list of one.
    func words() -> [(word: String, part: SettingsPart)] {
        if case .sequence(let sequence) = node {
            return sequence.map(part).compactMap { element in
                element.word().map { ($0, element) }
            }
        }
        return word().map { [($0, self)] } ?? []
    }

    /// One of a closed list of words.
    func choice<Value>(_ choices: [(String, Value)]) -> Value? {
        guard let word = word() else { return nil }
        if let found = choices.first(where: { $0.0 == word }) { return found.1 }
        let names = choices.map(\.0)
        report(
            "„\(word)“ ist hier nicht möglich; möglich: \(names.joined(separator: ", ")).",
            suggestion: nearest(to: word, in: names))
        return nil
    }
}
