import Casework
import Foundation
import HTTPTransport
import Measuring
import SyncProtocol

/// Many workstations that listen, and acts at a steady rate: how long an act takes to its
/// verdict, and to the workstations it concerns.
struct LoadMeasure {
    struct Plan: Sendable {
        var desks = 2_000
        var units = 100
        var cases = 10_000
        var rate = 200
        var seconds = 60
        /// Milliseconds that a desk rests at most before it asks anew.
        var rest = 250
        /// Workstations of those that act, so many in each second.
        var actors = 200
    }

    let plan: Plan
    let program: String
    let folder: String

    func figures() throws -> [Figure] {
        let town = try Town(
            folder: folder, desks: plan.desks, units: plan.units, cases: plan.cases)
        let service = try Service(program: program, folder: folder)
        defer { service.stop() }
        let crowd = try Crowd(town, port: service.port, rest: plan.rest, actors: plan.actors)
        try crowd.connect()
        let idle = service.memory.now
        crowd.listen()
        let cpu = service.processorSeconds
        let begin = tick()
        let answers = try crowd.act(rate: plan.rate, seconds: plan.seconds)
        let share = (service.processorSeconds - cpu) * 100_000 / (tick() - begin)
        Thread.sleep(forTimeInterval: 2)
        let hints = crowd.hints
        let memory = service.memory
        let disk = Disk.anchor(in: folder)
        say(
            "\(plan.desks) Arbeitsplätze in \(plan.units) Einheiten, \(plan.rate) Handlungen/s, "
                + "\(plan.seconds) s: \(answers.values.count) beantwortet; "
                + "\(hints.values.count) Hinweise; Prozessor der Zentrale \(Int(share)) %")
        for (failure, count) in crowd.failures.sorted(by: { $0.value > $1.value }) {
            say("  \(count) mal \(failure)")
        }
        return [
            Figure(
                name: "Handlung bis zum Ergebnis, Median", value: answers.median, unit: "ms",
                anchor: disk.median),
            Figure(
                name: "Handlung bis zum Ergebnis, p99", value: answers.p99, unit: "ms",
                anchor: disk.p99, budget: 100),
            Figure(
                name: "bis zu anderen Arbeitsplätzen, Median", value: hints.median, unit: "ms"),
            Figure(
                name: "bis zu anderen Arbeitsplätzen, p99", value: hints.p99, unit: "ms",
                budget: 500),
            Figure(name: "Speicher, verbunden und in Ruhe", value: idle, unit: "MB"),
            Figure(
                name: "Speicher der Zentrale, Spitze", value: memory.peak, unit: "MB",
                budget: 400),
        ]
    }
}

/// What the disk takes to keep four kilobytes: the least that an act can take.
enum Disk {
    static func anchor(in folder: String) -> Sample {
        let path = folder + "/anker"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { return Sample() }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let block = Data(repeating: 7, count: 4_096)
        return Sample(
            (0..<300).map { _ in
                let start = tick()
                try? file.write(contentsOf: block)
                try? file.synchronize()
                return tick() - start
            })
    }
}
