extension Canvas {
    /// The screen as lines of text, without the spaces at their ends.
    package func text() -> String {
        (0..<size.height).map(lineText).joined(separator: "\n") + "\n"
    }

    /// One line without the spaces at its end.
    package func lineText(_ y: Int) -> String {
        var result = ""
        for cell in line(y) where !cell.glyph.isContinuation { result += cell.text }
        while result.hasSuffix(" ") { result.removeLast() }
        return result
    }

    /// The screen as lines of text, each followed by a line that names the tones in it
    /// (`~ 0-4 title  6-9 overdue`, columns from 0, plain text left out).
    package func textWithTones() -> String {
        var result = ""
        for y in 0..<size.height {
            result += lineText(y) + "\n"
            let runs = toneRuns(y).filter { $0.tone != .text }
            guard !runs.isEmpty else { continue }
            result += "~ "
            result += runs.map {
                "\($0.columns.lowerBound)-\($0.columns.upperBound) \($0.tone.name)"
            }
            .joined(separator: "  ")
            result += "\n"
        }
        if let cursor { result += "@ \(cursor.x),\(cursor.y)\n" }
        return result
    }

    private func toneRuns(_ y: Int) -> [(columns: ClosedRange<Int>, tone: Tone)] {
        var runs: [(columns: ClosedRange<Int>, tone: Tone)] = []
        for (x, cell) in line(y).enumerated() {
            if let last = runs.last, last.tone == cell.tone {
                runs[runs.count - 1].columns = last.columns.lowerBound...x
            } else {
                runs.append((x...x, cell.tone))
            }
        }
        return runs
    }
}
