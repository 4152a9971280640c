import ArgumentParser
import Foundation

/// The command line in German. The library speaks English: its help is rendered anew from its
/// own description, and its errors are told in our words.
enum GermanUsage {
    /// What stands between `amtspult` and the options: the subcommands named.
    static func help(for arguments: [String]) throws -> String {
        let root = try description()
        var command = root
        var path = [root.commandName]
        for argument in arguments where !argument.hasPrefix("-") {
            guard let next = command.subcommands?.first(where: { $0.commandName == argument })
            else { break }
            command = next
            path.append(next.commandName)
        }
        return render(command, path: path, isRoot: path.count == 1)
    }

    static func description() throws -> CommandDescription {
        let dump = Data(Amtspult._dumpHelp().utf8)
        return try JSONDecoder().decode(ToolDescription.self, from: dump).command
    }

    private static func render(
        _ command: CommandDescription, path: [String], isRoot: Bool
    ) -> String {
        var lines = [command.abstract ?? "", "", "Aufruf: " + usage(command, path)]
        if let discussion = command.discussion, !discussion.isEmpty {
            lines += ["", wrapped(discussion, indent: 0)]
        }
        let shown = (command.arguments ?? []).filter(\.shouldDisplay)
        let positional = shown.filter { $0.kind == "positional" }
        let options = shown.filter { $0.kind != "positional" }
        lines += section("Angaben:", positional.map { ("<\($0.title)>", $0.abstract ?? "") })
        lines += section("Optionen:", options.map { ($0.signature, $0.germanAbstract) })
        let subcommands = (command.subcommands ?? [])
            .filter { $0.shouldDisplay && $0.commandName != "help" }
        lines += section("Unterbefehle:", subcommands.map { ($0.commandName, $0.abstract ?? "") })
        if isRoot { lines += ["", "Mehr zu einem Unterbefehl: amtspult UNTERBEFEHL --help"] }
        return lines.joined(separator: "\n")
    }

    private static func usage(_ command: CommandDescription, _ path: [String]) -> String {
        var words = path
        for argument in (command.arguments ?? []) where argument.shouldDisplay {
            if ["help", "version"].contains(argument.title) { continue }
            let word = argument.kind == "positional" ? "<\(argument.title)>" : argument.signature
            let repeated = argument.isRepeating ? word + " …" : word
            words.append(argument.isOptional ? "[\(repeated)]" : repeated)
        }
        if command.subcommands?.isEmpty == false { words.append("<unterbefehl>") }
        return words.joined(separator: " ")
    }

    private static func section(_ title: String, _ rows: [(String, String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let body = rows.map { name, text in
            let head = "  " + name
            if text.isEmpty { return head }
            let gap = String(repeating: " ", count: max(1, 26 - head.count))
            let first = head.count > 25 ? head + "\n" + String(repeating: " ", count: 26) : head + gap
            return first + wrapped(text, indent: 26)
        }
        return ["", title] + body
    }

    /// Lines of at most 80 characters; the first starts where the caller stands.
    private static func wrapped(_ text: String, indent: Int) -> String {
        let pad = String(repeating: " ", count: indent)
        var lines: [String] = [""]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let last = lines[lines.count - 1]
            if !last.isEmpty && indent + last.count + 1 + word.count > 80 {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
            }
        }
        return lines.joined(separator: "\n" + pad)
    }

    /// The library's sentence about wrong words, in German, with what was typed left as it was.
    static func sentence(for error: any Error) -> String {
        let english = Amtspult.message(for: error)
        for (pattern, german) in translations {
            guard let match = english.firstMatch(of: pattern) else { continue }
            let parts = (1..<match.output.count).map { String(match.output[$0].substring ?? "") }
            return parts.enumerated().reduce(german) { text, part in
                text.replacingOccurrences(of: "{\(part.offset + 1)}", with: part.element)
            }
        }
        return "Die Eingabe ist nicht verständlich."
    }

    private static var translations: [(Regex<AnyRegexOutput>, String)] {
        let table: [(String, String)] = [
            (#"Missing expected argument '(.+?)'"#, "Es fehlt: {1}."),
            (#"Missing value for '(.+?)'"#, "Nach {1} fehlt der Wert."),
            (#"Unknown option '(.+?)'"#, "Die Option {1} gibt es nicht."),
            (#"(\d+) unexpected arguments: (.+)"#, "Zu viele Angaben: {2}."),
            (#"Unexpected argument '(.+?)'"#, "Die Angabe {1} ist hier nicht vorgesehen."),
            (#"The value '(.*?)' is invalid for '(.+?)'"#, "„{1}“ passt nicht zu {2}."),
            (#"Value to be set with (.+?) had already been set"#, "{1} steht zweimal da."),
            (#"Missing one of: (.+)"#, "Es fehlt eines von: {1}."),
        ]
        return table.compactMap { pattern, german in
            (try? Regex(pattern)).map { ($0, german) }
        }
    }
}

/// What the library tells of itself; only the members used here.
struct ToolDescription: Decodable {
    var command: CommandDescription
}

struct CommandDescription: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool
    var subcommands: [CommandDescription]?
    var arguments: [ArgumentDescription]?
}

struct ArgumentDescription: Decodable {
    struct Name: Decodable {
        var kind: String
        var name: String
    }

    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var preferredName: Name?
    var valueName: String?
    var abstract: String?

    var title: String { valueName ?? preferredName?.name ?? "" }

    /// `--daten <ordner>`
    var signature: String {
        let all = (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
        let joined = all.joined(separator: ", ")
        return kind == "option" ? "\(joined) <\(title)>" : joined
    }

    /// The two options that the library brings along speak English.
    var germanAbstract: String {
        switch preferredName?.name {
        case "help": "zeigt diese Hilfe"
        case "version": "zeigt die Fassung des Programms"
        default: abstract ?? ""
        }
    }
}
