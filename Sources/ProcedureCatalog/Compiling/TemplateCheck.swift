import Casework

/// Reads a template's tags and checks that each names something that exists.
struct TemplateCheck {
    let procedure: Procedure
    let findings: Findings
    let template: LetterTemplate

    private struct Tag {
        var sign: Character?
        var name: String
        var at: Position
    }

    private var file: String { "letters/\(template.id).mustache" }

    func check() {
        var open: [Tag] = []
        for tag in tags() {
            switch tag.sign {
            case "!": continue
            case ">": checkPartial(tag)
            case "#", "^":
                checkName(tag, within: open.map(\.name), section: true)
                open.append(tag)
            case "/":
                if open.last?.name == tag.name {
                    open.removeLast()
                } else {
                    report("„{{/\(tag.name)}}“ schließt keinen offenen Abschnitt.", tag.at)
                }
            case nil: checkName(tag, within: open.map(\.name), section: false)
            default:
                report(
                    "Die Marke „\(tag.sign ?? " ")“ ist in Schriftstücken nicht erlaubt.", tag.at)
            }
        }
        for tag in open { report("Der Abschnitt „\(tag.name)“ wird nicht geschlossen.", tag.at) }
    }

    private func report(_ message: String, _ at: Position, suggestion: String? = nil) {
        findings.report(message, at: at, suggestion: suggestion)
    }

    private func checkPartial(_ tag: Tag) {
        guard !LetterTags.partials.contains(tag.name) else { return }
        report(
            "Den Baustein „\(tag.name)“ gibt es nicht.", tag.at,
            suggestion: nearest(to: tag.name, in: LetterTags.partials))
    }

    private func checkName(_ tag: Tag, within open: [String], section: Bool) {
        if open.contains(where: { inner(of: $0).contains(tag.name) }) { return }
        if LetterTags.plain.contains(tag.name) { return }
        if LetterTags.sections[tag.name] != nil {
            if !section { report("„\(tag.name)“ ist ein Abschnitt: {{#\(tag.name)}} …", tag.at) }
            return
        }
        let halves = tag.name.split(separator: ".", maxSplits: 1).map(String.init)
        guard halves.count == 2, let ids = known[halves[0]] else {
            let names =
                LetterTags.plain + LetterTags.sections.keys.sorted()
                + open.flatMap(inner)
            report(
                "Die Marke „\(tag.name)“ gibt es nicht.", tag.at,
                suggestion: nearest(to: tag.name, in: names))
            return
        }
        guard ids.contains(halves[1]) else {
            report(
                "„\(halves[1])“ gibt es unter „\(halves[0])“ nicht.", tag.at,
                suggestion: nearest(to: halves[1], in: ids))
            return
        }
        if !section, !LetterTags.dotted.contains(halves[0]) {
            report("„\(tag.name)“ ist ein Abschnitt: {{#\(tag.name)}} …", tag.at)
        }
    }

    private func inner(of section: String) -> [String] {
        if let names = LetterTags.sections[section] { return names }
        if section.hasPrefix("parteien.") { return LetterTags.person }
        if section.hasPrefix("fristen.") { return LetterTags.period }
        return []
    }

    private var known: [String: [String]] {
        [
            "felder": procedure.fields.map(\.id.raw),
            "gebuehren": procedure.fees.map(\.id),
            "stellen": procedure.addressees.map(\.id),
            "parteien": procedure.partyRoles.map(\.id),
            "fristen": procedure.deadlines.map(\.id.raw),
        ]
    }

    /// All `{{…}}` of the text.
    private func tags() -> [Tag] {
        var found: [Tag] = []
        for (index, line) in template.body.split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            var rest = line[...]
            while let start = rest.firstRange(of: "{{") {
                let column = line.distance(from: line.startIndex, to: start.lowerBound) + 1
                let at = Position(file: file, line: index + 1, column: column)
                guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
                    report("Die Marke wird in dieser Zeile nicht geschlossen.", at)
                    break
                }
                let inside = String(rest[start.upperBound..<end.lowerBound]).trimmed
                found.append(tag(inside, at))
                rest = rest[end.upperBound...]
            }
        }
        return found
    }

    private func tag(_ inside: String, _ at: Position) -> Tag {
        guard let first = inside.first, "#^/>!{&=%<$*".contains(first) else {
            return Tag(sign: nil, name: inside, at: at)
        }
        return Tag(sign: first, name: String(inside.dropFirst()).trimmed, at: at)
    }

    // MARK: The five parts of a ruling

    /// AVG §§ 58 to 61: name, Spruch, grounds, right-of-appeal notice, signature.
    func checkRuling() {
        guard template.kind == .ruling else { return }
        let lines = template.body.split(separator: "\n").map { String($0).trimmed.lowercased() }
        let text = lines.joined(separator: "\n")
        let parts: [(String, Bool)] = [
            ("die Bezeichnung „Bescheid“", lines.contains { $0.hasPrefix("bescheid") }),
            ("den „Spruch“", lines.contains { $0.hasPrefix("spruch") }),
            ("die „Begründung“", lines.contains { $0.hasPrefix("begründung") }),
            (
                "die „Rechtsmittelbelehrung“",
                lines.contains { $0.hasPrefix("rechtsmittelbelehrung") }
                    || text.contains("{{>rechtsmittel_beschwerde}}")
            ),
            ("die Fertigung {{>amtssignatur}}", text.contains("{{>amtssignatur}}")),
        ]
        for (name, present) in parts where !present {
            report(
                "Ein Bescheid braucht \(name) (§§ 58 bis 61 und 18 Abs 4 AVG).",
                Position(file: file, line: 1, column: 1))
        }
    }
}
