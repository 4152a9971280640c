/// Where lines of at most `width` cells break: after a space if one is near, else inside the word.
enum Wrap {
    /// The ranges of `widths` that make up the lines; spaces at a break stay at the line's end and
    /// may hang over it. At least one (empty) line.
    static func ranges(widths: [Int], isSpace: [Bool], width: Int) -> [Range<Int>] {
        guard width > 0, !widths.isEmpty else { return [0..<widths.count] }
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0
        var afterSpace: Int?
        var index = 0
        while index < widths.count {
            if isSpace[index] {
                used += widths[index]
                index += 1
                afterSpace = index
                continue
            }
            if used + widths[index] > width, index > start {
                let cut = afterSpace ?? index
                lines.append(start..<cut)
                start = cut
                used = widths[start..<index].reduce(0, +)
                afterSpace = nil
                continue
            }
            used += widths[index]
            index += 1
        }
        lines.append(start..<widths.count)
        return lines
    }
}

extension SafeText {
    /// The text in lines of at most `cells` cells, broken between words where possible.
    package func wrapped(to cells: Int) -> [SafeText] {
        if width <= cells { return [self] }
        let ranges = Wrap.ranges(
            widths: glyphs.map { Int($0.width) }, isSpace: glyphs.map(\.isSpace), width: cells)
        return ranges.map { range in
            var end = range.upperBound
            while end > range.lowerBound, glyphs[end - 1].isSpace { end -= 1 }
            return SafeText(glyphs: Array(glyphs[range.lowerBound..<end])).prefix(cells)
        }
    }

    /// Text of several lines, each wrapped.
    package static func wrapped(_ raw: String, to cells: Int) -> [SafeText] {
        lines(raw).flatMap { $0.wrapped(to: cells) }
    }
}
