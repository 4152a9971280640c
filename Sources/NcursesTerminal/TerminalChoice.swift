import TextCanvas

/// What the environment says about the terminal, decided without touching it.
package struct TerminalChoice: Hashable, Sendable {
    package enum ColorWish: String, CaseIterable, Hashable, Sendable {
        /// As many as the terminal has, none with NO_COLOR.
        case auto
        case always
        case never
    }

    /// The locale to set, or the character set that is not UTF-8.
    enum Locale: Hashable {
        case wanted(String)
        case charset(String)
    }

    /// Terminal descriptions in the order of trying.
    let names: [String]
    let locale: Locale
    let usesColors: Bool

    package init(environment: [String: String], colors: ColorWish = .auto) {
        let name = environment["TERM"] ?? ""
        usesColors = Self.usesColors(environment, colors)
        names =
            usesColors && Self.saysTrueColor(environment)
            ? Self.direct(name) + Self.known(name)
            : Self.known(name)
        locale = Self.locale(environment)
    }

    private static func usesColors(
        _ environment: [String: String], _ wish: ColorWish
    ) -> Bool {
        switch wish {
        case .always: true
        case .never: false
        case .auto: (environment["NO_COLOR"] ?? "").isEmpty
        }
    }

    private static func saysTrueColor(_ environment: [String: String]) -> Bool {
        ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    }

    /// The descriptions with direct colour; Debian has them in ncurses-term, which may be missing.
    private static func direct(_ name: String) -> [String] {
        guard !name.isEmpty, name != "linux", !name.hasPrefix("vt"), name != "dumb",
            !name.hasPrefix("screen")
        else { return [] }
        if name.hasSuffix("-direct") { return [] }
        if let stem = name.split(separator: "-").first, name.hasSuffix("-256color") {
            return ["\(stem)-direct"]
        }
        return isLikeXterm(name) ? ["xterm-direct"] : []
    }

    private static func known(_ name: String) -> [String] {
        isLikeXterm(name) ? [name, "xterm-256color"] : [name]
    }

    /// Terminals that behave like xterm but are often not described on a server.
    private static func isLikeXterm(_ name: String) -> Bool {
        ["xterm-kitty", "kitty", "foot", "xterm-ghostty", "ghostty", "wezterm", "alacritty"]
            .contains { name == $0 || name.hasPrefix($0 + "-") }
    }

    /// The first of LC_ALL, LC_CTYPE and LANG that is set. Without one, and for C, it is C.UTF-8.
    private static func locale(_ environment: [String: String]) -> Locale {
        let name =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty } ?? ""
        if name.isEmpty || name == "C" || name == "POSIX" { return .wanted("C.UTF-8") }
        let parts = name.split(separator: "@", maxSplits: 1)[0].split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return .wanted(name) }
        let charset = parts[1].lowercased().filter { $0 != "-" && $0 != "_" }
        return charset == "utf8" ? .wanted(name) : .charset(String(parts[1]))
    }
}

extension TerminalChoice {
    /// The character set of the environment where it is not UTF-8.
    package var charset: String? {
        if case .charset(let name) = locale { name } else { nil }
    }

    /// For a diagnosis: the descriptions that would be tried, and whether in colour.
    package var described: String {
        names.joined(separator: ", ") + (usesColors ? "" : ", ohne Farben")
    }
}
