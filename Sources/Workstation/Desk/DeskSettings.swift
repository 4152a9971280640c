/// A filter with a name, kept for its owner.
package struct NamedFilter: Hashable, Sendable {
    package var name: String
    package var filter: String

    package init(name: String, filter: String) {
        self.name = name
        self.filter = filter
    }
}

/// A theme as the picker shows it.
package struct ThemeChoice: Hashable, Sendable {
    package var id: String
    package var title: String

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// What a person may set. Kept by the runtime; the screens only change it.
package struct DeskSettings: Hashable, Sendable {
    /// Of `themes`; empty is what suits the terminal.
    package var theme: String
    package var mouse: Bool
    /// Show the preview below the list.
    package var preview: Bool
    /// Ask before ending the program.
    package var confirmQuit: Bool
    package var filters: [NamedFilter]

    package init(
        theme: String = "", mouse: Bool = true, preview: Bool = true, confirmQuit: Bool = false,
        filters: [NamedFilter] = []
    ) {
        self.theme = theme
        self.mouse = mouse
        self.preview = preview
        self.confirmQuit = confirmQuit
        self.filters = filters
    }
}
