import Casework
import Foundation
import HTTPTransport
import Measuring
import NIOCore
import NIOPosix
import SyncProtocol

/// Workstations over real connections, each with its own certificate: all wait for news, and some
/// of them act beside it.
final class Crowd: Sendable {
    private struct Actor: Sendable {
        var seat: Town.Seat
        var way: HTTPCentre
        let counter = Shared(0)
    }

    private let town: Town
    private let port: Int
    private let rest: Int
    private let actors: [Actor]
    /// One thread: the load must leave the service a processor.
    private let threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let lines = Shared<[any Channel]>([])
    private let sent = Shared<[ActID: (due: Double, device: DeviceID)]>([:])
    private let arrived = Shared<[Double]>([])
    private let failed = Shared<[String: Int]>([:])

    init(_ town: Town, port: Int, rest: Int, actors count: Int) throws {
        self.town = town
        self.port = port
        self.rest = rest
        guard let address = CentreAddress("https://localhost:\(port)") else {
            throw Trouble("Adresse")
        }
        actors = try town.seats.prefix(count).map { seat in
            let way = try HTTPCentre(address: address, identity: seat.identity)
            way.goOn(with: seat.tokens)
            return Actor(seat: seat, way: way)
        }
    }

    var hints: Sample { Sample(arrived.value) }
    /// What went wrong, and how often.
    var failures: [String: Int] { failed.value }

    private func note(_ failure: String) { failed.change { $0[failure, default: 0] += 1 } }

    /// All connections are made before anything is measured.
    func connect() throws {
        try everywhere(0..<actors.count, threads: 8) { [actors] in
            _ = try actors[$0].way.session()
        }
        for seat in town.seats {
            let ear = WaitingLine.Ear(
                heard: { [self] acts in hear(acts, at: seat.device) },
                failed: { [self] failure in note("Warten: \(failure)") })
            let line = try WaitingLine.open(
                seat, town, port: port, rest: rest, ear: ear, on: threads.next()
            ).wait()
            lines.change { $0.append(line) }
        }
    }

    /// Every desk waits for news when this returns. They do not all begin in the same moment.
    func listen() {
        let time = 4_000.0
        for line in lines.value {
            line.pipeline.fireUserInboundEventTriggered(
                WaitingLine.Begin.after(Int64.random(in: 1...Int64(time))))
        }
        Thread.sleep(forTimeInterval: time / 1_000 + 2)
    }

    private func hear(_ acts: [ActID], at device: DeviceID) {
        guard !acts.isEmpty else { return }
        let now = tick()
        let begun = sent.change { known in
            acts.compactMap { known[$0] }.filter { $0.device != device }.map(\.due)
        }
        arrived.change { $0 += begun.map { now - $0 } }
    }

    /// Acts at a steady rate, whether those before are answered or not; as often as all together
    /// renew a log-in that holds a quarter of an hour, one does so.
    ///
    /// - Returns: milliseconds from when each was due to its verdict.
    func act(rate: Int, seconds: Int) throws -> Sample {
        let count = rate * seconds
        let answers = Shared<[Double]>([])
        let begin = tick() + 500
        let renewal = max(1, rate * 900 / town.seats.count)
        try everywhere(0..<count, threads: 48) { [self] number in
            let due = begin + Double(number) * 1_000 / Double(rate)
            let actor = actors[number % actors.count]
            let early = due - tick()
            if early > 0 { Thread.sleep(forTimeInterval: early / 1_000) }
            do {
                try offer(number, by: actor, due: due)
                answers.change { $0.append(tick() - due) }
                if number.isMultiple(of: renewal) { try actor.way.renew(actor.seat.person) }
            } catch let failure as CentreFailure {
                note("Handlung, Anmeldung: \(failure.code.rawValue)")
            }
        }
        return Sample(answers.value)
    }

    private func offer(_ number: Int, by desk: Actor, due: Double) throws {
        guard let cases = town.cases[desk.seat.unit], !cases.isEmpty else {
            throw Trouble("keine Fälle")
        }
        let counter = desk.counter.change { counter in
            counter += 1
            return counter
        }
        let id = ActID("last-\(number)")
        let act = Act(
            id: id, device: desk.seat.device, counter: counter, actor: desk.seat.person,
            caseID: cases[number % cases.count], base: Base(version: 1),
            body: .addNote(
                Note(id: NoteID("n\(number)"), kind: .remark, text: "Rückruf vereinbart")),
            at: Town.clock())
        sent.change { $0[id] = (due, desk.seat.device) }
        let verdicts = try desk.way.offer([try ActEnvelope(act, signer: desk.seat.signer)])
        guard verdicts.first?.obstacle == nil else { throw Trouble("abgelehnt") }
    }
}
