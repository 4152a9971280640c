import CPosix
import Foundation
import Measuring

/// A line at once, also into a file.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// Measures the built service: `amtszentrale-bench [last|anfang] [--NAME WERT …]`.
func run(_ arguments: [String]) throws -> Int32 {
    var program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("amtszentrale").path
    var folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("amtszentrale-bench").path
    var plan = LoadMeasure.Plan()
    var cases = 200_000
    var rest = arguments[...]
    let what = rest.first.map { $0.hasPrefix("--") } ?? true ? "alles" : rest.removeFirst()
    while let option = rest.popFirst() {
        guard let value = rest.popFirst() else { throw Trouble("Nach \(option) fehlt der Wert.") }
        switch (option, Int(value)) {
        case ("--programm", _): program = URL(fileURLWithPath: value).path
        case ("--ordner", _): folder = URL(fileURLWithPath: value).path
        case ("--plaetze", let number?): plan.desks = number
        case ("--einheiten", let number?): plan.units = number
        case ("--rate", let number?): plan.rate = number
        case ("--sekunden", let number?): plan.seconds = number
        case ("--ruhe", let number?): plan.rest = number
        case ("--faelle", let number?): cases = number
        default: throw Trouble("Die Option \(option) \(value) gibt es nicht.")
        }
    }
    guard system_raise_files(65_536) >= plan.desks * 3 else {
        throw Trouble("Es dürfen zu wenige Dateien offen sein: ulimit -Hn")
    }
    var figures: [Figure] = []
    if ["alles", "last"].contains(what) {
        figures += try LoadMeasure(plan: plan, program: program, folder: folder + "/last").figures()
    }
    if ["alles", "anfang"].contains(what) {
        figures += try BeginMeasure(cases: cases, program: program, folder: folder + "/anfang")
            .figures()
    }
    say(Figure.head)
    for figure in figures { say(figure.line) }
    return figures.contains(where: \.isMissed) ? 1 : 0
}

do {
    exit(try run(Array(CommandLine.arguments.dropFirst())))
} catch let trouble as Trouble {
    FileHandle.standardError.write(Data((trouble.sentence + "\n").utf8))
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
}
exit(2)
