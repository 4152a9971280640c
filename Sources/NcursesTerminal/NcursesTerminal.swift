import CNcurses
import TextCanvas

/// The terminal of the person, through ncurses. One at a time, used from one thread.
package final class NcursesTerminal: Terminal {
    package private(set) var size: Size
    package let capabilities: TerminalCapabilities
    /// The description that was found, for `amtspult diagnose`.
    package let name: String

    private var pairs: ColorPairs
    private var looks: [Look] = []
    private var theme: Theme?
    private var shown: Canvas?
    private var reader = InputReader()
    private var isClosed = false

    /// Whether the terminal of standard input and output can be opened, without opening it.
    /// - Returns: the name of the description that was found, and the size.
    package static func check(
        _ choice: TerminalChoice
    ) throws(TerminalStartError) -> (name: String, size: Size) {
        guard cn_is_terminal() else { throw .notATerminal }
        try setLocale(choice.locale)
        let name = try firstKnown(choice.names)
        let size = windowSize()
        // A serial line does not know its size; ncurses takes what the description says.
        if size.width > 0, !size.holds(.smallest) { throw .tooSmall(size) }
        return (name, size)
    }

    /// Opens the terminal of standard input and output.
    package init(_ choice: TerminalChoice) throws(TerminalStartError) {
        let name = try Self.check(choice).name
        guard cn_open(name, choice.usesColors) else { throw .failed }
        let isRich = Self.isRich(name)
        let isDirect = name.hasSuffix("-direct") && cn_colors() > 256
        pairs = ColorPairs(usesColors: choice.usesColors, isDirect: isDirect)
        capabilities = TerminalCapabilities(
            colors: pairs.depth, glyphs: Self.glyphs(name), mouse: cn_has_mouse(),
            bracketedPaste: isRich)
        self.name = name
        size = Self.windowSize()
        if isRich { cn_report_paste(true) }
        if capabilities.mouse { cn_capture_mouse(true) }
    }

    deinit { close() }

    private static func windowSize() -> Size {
        var width: Int32 = 0
        var height: Int32 = 0
        cn_window_size(&width, &height)
        return Size(Int(width), Int(height))
    }

    private static func setLocale(
        _ locale: TerminalChoice.Locale
    ) throws(TerminalStartError) {
        switch locale {
        case .charset(let charset):
            throw .charset(charset)
        case .wanted(let wanted):
            guard cn_set_locale(wanted) || cn_set_locale("C.UTF-8") else { throw .failed }
        }
        let codeset = String(cString: cn_codeset())
        if codeset != "UTF-8" { throw .charset(codeset) }
    }

    private static func firstKnown(_ names: [String]) throws(TerminalStartError) -> String {
        guard let asked = names.last(where: { !$0.isEmpty }) else { throw .noTerminalName }
        for name in names {
            switch cn_terminal_kind(name) {
            case 1: return name
            case 0: throw .lineTerminal(name)
            default: continue
            }
        }
        throw .unknownTerminal(asked)
    }

    /// Understands bracketed paste and focus reports, or at least ignores them.
    private static func isRich(_ name: String) -> Bool {
        !name.hasPrefix("vt") && !name.hasPrefix("linux") && !name.hasPrefix("ansi")
    }

    private static func glyphs(_ name: String) -> GlyphSet {
        if name.hasPrefix("linux") { return .console }
        return isRich(name) ? .full : .ascii
    }

    package var waker: TerminalWaker { TerminalWaker { cn_wake() } }

    // MARK: Painting

    package func present(_ canvas: Canvas, theme: Theme) {
        guard !isClosed else { return }
        if self.theme != theme {
            self.theme = theme
            looks = Tone.allCases.map { pairs.look(theme.style($0, capabilities.colors)) }
            shown = nil
        }
        let old = shown ?? Canvas(Size(0, 0))
        for change in canvas.diff(from: old) { put(change) }
        shown = canvas
        let cursor = canvas.cursor ?? Point(-1, -1)
        cn_show(Int32(min(cursor.x, size.width - 1)), Int32(min(cursor.y, size.height - 1)))
    }

    private func put(_ change: CanvasChange) {
        guard change.start.y < size.height else { return }
        var x = change.start.x
        // Blanks at the beginning take the look of the first letter.
        var before = change.cells.first { !$0.glyph.isSpace }.map { looks[$0.tone.index] }
        for cell in change.cells {
            let glyph = capabilities.glyphs.glyph(cell.glyph)
            let look = look(of: cell, after: before)
            if !cell.glyph.isContinuation, x + Int(cell.glyph.width) <= size.width {
                put(glyph, x, change.start.y, look)
                if glyph.width < cell.glyph.width { put(.space, x + 1, change.start.y, look) }
            }
            before = look
            x += 1
        }
    }

    /// A blank shows no foreground, so it takes the look before it where the ground is the same:
    /// each change of colours costs a slow line some twenty bytes. A line decides that by itself
    /// alone, so that one that scrolls is recognised.
    private func look(of cell: Cell, after before: Look?) -> Look {
        let own = looks[cell.tone.index]
        guard let before, cell.glyph.isSpace, own.isBlankLike(before) else { return own }
        return before
    }

    private func put(_ glyph: Glyph, _ x: Int, _ y: Int, _ look: Look) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3) { buffer in
            let count = glyph.copyScalars(to: buffer)
            cn_put(
                Int32(x), Int32(y), buffer.baseAddress, Int32(count), Int32(glyph.width),
                look.attributes, look.pair)
        }
    }

    // MARK: Input

    package func events(within milliseconds: Int?) -> [InputEvent] {
        guard !isClosed else { return [.hangup] }
        let asked = milliseconds.map { Int32(clamping: $0) }
        let patience = reader.patience(now: cn_milliseconds())
        let found = cn_wait(Self.shorter(asked, patience) ?? -1)
        var events: [InputEvent] = []
        if found & Int32(CN_SIGNAL) != 0 { takeSignals(&events) }
        if found & Int32(CN_INPUT) != 0 || patience != nil {
            let (read, count) = reader.readAll()
            events += read
            if reader.wantsStop { stop(&events) }
            if count == 0, found & Int32(CN_INPUT) != 0, cn_is_at_end() { events.append(.hangup) }
        }
        if found & Int32(CN_GONE) != 0, !events.contains(.hangup) { events.append(.hangup) }
        if found & Int32(CN_WOKEN) != 0 { events.append(.woken) }
        return events
    }

    private static func shorter(_ first: Int32?, _ second: Int32?) -> Int32? {
        guard let first else { return second }
        return second.map { min(first, $0) } ?? first
    }

    private func takeSignals(_ events: inout [InputEvent]) {
        var isResized = false
        while true {
            switch UInt8(bitPattern: cn_next_signal()) {
            case 0:
                if isResized { resize(&events) }
                return
            case UInt8(ascii: "w"): isResized = true
            case UInt8(ascii: "h"): events.append(.hangup)
            case UInt8(ascii: "t"): events.append(.terminate)
            case UInt8(ascii: "z"): stop(&events)
            default: break
            }
        }
    }

    private func resize(_ events: inout [InputEvent]) {
        let new = Self.windowSize()
        guard new != size else { return }
        size = new
        cn_resize(Int32(new.width), Int32(new.height))
        shown = nil
        events.append(.resized(new))
    }

    private func stop(_ events: inout [InputEvent]) {
        suspend()
        resize(&events)
        events.append(.resumed)
    }

    package func suspend() {
        guard !isClosed else { return }
        cn_stop_here()
        shown = nil
    }

    // MARK: The rest

    package func captureMouse(_ on: Bool) {
        if !isClosed, capabilities.mouse { cn_capture_mouse(on) }
    }

    package func title(_ words: StaticString) {
        guard !isClosed, capabilities.bracketedPaste else { return }
        cn_set_title(UnsafeRawPointer(words.utf8Start).assumingMemoryBound(to: CChar.self))
    }

    /// Longest OSC 52 text in base64 that terminals are known to take.
    private static let clipboardLimit = 74_994

    package func copy(_ text: SafeText) -> Bool {
        let encoded = Base64.encode(Array(text.plain.utf8))
        guard !isClosed, capabilities.bracketedPaste, encoded.utf8.count <= Self.clipboardLimit
        else { return false }
        let bytes = "\u{1B}]52;c;\(encoded)\u{07}"
        return cn_write_raw(bytes, Int32(bytes.utf8.count))
    }

    package func close() {
        guard !isClosed else { return }
        isClosed = true
        cn_close()
    }
}
