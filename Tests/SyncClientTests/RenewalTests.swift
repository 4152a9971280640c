import CaseStore
import Casework
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Synchronization
import Testing

/// A certificate that lives nine minutes is renewed when three are left.
@Suite struct RenewalTests {
    /// Certificates that say from when to when they hold, and nothing else.
    final class Issuer: RenewingCentre {
        let clock: TownClock
        let issued = Mutex(0)
        let shown = Mutex<[ConnectionPapers]>([])
        let fails = Mutex(false)

        init(_ clock: TownClock) { self.clock = clock }

        static func certificate(_ from: Instant, minutes: Int64) -> String {
            "\(from.milliseconds)-\(from.milliseconds + minutes * 60_000)"
        }
        static let validity: @Sendable (String) -> ClosedRange<Instant>? = { text in
            let parts = text.split(separator: "-").compactMap { Int64($0) }
            guard parts.count == 2 else { return nil }
            return Instant(milliseconds: parts[0])...Instant(milliseconds: parts[1])
        }

        func renewal(for device: DeviceID) throws -> ConnectionPapers {
            if fails.withLock({ $0 }) { throw CentreFailure(.unreachable) }
            let number = issued.withLock { issued in
                issued += 1
                return issued
            }
            return ConnectionPapers(
                certificate: Issuer.certificate(clock.now, minutes: 9), key: "key \(number)")
        }
        func use(_ papers: ConnectionPapers) { shown.withLock { $0.append(papers) } }
    }

    private func enrolled() throws -> (Town, TownDesk, Issuer, PaperRenewal) {
        let town = try Town(seed: 1)
        let desk = town.desks[0]
        let first = Issuer.certificate(town.clock.now, minutes: 9)
        try desk.standUp()
        let joining = try JoiningCentre(desk.folder, newDevice: "x", now: town.clock.now)
        for (text, name) in [
            (first, "arbeitsplatz.pem"), ("key 0", "arbeitsplatz.key"), ("z", "zentrale.pem"),
        ] {
            try joining.keep(Array(text.utf8), as: name)
        }
        try joining.join(
            Enrolment(
                url: "https://z", authority: "zentrale.pem", certificate: "arbeitsplatz.pem",
                connectionKey: "arbeitsplatz.key", actKey: "handlungen.key", logKey: [],
                at: town.clock.now))
        joining.close()
        try desk.sitDown()
        let issuer = Issuer(town.clock)
        let renewal = PaperRenewal(
            issuer, desk: try desk.desk, certificate: first, validity: Issuer.validity)
        return (town, desk, issuer, renewal)
    }

    /// The pair that a start would read.
    private func pair(_ desk: TownDesk) throws -> (certificate: String, key: String) {
        let enrolment = try #require(try JoiningCentre.enrolment(in: desk.folder))
        func text(_ name: String) throws -> String {
            String(decoding: try JoiningCentre.read(name, in: desk.folder), as: UTF8.self)
        }
        return (try text(enrolment.certificate), try text(enrolment.connectionKey))
    }

    @Test func itIsRenewedWhenAThirdIsLeft() throws {
        let (town, desk, issuer, renewal) = try enrolled()
        let first = try pair(desk).certificate
        town.clock.pass(6 * 60_000 - 1)
        renewal.renewIfDue(now: town.clock.now)
        #expect(try pair(desk).certificate == first)
        for number in 1...3 {
            town.clock.pass(number == 1 ? 1 : 6 * 60_000)
            renewal.renewIfDue(now: town.clock.now)
            renewal.renewIfDue(now: town.clock.now)
            #expect(issuer.issued.withLock { $0 } == number)
            let (certificate, key) = try pair(desk)
            #expect(certificate == Issuer.certificate(town.clock.now, minutes: 9))
            #expect(key == "key \(number)")
            #expect(issuer.shown.withLock { $0.last?.key } == key)
            let files = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
            #expect(files.filter { $0.hasPrefix("arbeitsplatz") }.count == 2)
        }
    }

    @Test func papersHoldFromTheirBeginningToTheirEnd() throws {
        let (town, _, _, renewal) = try enrolled()
        let began = town.clock.now
        #expect(renewal.hold(at: began))
        #expect(!renewal.hold(at: began.adding(seconds: -86_400)))
        #expect(!renewal.hold(at: began.adding(seconds: 86_400)))
    }

    /// What fails is tried again, not with every answer of the centre.
    @Test func aRefusedRenewalWaits() throws {
        let (town, desk, issuer, renewal) = try enrolled()
        let first = try pair(desk).certificate
        town.clock.pass(7 * 60_000)
        issuer.fails.withLock { $0 = true }
        renewal.renewIfDue(now: town.clock.now)
        issuer.fails.withLock { $0 = false }
        renewal.renewIfDue(now: town.clock.now)
        #expect(try pair(desk).certificate == first)
        town.clock.pass(PaperRenewal.patience)
        renewal.renewIfDue(now: town.clock.now)
        #expect(try pair(desk).key == "key 1")
    }

    /// Killed between the files and the commit that says which hold: the old pair is whole.
    @Test func aPairIsNeverMixed() throws {
        let (_, desk, _, _) = try enrolled()
        let old = try pair(desk)
        // The files of the next pair are there, the commit is not.
        try "neu".write(
            toFile: desk.folder.file("arbeitsplatz-neu.pem"), atomically: true, encoding: .utf8)
        try desk.standUp(killed: true)
        try desk.sitDown()
        #expect(try pair(desk) == old)
        try desk.desk.replacePapers(certificate: Array("c".utf8), key: Array("k".utf8))
        #expect(try pair(desk) == ("c", "k"))
        try desk.desk.replacePapers(certificate: Array("d".utf8), key: Array("l".utf8))
        #expect(try pair(desk) == ("d", "l"))
    }
}
