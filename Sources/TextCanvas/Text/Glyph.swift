/// What stands in one cell (or two): one spacing scalar with at most two zero-width ones.
/// Only the sanitiser makes glyphs of foreign text, so a glyph is always harmless to a terminal.
package struct Glyph: Hashable, Sendable {
    let base: UInt32
    var firstMark: UInt32 = 0
    var secondMark: UInt32 = 0
    /// Cells taken: 1 or 2; 0 is the right half of a wide glyph.
    package let width: UInt8
    /// Stands in place of something that was not shown as it came.
    package let isNeutralised: Bool

    init(_ base: UInt32, width: UInt8 = 1, isNeutralised: Bool = false) {
        self.base = base
        self.width = width
        self.isNeutralised = isNeutralised
    }

    package static let space = Glyph(0x20)
    package static let ellipsis = Glyph(0x2026)
    /// The right half of a wide glyph.
    static let continuation = Glyph(0, width: 0)

    package var isSpace: Bool { base == 0x20 }
    package var isContinuation: Bool { width == 0 }

    /// The scalars in the order they are sent to a terminal; empty for a continuation.
    package var scalars: [UInt32] {
        guard base != 0 else { return [] }
        if firstMark == 0 { return [base] }
        return secondMark == 0 ? [base, firstMark] : [base, firstMark, secondMark]
    }

    /// The same into a buffer of at least three; returns how many there are.
    package func copyScalars(to buffer: UnsafeMutableBufferPointer<UInt32>) -> Int {
        guard base != 0, buffer.count >= 3 else { return 0 }
        buffer[0] = base
        buffer[1] = firstMark
        buffer[2] = secondMark
        return firstMark == 0 ? 1 : secondMark == 0 ? 2 : 3
    }

    package var text: String {
        var result = String.UnicodeScalarView()
        for value in scalars {
            if let scalar = Unicode.Scalar(value) { result.append(scalar) }
        }
        return String(result)
    }

    /// A third mark is dropped: more than two per cell only smear over the neighbours.
    mutating func add(mark: UInt32) {
        if firstMark == 0 {
            firstMark = mark
        } else if secondMark == 0 {
            secondMark = mark
        }
    }
}
