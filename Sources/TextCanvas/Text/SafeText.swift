/// Text that a canvas may show: sanitised, cut into glyphs, measured in cells.
/// There is no other way for a string to reach a screen.
package struct SafeText: Hashable, Sendable, ExpressibleByStringLiteral {
    package private(set) var glyphs: [Glyph]
    /// Width in cells.
    package let width: Int

    init(glyphs: [Glyph]) {
        self.glyphs = glyphs
        var cells = 0
        for glyph in glyphs { cells += Int(glyph.width) }
        width = cells
    }

    /// One line: line breaks are shown as ↵.
    package init(_ raw: String) {
        self.init(
            glyphs: Sanitiser.plainLine(raw) ?? Sanitiser(raw, lineBreak: .shown).lines[0])
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    /// Several lines: line breaks of the text are obeyed.
    package static func lines(_ raw: String) -> [SafeText] {
        Sanitiser(raw, lineBreak: .obeyed).lines.map(SafeText.init(glyphs:))
    }

    /// The glyphs as a string without anything a terminal would obey.
    package var plain: String {
        var result = ""
        for glyph in glyphs { result += glyph.text }
        return result
    }

    package var isEmpty: Bool { glyphs.isEmpty }

    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(glyphs: left.glyphs + right.glyphs)
    }

    /// The longest beginning of at most `cells` cells.
    package func prefix(_ cells: Int) -> SafeText {
        if cells >= width { return self }
        var used = 0
        var count = 0
        for glyph in glyphs {
            if used + Int(glyph.width) > cells { break }
            used += Int(glyph.width)
            count += 1
        }
        return SafeText(glyphs: Array(glyphs[..<count]))
    }

    /// At most `cells` cells; what is cut off leaves an ellipsis.
    package func truncated(to cells: Int) -> SafeText {
        if cells >= width { return self }
        guard cells > 0 else { return SafeText(glyphs: []) }
        return SafeText(glyphs: prefix(cells - 1).glyphs + [.ellipsis])
    }

    /// Exactly `cells` cells, cut or filled with spaces.
    package func padded(to cells: Int, align: Alignment = .left) -> SafeText {
        let cut = truncated(to: cells)
        let missing = max(0, cells - cut.width)
        let before = align.space(before: missing)
        return SafeText(
            glyphs: Array(repeating: Glyph.space, count: before) + cut.glyphs
                + Array(repeating: Glyph.space, count: missing - before))
    }
}

package enum Alignment: Sendable {
    case left
    case right
    case centre

    func space(before missing: Int) -> Int {
        switch self {
        case .left: 0
        case .right: missing
        case .centre: missing / 2
        }
    }
}

/// Text with its meaning; a line of several meanings is an array of spans.
package struct Span: Hashable, Sendable {
    package var text: SafeText
    package var tone: Tone

    package init(_ text: SafeText, _ tone: Tone = .text) {
        self.text = text
        self.tone = tone
    }

    package init(_ text: String, _ tone: Tone = .text) {
        self.init(SafeText(text), tone)
    }
}

extension [Span] {
    package var width: Int { reduce(0) { $0 + $1.text.width } }
}
