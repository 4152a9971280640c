import CNcurses
import TextCanvas

/// How a tone is sent to ncurses: attribute bits and a colour pair.
struct Look: Hashable {
    var attributes: Int32
    var pair: Int32
    var background: Color = .standard

    /// Whether a blank looks the same in both.
    func isBlankLike(_ other: Look) -> Bool {
        let visible = Int32(CN_REVERSE | CN_UNDERLINE | CN_STRIKE)
        return background == other.background && attributes & visible == 0
            && other.attributes & visible == 0
    }
}

/// The colour pairs allotted so far; a theme needs a few dozen.
struct ColorPairs {
    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    let depth: ColorDepth
    private let colors: Int32
    private let limit: Int32
    private var allotted: [Colors: Int32] = [:]

    /// - Parameter usesColors: false leaves attributes alone, as NO_COLOR asks.
    init(usesColors: Bool, isDirect: Bool) {
        colors = usesColors ? cn_colors() : 0
        limit = colors > 0 ? min(cn_pairs(), 32_000) : 0
        depth =
            if colors < 8 || limit < 2 {
                .mono
            } else if isDirect {
                .trueColor
            } else {
                colors >= 256 ? .indexed256 : .ansi16
            }
    }

    mutating func look(_ style: Style) -> Look {
        var attributes = Int32(style.attributes.rawValue)
        guard depth != .mono else { return Look(attributes: attributes, pair: 0) }
        let foreground = number(style.foreground)
        if colors == 8, foreground >= 8 { attributes |= Int32(CN_BOLD) }
        let wanted = Colors(
            foreground: folded(foreground), background: folded(number(style.background)))
        return Look(
            attributes: attributes, pair: pair(wanted), background: style.background)
    }

    private mutating func pair(_ wanted: Colors) -> Int32 {
        if wanted.foreground == -1, wanted.background == -1 { return 0 }
        if let known = allotted[wanted] { return known }
        let next = Int32(allotted.count) + 1
        guard next < limit, cn_define_pair(next, wanted.foreground, wanted.background) else {
            return 0
        }
        allotted[wanted] = next
        return next
    }

    /// Colours 8 to 15 on a terminal of eight: the dark ones (bold makes a foreground bright).
    private func folded(_ color: Int32) -> Int32 {
        colors == 8 && color >= 8 ? color - 8 : color
    }

    private func number(_ color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .indexed(let index): Int32(index)
        case .rgb(let red, let green, let blue):
            direct(Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
        }
    }

    /// In direct colour the first eight numbers still mean the palette: blues so dark are black.
    private func direct(_ value: Int32) -> Int32 {
        value < 8 ? 0 : value
    }
}
