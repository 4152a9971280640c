import Casework
import CentralService
import CentreStores
import Foundation
import PostgresStore
import SyncProtocol
import Testing

/// Two processes on one database, one of which is killed again and again.
@Suite(.enabled(if: PostgresCluster.isHere)) struct TwoProcessesTests {
    private struct Answer: Hashable {
        let device: DeviceID
        let counter: Int
        let sequence: Int
    }

    /// A probe in a process of its own, read line by line.
    private final class Life {
        private let process = Process()
        private let pipe = Pipe()
        private var rest: [UInt8] = []

        init(_ cluster: PostgresCluster, _ schema: String, _ devices: [String]) throws {
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
                .deletingLastPathComponent().appendingPathComponent("CentreKillProbe")
            process.arguments = [cluster.address, schema] + devices
            process.standardOutput = pipe
            try process.run()
        }

        /// The next lines, at least so many; fewer where the process has ended.
        func lines(_ count: Int = .max) -> [String] {
            var lines: [String] = []
            while lines.count < count {
                let part = pipe.fileHandleForReading.availableData
                if part.isEmpty { break }
                rest += part
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    lines.append(String(decoding: rest[..<end], as: UTF8.self))
                    rest.removeSubrange(...end)
                }
            }
            return lines
        }

        /// Ends it as a crash does; what it said before is still read.
        func kill() -> [String] {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return lines()
        }
    }

    private func answers(_ lines: [String]) throws -> [Answer] {
        try lines.map { line in
            let words = line.split(separator: " ")
            try #require(words.count == 4 && words[3] == "applied", "\(line)")
            return Answer(
                device: DeviceID(String(words[0])), counter: try #require(Int(words[1])),
                sequence: try #require(Int(words[2])))
        }
    }

    @Test func whatOneAnsweredBeforeItWasKilledIsThereOnceAndTheOtherGoesOn() throws {
        let cluster = try PostgresCluster.shared.get()
        let place = try StoreKind.postgres.make()
        guard case .postgres(let schema) = place.place else { return }
        let centre = ProbeOffice.centre(on: place.store)
        try ProbeOffice.furnish(centre)
        var told: [Answer] = []
        let steady = try Life(cluster, schema, ["a1", "a2", "a3"])
        for _ in 1...4 {
            let mortal = try Life(cluster, schema, ["b1", "b2", "b3"])
            told += try answers(mortal.lines(40))
            told += try answers(steady.lines(20))
            told += try answers(mortal.kill())
            told += try answers(steady.lines(20))
        }
        told += try answers(steady.kill())

        let head = try centre.mark().head
        let log = try place.store.read { try $0.logged(after: 0, limit: head + 1) }
        #expect(log.map(\.entry.sequence) == Array(1...head))
        let places = Dictionary(
            uniqueKeysWithValues: log.map { logged in
                let act = logged.entry.act
                return (
                    Answer(
                        device: act.device, counter: act.counter, sequence: logged.entry.sequence),
                    logged.bytes
                )
            })
        for answer in Set(told) {
            #expect(places[answer] == ProbeOffice.act(answer.device, answer.counter).bytes)
        }
        #expect(Set(told.map(\.device)).count == 6)
        #expect(log.count >= Set(told).count && Set(log.map(\.entry.act.id)).count == log.count)
        #expect(try place.store.integrityProblems() == [])
        #expect(try centre.audit() == nil)
    }
}
