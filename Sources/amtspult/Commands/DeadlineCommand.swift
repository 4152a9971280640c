import ArgumentParser
import Casework
import ShellLanguage
import SyncProtocol

/// `amtspult frist`: the calculator on the command line.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frist",
        abstract: "Berechnet eine Frist und erklärt jeden Schritt.",
        discussion: """
            Dauern: 14D, 4W, 6M, 3Y. Eine Kette wird mit + und , geschrieben: \
            --regel EZUST_DEEMED+AVG_SHIFT --dauer NEXT_WERKTAG,4W.
            """)

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("der Tag des Ereignisses", valueName: "tag"))
    var ab: String

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die Dauer, zum Beispiel 4w", valueName: "dauer"))
    var dauer: String

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("die Regel; ohne Angabe AVG_SHIFT", valueName: "regel"))
    var regel = DeadlineRule.avgShift.rawValue

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "wie Unklares im Recht beantwortet wird, zum Beispiel samstag_werktag_post=ja",
            valueName: "name=wert"))
    var annahme: [String] = []

    @Flag(name: .long, help: "Ausgabe als JSON")
    var json = false

    func run() throws {
        guard let start = CivilDay(iso: ab) ?? CivilDay(input: ab, relativeTo: Clock.today)
        else {
            throw Ending(.usage, "„\(ab)“ ist kein Tag. Beispiel: 2026-11-26 oder 26.11.2026.")
        }
        let run = try computed(from: start)
        Standard.out(json ? document(run).text : text(run))
    }

    private func computed(from start: CivilDay) throws -> DeadlineRun {
        do {
            let formula = try DeadlineFormula(rule: regel, period: dauer)
            var assumptions = Assumptions()
            for text in annahme { try assumptions.set(text) }
            return try compute(formula, from: start, assumptions: assumptions)
        } catch let error as FormulaError {
            throw Ending(.usage, error.sentence)
        } catch let fault as DeadlineFault {
            throw Ending(.usage, fault.sentence)
        }
    }

    private func text(_ run: DeadlineRun) -> String {
        ([run.end.austrianWithWeekday] + run.explanation.map { "  " + $0 }
            + run.remarks.map { "  Hinweis: " + $0 })
            .joined(separator: "\n")
    }

    private func document(_ run: DeadlineRun) -> JSONValue {
        var members: [String: JSONValue] = [
            "end": run.end.wire, "nominal": run.nominal.wire,
            "steps": .array(run.steps.map(step)),
        ]
        if !run.alternatives.isEmpty {
            members["alternatives"] = .array(
                run.alternatives.map { ["setting": $0.setting.wire, "end": $0.end.wire] })
        }
        if !run.remarks.isEmpty { members["remarks"] = run.remarks.wire }
        return .object(members)
    }

    private func step(_ step: DeadlineStep) -> JSONValue {
        [
            "rule": step.rule.rawValue.wire, "source": step.source.wire, "from": step.from.wire,
            "to": step.to.wire, "because": step.because.wire,
        ]
    }
}
