import TextCanvas

/// What the probe shows, shared with the tests that compare.
enum ProbeLook {
    /// All attributes and many pairs of colours, on a ground as a real theme has it.
    static let theme = Theme(name: "probe", title: "Probe", isLight: false) { tone, depth in
        switch (tone, depth) {
        case (.selection, .mono): Style(.standard, on: .standard, .reverse)
        case (_, .mono): Style()
        case (.selection, .ansi16): Style(.indexed(15), on: .indexed(4))
        case (.selection, .indexed256): Style(.indexed(231), on: .indexed(24))
        case (.selection, .trueColor): Style(.rgb(255, 255, 255), on: .rgb(18, 52, 86))
        case (.statusBar, .ansi16): Style(.indexed(0), on: .indexed(7))
        case (.dim, .indexed256): Style(.indexed(249), on: .indexed(234))
        case (.overdue, .indexed256): Style(.indexed(210), on: .indexed(234))
        case (.heading, .indexed256): Style(.indexed(111), on: .indexed(234), .bold)
        case (.link, .indexed256): Style(.indexed(111), on: .indexed(234), .underline)
        case (.danger, .indexed256): Style(.standard, on: .standard, [.bold, .underline])
        case (.demo, .indexed256): Style(.standard, on: .indexed(88), .reverse)
        case (.notice, .indexed256): Style(.indexed(120), on: .standard, .italic)
        case (.hostile, _): Style(.standard, on: .standard, .reverse)
        case (_, .indexed256): Style(.indexed(254), on: .indexed(234))
        default: Style()
        }
    }

    static let tones: [Tone] = [
        .text, .dim, .overdue, .heading, .link, .danger, .demo, .notice, .selection, .hostile,
    ]
    private static let words = ["Linz", "Straße", "東京", "a", "  ", "─", "x\u{301}y", "👍", "      "]

    static func randomCanvas(_ size: Size, seed: UInt64) -> Canvas {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var canvas = Canvas(size)
        for _ in 0..<random(400) {
            canvas.write(
                words[random(words.count)], at: Point(random(size.width), random(size.height)),
                tone: tones[random(tones.count)])
        }
        return canvas
    }
}
