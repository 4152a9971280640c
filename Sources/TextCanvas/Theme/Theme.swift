/// A table from meanings to looks, one column for each colour depth.
package struct Theme: Hashable, Sendable {
    /// The name in the settings and of the file.
    package let name: String
    /// The name a person reads.
    package let title: String
    /// Made for a light background.
    package let isLight: Bool
    private var styles: [Style]

    package init(
        name: String, title: String, isLight: Bool, style: (Tone, ColorDepth) -> Style
    ) {
        self.name = name
        self.title = title
        self.isLight = isLight
        styles = ColorDepth.allCases.flatMap { depth in
            Tone.allCases.map { style($0, depth) }
        }
    }

    package func style(_ tone: Tone, _ depth: ColorDepth) -> Style {
        styles[depth.rawValue * Tone.allCases.count + tone.index]
    }

    /// Attributes only, for a terminal without colours and for tests; needs no file.
    package static let plain = Theme(name: "plain", title: "Schlicht", isLight: false) { tone, _ in
        Style(.standard, on: .standard, plainAttributes(tone))
    }

    private static func plainAttributes(_ tone: Tone) -> Attributes {
        switch tone {
        case .selection, .title, .demo, .tabActive, .buttonFocused, .hostile, .inputInvalid:
            .reverse
        case .overdue, .danger, .warning, .heading, .dialogTitle, .key, .marked, .dueToday: .bold
        case .input, .inputFocused, .link, .match: .underline
        case .dim, .obstacle, .placeholder, .hint: .dim
        default: []
        }
    }
}
