import CNcurses
import TextCanvas

/// Makes events of what ncurses read: joins Esc with the letter after it, gathers pastes, and
/// finds double clicks.
struct InputReader {
    /// A stop (Ctrl-Z) was typed.
    private(set) var wantsStop = false
    private var paste: String?
    private var pasteLength = 0
    private var pasteTouched: Int64 = 0
    private var lastPress: (at: Point, when: Int64)?

    /// A paste whose end never comes is taken as it is after this many milliseconds of silence.
    static let pasteSilence: Int64 = 1_000
    private static let doubleClick: Int64 = 400

    /// Milliseconds after which a paste is given up, if one is open.
    func patience(now: Int64) -> Int32? {
        paste == nil ? nil : Int32(max(0, pasteTouched + Self.pasteSilence - now))
    }

    /// Everything that is there.
    mutating func readAll() -> (events: [InputEvent], count: Int) {
        wantsStop = false
        var events: [InputEvent] = []
        var count = 0
        while !wantsStop {
            let input = cn_read()
            if input.kind == Int32(CN_NONE.rawValue) { break }
            count += 1
            take(input, &events)
        }
        if paste != nil {
            let now = cn_milliseconds()
            if count > 0 {
                pasteTouched = now
            } else if now - pasteTouched >= Self.pasteSilence, let event = endPaste() {
                events.append(event)
            }
        }
        return (events, count)
    }

    private mutating func take(_ input: cn_input, _ events: inout [InputEvent]) {
        let kind = cn_kind(UInt32(bitPattern: input.kind))
        if paste != nil {
            if let event = takeInPaste(input, kind) { events.append(event) }
            return
        }
        switch kind {
        case CN_CHARACTER where input.value == 0x1B: takeEscape(&events)
        case CN_CHARACTER: if let key = typed(input.value) { events.append(.key(key)) }
        case CN_PASTE_BEGIN:
            paste = ""
            pasteLength = 0
            pasteTouched = cn_milliseconds()
        default: if let event = event(input, kind) { events.append(event) }
        }
    }

    private mutating func takeInPaste(_ input: cn_input, _ kind: cn_kind) -> InputEvent? {
        if kind == CN_PASTE_END { return endPaste() }
        guard kind == CN_CHARACTER, let scalar = Unicode.Scalar(input.value),
            pasteLength < InputLimits.paste
        else { return nil }
        switch scalar.value {
        case 0x0D: paste?.append("\n")
        case 0x0A, 0x09: paste?.unicodeScalars.append(scalar)
        case 0..<0x20, 0x7F..<0xA0: return nil
        default: paste?.unicodeScalars.append(scalar)
        }
        pasteLength += 1
        return nil
    }

    private mutating func endPaste() -> InputEvent? {
        defer { paste = nil }
        guard let text = paste, !text.isEmpty else { return nil }
        return .paste(text)
    }

    /// Esc with a letter or the backspace right behind it is that key with Alt; Esc and a digit is a
    /// function key, for keyboards without them. All else behind it stands for itself: a terminal
    /// names Alt with a function key or an arrow in the sequence of that key, so Esc was typed ahead.
    private mutating func takeEscape(_ events: inout [InputEvent]) {
        let next = cn_read()
        let kind = cn_kind(UInt32(bitPattern: next.kind))
        if kind == CN_KEY, cn_key(next.value) == CN_BACKSPACE {
            events.append(.key(KeyEvent(.backspace, .alt)))
            return
        }
        guard kind == CN_CHARACTER, next.value != 0x1B, next.value != 0x1A,
            var key = typed(next.value)
        else {
            events.append(.key(KeyEvent(.escape)))
            take(next, &events)
            return
        }
        if case .character(let digit) = key.key, let number = digit.wholeNumberValue, digit.isASCII
        {
            events.append(.key(KeyEvent(.function(number == 0 ? 10 : number))))
            return
        }
        key.modifiers.insert(.alt)
        events.append(.key(key))
    }

    private mutating func typed(_ value: UInt32) -> KeyEvent? {
        switch value {
        case 0: return .ctrl(" ")
        case 0x08, 0x7F: return KeyEvent(.backspace)
        case 0x09: return KeyEvent(.tab)
        case 0x0A, 0x0D: return KeyEvent(.enter)
        case 0x1A:
            wantsStop = true
            return nil
        case 0x01..<0x1B: return Unicode.Scalar(value + 0x60).map { .ctrl(Character($0)) }
        case 0x1B: return KeyEvent(.escape)
        case 0x1C..<0x20: return Unicode.Scalar(value + 0x40).map { .ctrl(Character($0)) }
        case 0x80..<0xA0: return nil
        default: return Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    private mutating func event(_ input: cn_input, _ kind: cn_kind) -> InputEvent? {
        let modifiers = KeyModifiers(rawValue: UInt8(truncatingIfNeeded: input.modifiers))
        switch kind {
        case CN_FUNCTION: return .key(KeyEvent(.function(Int(input.value)), modifiers))
        case CN_KEY: return Self.key(cn_key(input.value)).map { .key(KeyEvent($0, modifiers)) }
        case CN_FOCUS_IN: return .focus(true)
        case CN_FOCUS_OUT: return .focus(false)
        case CN_MOUSE: return mouse(input, modifiers)
        default: return nil
        }
    }

    private static func key(_ key: cn_key) -> Key? {
        switch key {
        case CN_UP: .up
        case CN_DOWN: .down
        case CN_LEFT: .left
        case CN_RIGHT: .right
        case CN_PAGE_UP: .pageUp
        case CN_PAGE_DOWN: .pageDown
        case CN_HOME: .home
        case CN_END: .end
        case CN_TAB: .tab
        case CN_ENTER: .enter
        case CN_BACKSPACE: .backspace
        case CN_DELETE: .delete
        case CN_INSERT: .insert
        default: nil
        }
    }

    private mutating func mouse(_ input: cn_input, _ modifiers: KeyModifiers) -> InputEvent {
        let place = Point(Int(input.x), Int(input.y))
        let buttons: [MouseEvent.Button] = [.none, .left, .middle, .right]
        let button = buttons[min(max(0, Int(input.button)), 3)]
        var action: MouseEvent.Action =
            switch Int(input.action) {
            case CN_WHEEL_UP: .wheelUp
            case CN_WHEEL_DOWN: .wheelDown
            case CN_RELEASE: .release
            default: .press
            }
        if action == .press, button == .left {
            let now = cn_milliseconds()
            if let last = lastPress, last.at == place, now - last.when <= Self.doubleClick {
                action = .doubleClick
                lastPress = nil
            } else {
                lastPress = (place, now)
            }
        }
        return .mouse(MouseEvent(action, button, at: place, modifiers))
    }
}
