import Casework
import Foundation
import HTTPTransport
import Measuring
import SyncProtocol

/// Workstations over real connections, each with its own certificate.
final class Crowd: Sendable {
    private struct Desk: Sendable {
        var seat: Town.Seat
        var way: HTTPCentre
        let counter = Shared(0)
    }

    private let town: Town
    private let desks: [Desk]
    private let rest: Int
    private let sent = Shared<[ActID: Double]>([:])
    private let arrived = Shared<[Double]>([])
    private let failed = Shared(0)
    private let over = Shared(false)

    init(_ town: Town, port: Int, rest: Int) throws {
        self.town = town
        self.rest = rest
        guard let address = CentreAddress("https://localhost:\(port)") else {
            throw Trouble("Adresse")
        }
        desks = try town.seats.map { seat in
            let way = try HTTPCentre(address: address, identity: seat.identity)
            way.goOn(with: seat.tokens)
            return Desk(seat: seat, way: way)
        }
    }

    var hints: Sample { Sample(arrived.value) }
    var failures: Int { failed.value }

    /// Connections are made before anything is measured.
    func connect() throws {
        try everywhere(0..<desks.count, threads: 16) { [desks] in _ = try desks[$0].way.session() }
    }

    /// Every desk waits for news from now on.
    func listen() {
        for desk in desks { start { [self] in follow(desk) } }
    }

    private func follow(_ desk: Desk) {
        guard var cursor = town.cursors[desk.seat.unit] else { return }
        while !over.value {
            do {
                let page = try desk.way.changes(
                    after: cursor, reference: town.reference, limit: 500, wait: 50_000)
                let now = tick()
                cursor = page.cursor
                let acts = page.items.map(\.entry.act).filter { $0.device != desk.seat.device }
                let begun = sent.moments(of: acts.map(\.id))
                arrived.change { $0 += begun.map { now - $0 } }
                if !page.items.isEmpty, rest > 0 {
                    Thread.sleep(forTimeInterval: Double.random(in: 0...Double(rest)) / 1_000)
                }
            } catch {
                guard !over.value else { return }
                failed.change { $0 += 1 }
                Thread.sleep(forTimeInterval: 1)
            }
        }
    }

    /// Acts at a steady rate, whether those before are answered or not.
    ///
    /// - Returns: milliseconds from when each was due to its verdict.
    func act(rate: Int, seconds: Int) throws -> Sample {
        let count = rate * seconds
        let answers = Shared<[Double]>([])
        let begin = tick() + 500
        try everywhere(0..<count, threads: 48) { [self] number in
            let due = begin + Double(number) * 1_000 / Double(rate)
            let early = due - tick()
            if early > 0 { Thread.sleep(forTimeInterval: early / 1_000) }
            do {
                try offer(number, by: desks[number * 7_919 % desks.count], due: due)
                answers.change { $0.append(tick() - due) }
            } catch {
                failed.change { $0 += 1 }
            }
        }
        return Sample(answers.value)
    }

    private func offer(_ number: Int, by desk: Desk, due: Double) throws {
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
        sent.change { $0[id] = due }
        let verdicts = try desk.way.offer([try ActEnvelope(act, signer: desk.seat.signer)])
        guard verdicts.first?.obstacle == nil else { throw Trouble("abgelehnt") }
    }

    func end() {
        over.change { $0 = true }
    }
}

extension Shared<[ActID: Double]> {
    /// When acts were due, of those that are known.
    func moments(of ids: [ActID]) -> [Double] { change { known in ids.compactMap { known[$0] } } }
}
