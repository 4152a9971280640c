import Foundation
import Testing

/// Forms and tabs by keys, as a person fills them in.
extension PseudoTerminal {
    /// Goes to the field with this label and types.
    func fill(
        _ label: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try goTo(label, sourceLocation: sourceLocation)
        send(.control("u"), .control("k"), .text(text))
        try expect(text, sourceLocation: sourceLocation)
    }

    /// Goes to the field with this label and takes a value from its list.
    func choose(
        _ label: String, _ title: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try goTo(label, sourceLocation: sourceLocation)
        send(.f(4))
        try expect("tippen zum Suchen", sourceLocation: sourceLocation)
        send(.text(title), .enter)
        let chosen = wait { self.field(label)?.contains("‹ \(title)") == true }
        try #require(chosen, "\(title) in \(label):\n\(text)", sourceLocation: sourceLocation)
    }

    /// Answers the question of the field with this label.
    func say(
        yes: Bool, to label: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try goTo(label, sourceLocation: sourceLocation)
        send(yes ? "j" : "n")
        settle(quiet: 60)
    }

    private func goTo(_ label: String, sourceLocation: SourceLocation) throws {
        for _ in 0..<70 {
            if field(label) != nil { return }
            let before = text
            send(.tab)
            _ = wait(atMost: 2) { self.text != before }
            settle(quiet: 30)
        }
        try #require(Bool(false), "no field \(label):\n\(text)", sourceLocation: sourceLocation)
    }

    /// The line of the field with this label, if the cursor is in it.
    private func field(_ label: String) -> String? {
        lines.first { $0.contains("▸ \(label)") }
    }

    /// Opens the tab with this name in a case.
    func openTab(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        // A change from the shell redraws the tabs too: a key more than there are tabs may be
        // needed, and the screen must be at rest before the next one.
        for _ in 0..<24 {
            settle(quiet: 60)
            if text.contains("▸\(name)") { return }
            let before = lines[3]
            send(.tab)
            _ = wait(atMost: 2) { self.lines[3] != before }
        }
        try #require(Bool(false), "no tab \(name):\n\(text)", sourceLocation: sourceLocation)
    }

    /// Opens a case by its number.
    func openCase(_ number: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        send("/")
        try expect("Suche", sourceLocation: sourceLocation)
        settle()
        send(.control("u"), .control("k"), .text(number))
        settle()
        send(.enter)
        try expect("Übersicht", "\(number) ", sourceLocation: sourceLocation)
        settle()
    }

    /// Records how the letter under this title went out.
    func deliver(
        _ letter: String, by channel: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try openTab("Schriftstücke", sourceLocation: sourceLocation)
        try expect(letter, "trägt die Zustellung ein", sourceLocation: sourceLocation)
        settle()
        send(.home)
        for _ in 0..<12 {
            if lines.contains(where: {
                $0.contains("▸") && $0.contains("nicht abgefertigt · Enter")
            }) {
                break
            }
            send(.down)
            settle(quiet: 80)
        }
        send(.enter)
        try expect("Zustellung an", sourceLocation: sourceLocation)
        send(.text(channel), .enter)
        try expect("abgefertigt am", sourceLocation: sourceLocation)
        send(.control("s"))
        try expect("gespeichert", sourceLocation: sourceLocation)
    }
}
