import Foundation
import Testing

/// The screens in the handbook and the README are what the demo city shows.
///
/// Above each stands how to get there, in a comment that a reader does not see: the size of the
/// window and what is typed. A page has one city; each screen goes on from the one above it.
///
///     <!-- Bild 100x26: / "zubau carport" Enter «Akt» -->    waits for a word on the screen
///     <!-- Bild 100x26 leitung: a -->                         as a supervisor
///
/// `RECORD_SNAPSHOTS=1` writes the pages and fails once, so that nobody records by mistake.
@Suite struct HandbookScreenTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let pages: [String] = {
        let folder = root.appendingPathComponent("docs/handbuch")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return (["README.md"] + names.filter { $0.hasSuffix(".md") }.map { "docs/handbuch/" + $0 })
            .filter { page in
                let text = try? String(
                    contentsOf: root.appendingPathComponent(page), encoding: .utf8)
                return text?.contains(Picture.sign) == true
            }.sorted()
    }()

    @Test func thereArePages() { #expect(Self.pages.count >= 6) }

    @Test(arguments: pages) func theScreensOfAPageAreTrue(_ page: String) throws {
        let file = Self.root.appendingPathComponent(page)
        let before = try String(contentsOf: file, encoding: .utf8)
        var lines = before.components(separatedBy: "\n")
        var terminal: PseudoTerminal?
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            guard lines[index].hasPrefix(Picture.sign) else { continue }
            let picture = try #require(Picture(lines[index]), "\(page):\(index + 1)")
            let fence = index + 1
            try #require(fence < lines.count && lines[fence] == "```", "\(page):\(fence + 1)")
            let close = try #require(lines[(fence + 1)...].firstIndex(of: "```"))
            let written = Array(lines[(fence + 1)..<close])
            let desk = try picture.open(in: &terminal)
            try picture.play(on: desk)
            if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
                lines.replaceSubrange((fence + 1)..<close, with: Picture.screen(of: desk))
            } else {
                // The last answer may still be on its way.
                _ = desk.wait { Picture.screen(of: desk) == written }
                #expect(
                    written == Picture.screen(of: desk),
                    "\(page):\(fence + 1) is not what the screen shows")
            }
        }
        let after = lines.joined(separator: "\n")
        if after != before {
            try after.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded the screens of \(page)")
        }
    }
}

/// A screen of a page: where it starts and what is typed.
private struct Picture {
    static let sign = "<!-- Bild "
    var size: (width: Int32, height: Int32)
    var role: String?
    var moves: [Move] = []

    enum Move {
        case key(Key)
        case wait(String)
    }

    init?(_ line: String) {
        guard line.hasPrefix(Self.sign), line.hasSuffix("-->"),
            let colon = line.firstIndex(of: ":")
        else { return nil }
        let head = line[..<colon].dropFirst(Self.sign.count).split(separator: " ")
        let numbers = head.first?.split(separator: "x").compactMap { Int32($0) } ?? []
        guard numbers.count == 2 else { return nil }
        size = (numbers[0], numbers[1])
        role = head.dropFirst().first.map(String.init)
        guard let moves = Self.moves(line[line.index(after: colon)...].dropLast(3)) else {
            return nil
        }
        self.moves = moves
    }

    /// Names of keys between spaces, letters as they are, text to type between "", to wait for
    /// between «».
    private static func moves(_ text: Substring) -> [Move]? {
        var moves: [Move] = []
        for match in text.matches(of: /"([^"]*)"|«([^»]*)»|[^ ]+/) {
            if let typed = match.1 {
                moves.append(.key(.text(String(typed))))
            } else if let awaited = match.2 {
                moves.append(.wait(String(awaited)))
            } else if let key = Self.key(String(match.0)) {
                moves.append(.key(key))
            } else {
                return nil
            }
        }
        return moves
    }

    private static let named: [String: Key] = [
        "Enter": .enter, "Esc": .esc, "Tab": .tab, "Umschalt-Tab": .backTab, "Leertaste": .space,
        "↑": .up, "↓": .down,
        "Ende": .end, "Pos1": .home, "Bild↓": .pageDown, "Strg-U": .control("U"),
        "Strg-S": .control("S"),
    ]

    private static func key(_ name: String) -> Key? {
        if let key = named[name] { return key }
        if name.first == "F", let number = Int(name.dropFirst()) { return .f(number) }
        return name.count == 1 ? .text(name) : nil
    }

    /// The desk of the page at this picture's size; the first picture of a page opens it.
    func open(in terminal: inout PseudoTerminal?) throws -> PseudoTerminal {
        if let terminal {
            if (terminal.width, terminal.height) != size {
                terminal.resize(size.width, size.height)
            }
            return terminal
        }
        let opened = try PseudoTerminal(
            ["demo"] + (role.map { ["--rolle", $0] } ?? []), in: Sandbox(),
            width: size.width, height: size.height)
        let words = ["Arbeitsvorrat", "nach Frist", "Stand:"]
        try #require(
            opened.wait(atMost: 180) { words.allSatisfy(opened.text.contains) },
            "the city does not open:\n\(opened.text)")
        terminal = opened
        return opened
    }

    /// Types the keys one after the other, as a person does who waits for the answer.
    func play(on terminal: PseudoTerminal) throws {
        terminal.settle()
        for move in moves {
            switch move {
            case .key(let key): terminal.send(key)
            case .wait(let words): try terminal.expect(words)
            }
            terminal.settle()
        }
        try terminal.expectGone("wird gesucht")
        terminal.settle()
    }

    /// The clock of the city goes on from 09:14; the pages stand still.
    static func screen(of terminal: PseudoTerminal) -> [String] {
        terminal.text.replacing(/(\d{2}\.\d{2}\.\d{4}) \d{2}:\d{2}\n/) { "\($0.1) 09:14\n" }
            .components(separatedBy: "\n")
            .map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }
}
