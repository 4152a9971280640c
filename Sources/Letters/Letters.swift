import Casework
import Mustache

/// Why a letter could not be written.
package struct LetterError: Error, Hashable, Sendable {
    package var template: String
    package var line: Int

    /// For the author of the template.
    package var sentence: String {
        "Die Vorlage „\(template)“ ist nicht lesbar (Zeile \(line))."
    }
}

/// Fills the letter's template from the case: plain text, wrapped, without trailing blanks.
///
/// Only the template is parsed. What citizens wrote goes in as data and comes out as typed.
package func fill(_ occasion: LetterOccasion) throws(LetterError) -> String {
    let template = try parsed(asText + occasion.template.body, named: occasion.template.id.raw)
    var parts: [String: MustacheTemplate] = [:]
    for (name, text) in Partials.all { parts[name] = try parsed(text, named: name) }
    let library = MustacheLibrary(templates: parts)
    let values = LetterContext(occasion: occasion).values
    return tidy(template.render(values, library: library))
}

/// Every value is text, in the shared blocks too: nothing is escaped for HTML.
private let asText = "{{% CONTENT_TYPE:TEXT}}"

private func parsed(
    _ body: String, named name: String
) throws(LetterError) -> MustacheTemplate {
    do {
        return try MustacheTemplate(string: body)
    } catch let error as MustacheTemplate.ParserError {
        throw LetterError(template: name, line: error.context.lineNumber)
    } catch {
        throw LetterError(template: name, line: 0)
    }
}

/// Lines of at most `width` columns, no blanks at their ends, never more than one empty line in
/// a row, one line feed at the end.
private func tidy(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
        lines.append(contentsOf: wrapped(String(line), width: 76))
    }
    var kept: [String] = []
    for line in lines where !(line.isEmpty && (kept.last ?? "").isEmpty) { kept.append(line) }
    while kept.last?.isEmpty == true { kept.removeLast() }
    return kept.joined(separator: "\n") + "\n"
}

/// One paragraph in lines; what follows the first line of "1. …" or "- …" is indented beneath.
func wrapped(_ paragraph: String, width: Int) -> [String] {
    let body = paragraph.drop { $0 == " " }
    guard !body.isEmpty else { return [""] }
    let lead = String(repeating: " ", count: min(paragraph.count - body.count, width / 2))
    let hanging = lead + String(repeating: " ", count: markerWidth(body))
    var lines: [String] = []
    var line = lead
    var isFresh = true
    for word in words(of: body) {
        if !isFresh, line.count + 1 + word.count > width {
            lines.append(line)
            line = hanging
            isFresh = true
        }
        if !isFresh { line += " " }
        line += word
        isFresh = false
    }
    lines.append(line)
    return lines
}

/// What stays on one line: a word, and "§ 13", "Abs 3", "EZ 812" as a whole.
private func words(of text: Substring) -> [String] {
    var words: [String] = []
    var binds = false
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
        let startsWithDigit = word.first?.isNumber == true
        if binds, startsWithDigit, let last = words.popLast() {
            words.append("\(last) \(word)")
        } else {
            words.append(String(word))
        }
        binds = binding.contains(word.drop { "(„".contains($0) })
    }
    return words
}

private let binding: Set<Substring> = ["§", "§§", "Abs", "Z", "lit", "TP", "EZ", "GZ", "Nr"]

/// The width of "1. ", "12) " or "- " at the start of a paragraph.
private func markerWidth(_ text: Substring) -> Int {
    if text.hasPrefix("- ") { return 2 }
    let digits = text.prefix { $0.isNumber }
    guard (1...3).contains(digits.count) else { return 0 }
    let rest = text.dropFirst(digits.count)
    return rest.hasPrefix(". ") || rest.hasPrefix(") ") ? digits.count + 2 : 0
}
