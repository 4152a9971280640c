import Foundation
import Measuring

/// From the key to the frame, and what it costs on the line, at the real program.
struct KeyMeasure {
    var stock: Stock

    func figures() throws -> [Figure] {
        let echo = try answers(of: ["/bin/cat"], times: 200)
        let steady = try answers(of: [CommandLine.arguments[0], Steady.option], times: 400)
        let desk = try open()
        // The preview is on in what follows first; where the last run was cut off, it is not.
        if desk.answer(to: Keys.down).bytes < 400 { _ = desk.answer(to: "v") }
        var all = Sample()
        var processor = Sample()
        var settled = Sample()
        func press(_ key: String, _ times: Int) -> Sample {
            var bytes = Sample()
            for _ in 0..<times {
                let answer = desk.answer(to: key)
                guard answer.bytes > 0 else { continue }
                all.values.append(answer.first)
                settled.values.append(answer.last)
                processor.values.append(answer.processor)
                bytes.values.append(Double(answer.bytes))
            }
            return bytes
        }
        let previewed = press(Keys.down, 100)
        _ = press("v", 1)
        let down = press(Keys.down, 150)
        let up = press(Keys.up, 50)
        let page = press(Keys.pageDown, 40)
        _ = press("v", 1)
        _ = press(Keys.end, 1)
        _ = press(Keys.home, 1)
        for _ in 0..<15 {
            _ = press("\r", 1)
            _ = press("\t", 3)
            _ = press(Keys.down, 3)
            _ = press("\u{1b}", 1)
        }
        try desk.leave("Q")
        let moves = Sample(down.values + up.values)
        return [
            Figure(
                name: "Taste bis Bild, Median", value: all.median, unit: "ms", anchor: echo.median,
                budget: 5, lessAnchor: true),
            Figure(
                name: "Taste bis Bild, p99", value: all.p99, unit: "ms",
                anchor: steady.p99 - steady.median,
                budget: 8, lessAnchor: true),
            Figure(name: "Taste bis Ruhe, Median", value: settled.median, unit: "ms"),
            Figure(name: "Rechenzeit je Taste, Median", value: processor.median, unit: "ms"),
            Figure(name: "Rechenzeit je Taste, p99", value: processor.p99, unit: "ms"),
            Figure(
                name: "Bytes je Zeigerbewegung 120×40, Median", value: moves.median, unit: "B",
                budget: 300),
            Figure(
                name: "Bytes je Zeigerbewegung mit Vorschau, Median", value: previewed.median,
                unit: "B"),
            Figure(name: "Bytes je Zeigerbewegung, p99", value: moves.p99, unit: "B"),
            Figure(name: "Bytes je Seite, Median", value: page.median, unit: "B"),
        ]
    }

    /// What the desk uses while nobody does anything.
    func idle() throws -> Figure {
        let desk = try open()
        desk.settle(2_000)
        let before = desk.wholeProcessorTime
        desk.settle(4_000)
        let used = desk.wholeProcessorTime - before
        try desk.leave("Q")
        return Figure(
            name: "Rechenzeit in Ruhe, je Sekunde", value: used / 4, unit: "ms", budget: 3)
    }

    /// From the start of the program to its first frame, and to the first rows.
    func start() throws -> [Figure] {
        var frame = Sample()
        var rows = Sample()
        var nothing = Sample()
        for _ in 0..<12 {
            let begin = Line.now
            let desk = try line()
            if let at = desk.seconds(until: "Arbeitsvorrat", from: begin) {
                frame.values.append(at)
            }
            _ = desk.answer(to: "2")
            desk.settle(50)
            try desk.leave("Q")
            let again = Line.now
            let empty = try Line(
                ["/bin/echo", "bereit"], environment: stock.environment, width: 120, height: 40)
            if let at = empty.seconds(until: "bereit", from: again) { nothing.values.append(at) }
        }
        for _ in 0..<5 {
            let begin = Line.now
            let desk = try line()
            if let at = desk.seconds(until: "/202", from: begin) { rows.values.append(at) }
            try desk.leave("Q")
        }
        return [
            Figure(
                name: "Start bis erstes Bild, Median", value: frame.median, unit: "ms",
                anchor: nothing.median, budget: 60, lessAnchor: true),
            Figure(name: "Start bis erste Zeilen, Median", value: rows.median, unit: "ms"),
        ]
    }

    /// A desk in the list that holds most.
    private func open() throws -> Line {
        let desk = try line()
        guard desk.seconds(until: "Arbeitsvorrat", from: Line.now) != nil else {
            throw Line.Failure(sentence: "Der Arbeitsplatz ist nicht aufgegangen.")
        }
        desk.settle()
        _ = desk.answer(to: "2")
        desk.settle()
        return desk
    }

    private func line() throws -> Line {
        try Line(
            [stock.program] + stock.place, environment: stock.environment, width: 120, height: 40)
    }

    /// The same line with a program behind it that is none.
    private func answers(of program: [String], times: Int) throws -> Sample {
        let command = (["exec"] + program).joined(separator: " ")
        let line = try Line(
            ["/bin/sh", "-c", "stty raw -echo; printf bereit; \(command)"],
            environment: stock.environment, width: 120, height: 40)
        guard line.seconds(until: "bereit", from: Line.now) != nil else { return Sample() }
        line.settle(100)
        return Sample((0..<times).map { _ in line.answer(to: Keys.down, quiet: 2).first })
    }
}

enum Keys {
    static let down = "\u{1b}OB"
    static let up = "\u{1b}OA"
    static let pageDown = "\u{1b}[6~"
    static let home = "\u{1b}OH"
    static let end = "\u{1b}OF"
}
