/// A glyph and what it means. Colours and attributes come from the theme alone.
package struct Cell: Hashable, Sendable {
    package let glyph: Glyph
    package var tone: Tone

    package init(_ glyph: Glyph = .space, _ tone: Tone = .text) {
        self.glyph = glyph
        self.tone = tone
    }

    /// What stands in the cell; empty in the right half of a wide glyph.
    package var text: String { glyph.text }
    package var width: Int { Int(glyph.width) }
}
