/// How many colours a terminal can show; each has its own column in a theme.
package enum ColorDepth: Int, CaseIterable, Hashable, Sendable, Comparable {
    case mono
    case ansi16
    case indexed256
    case trueColor

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The key in a theme file.
    package var name: String {
        switch self {
        case .mono: "mono"
        case .ansi16: "ansi16"
        case .indexed256: "indexed256"
        case .trueColor: "truecolor"
        }
    }
}

package enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// A palette entry: 0–15 are the user's, 16–255 the fixed cube and greys.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
}

package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
    package static let strike = Attributes(rawValue: 32)

    package static let names: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
        ("italic", .italic), ("strike", .strike),
    ]
}

/// How a tone looks at one colour depth.
package struct Style: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var attributes: Attributes

    package init(
        _ foreground: Color = .standard, on background: Color = .standard,
        _ attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
