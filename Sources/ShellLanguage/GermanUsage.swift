import ArgumentParser
import Foundation

/// The command line in German. The library speaks English: its help is rendered anew from its
/// own description, and its errors are told in our words.
package struct GermanUsage<Root: ParsableCommand> {
    private let version: String

    /// - Parameter version: what `--version` says.
    package init(_: Root.Type, version: String) { self.version = version }

    /// Parses and runs, telling every failure in German.
    ///
    /// - Returns: the exit code.
    package func run(_ arguments: [String]) -> Int32 {
        let options = arguments.prefix { $0 != "--" }
        if options.contains("--help") || options.contains("-h") {
            Standard.out((try? help(for: arguments)) ?? "")
            return ExitStatus.fine.rawValue
        }
        if options.first == "--version" {
            Standard.out("\(Root._commandName) \(version)")
            return ExitStatus.fine.rawValue
        }
        do {
            var command = try Root.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.fine.rawValue
        } catch let ending as Ending {
            if !ending.sentence.isEmpty { Standard.error(ending.sentence) }
            return ending.status.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            Standard.error(sentence(for: error))
            Standard.error("Hilfe: \(Root._commandName) --help")
            return ExitStatus.usage.rawValue
        }
    }

    /// The help of the subcommand that `arguments` name.
    package func help(for arguments: [String]) throws -> String {
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

    package func description() throws -> CommandDescription {
        let dump = Data(Root._dumpHelp().utf8)
        return try JSONDecoder().decode(ToolDescription.self, from: dump).command
    }

    private func render(
        _ command: CommandDescription, path: [String], isRoot: Bool
    ) -> String {
        var lines = [
            command.abstract ?? "", "", wrapped("Aufruf: " + usage(command, path), indent: 8),
        ]
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
        if isRoot { lines += ["", "Mehr zu einem Unterbefehl: \(path[0]) UNTERBEFEHL --help"] }
        return lines.joined(separator: "\n")
    }

    private func usage(_ command: CommandDescription, _ path: [String]) -> String {
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

    private func section(_ title: String, _ rows: [(String, String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let body = rows.map { name, text in
            let head = "  " + name
            if text.isEmpty { return head }
            let gap = String(repeating: " ", count: max(1, 26 - head.count))
            let first =
                head.count > 25 ? head + "\n" + String(repeating: " ", count: 26) : head + gap
            return first + wrapped(text, indent: 26)
        }
        return ["", title] + body
    }

    /// Lines of at most 80 characters; the first starts where the caller stands.
    private func wrapped(_ text: String, indent: Int) -> String {
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
    package func sentence(for error: any Error) -> String {
        let english = Root.message(for: error)
        for (pattern, german) in translations {
            guard let match = english.firstMatch(of: pattern) else { continue }
            let parts = (1..<match.output.count).map { String(match.output[$0].substring ?? "") }
            return parts.enumerated().reduce(german) { text, part in
                text.replacingOccurrences(of: "{\(part.offset + 1)}", with: part.element)
            }
        }
        return "Die Eingabe ist nicht verständlich."
    }

    private var translations: [(Regex<AnyRegexOutput>, String)] {
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
package struct ToolDescription: Decodable {
    package var command: CommandDescription
}

package struct CommandDescription: Decodable {
    package var commandName: String
    package var abstract: String?
    package var discussion: String?
    package var shouldDisplay: Bool
    package var subcommands: [CommandDescription]?
    package var arguments: [ArgumentDescription]?
}

package struct ArgumentDescription: Decodable {
    package struct Name: Decodable {
        package var kind: String
        package var name: String
    }

    package var kind: String
    package var shouldDisplay: Bool
    package var isOptional: Bool
    package var isRepeating: Bool
    package var names: [Name]?
    package var preferredName: Name?
    package var valueName: String?
    package var abstract: String?

    package var title: String { valueName ?? preferredName?.name ?? "" }

    /// `--daten <ordner>`
    package var signature: String {
        let all = (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
        let joined = all.joined(separator: ", ")
        return kind == "option" ? "\(joined) <\(title)>" : joined
    }

    /// The two options that the library brings along speak English.
    package var germanAbstract: String {
        switch preferredName?.name {
        case "help": "zeigt diese Hilfe"
        case "version": "zeigt die Fassung des Programms"
        default: abstract ?? ""
        }
    }
}
