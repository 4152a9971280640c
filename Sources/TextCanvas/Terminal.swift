/// What a terminal can do, found out when it was opened.
package struct TerminalCapabilities: Hashable, Sendable {
    package var colors: ColorDepth
    /// The signs it can show; letters it shows all.
    package var glyphs: GlyphSet
    package var mouse: Bool
    package var bracketedPaste: Bool

    package init(
        colors: ColorDepth = .trueColor, glyphs: GlyphSet = .full, mouse: Bool = true,
        bracketedPaste: Bool = true
    ) {
        self.colors = colors
        self.glyphs = glyphs
        self.mouse = mouse
        self.bracketedPaste = bracketedPaste
    }
}

/// Wakes a waiting terminal from another thread.
package struct TerminalWaker: Sendable {
    private let action: @Sendable () -> Void

    package init(_ action: @escaping @Sendable () -> Void) {
        self.action = action
    }

    package func wake() { action() }
}

/// The one place where cells meet a screen and keys come from. Used from one thread only; the
/// waker alone may be called from others.
package protocol Terminal: AnyObject {
    var size: Size { get }
    var capabilities: TerminalCapabilities { get }
    var waker: TerminalWaker { get }

    /// Shows a canvas. A canvas larger than the terminal is cut.
    func present(_ canvas: Canvas, theme: Theme)

    /// Waits until something arrives or `milliseconds` have passed (`nil`: for as long as it takes)
    /// and returns everything that is there, so that one frame can answer many keys.
    func events(within milliseconds: Int?) -> [InputEvent]

    /// Whether the mouse is taken; off, the terminal's own selection works.
    func captureMouse(_ on: Bool)

    /// Names the window, where the terminal has a title. Words of the program only: a name from a
    /// case would stand in task bars and in screen recordings.
    func title(_ words: StaticString)

    /// Puts text on the clipboard of the person's terminal (OSC 52).
    /// - Returns: `false` if the text is too long or the terminal cannot.
    func copy(_ text: SafeText) -> Bool

    /// Gives the terminal back to the shell until the person returns (Ctrl-Z).
    func suspend()

    /// Gives the terminal back for good. Later calls do nothing.
    func close()
}
