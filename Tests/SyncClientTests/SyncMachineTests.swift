import Casework
import SyncClient
import Testing

/// What the machine does, told as a talk: what happens, at which second, and what it begins.
@Suite struct SyncMachineTests {
    struct Line: Sendable {
        var at: Int
        var event: SyncEvent
        /// Kinds begun, in order.
        var begins: [SyncRequest.Kind]

        init(_ at: Int, _ event: SyncEvent, _ begins: SyncRequest.Kind...) {
            self.at = at
            self.event = event
            self.begins = begins
        }
    }

    struct Talk: Sendable, CustomTestStringConvertible {
        var title: String
        var lines: [Line]
        var contact: SyncStatus.Contact
        var testDescription: String { title }
    }

    static let began = SyncEvent.began(lastContact: nil, oldest: nil, anew: false)
    static let none = SyncAnswer.offered(more: false, oldest: nil)
    static let all = SyncAnswer.fetched(items: 3, more: false, took: 1)
    static func fails(_ kind: SyncRequest.Kind, _ trouble: SyncTrouble) -> SyncEvent {
        .ended(kind, .failed(trouble))
    }
    /// A desk that has just caught up and listens.
    static let morning = [
        Line(0, began, .offer), Line(0, .ended(.offer, none), .pull),
        Line(0, .ended(.pull, all), .report, .listen),
        Line(0, .ended(.report, .reported(more: false))),
    ]

    static let talks = [
        Talk(title: "a quiet start", lines: morning, contact: .current),
        Talk(
            title: "acts go before the rest of the feed",
            lines: [
                Line(0, began, .offer), Line(0, .ended(.offer, none), .pull),
                Line(1, .saved(at: second(1))),
                Line(2, .ended(.pull, .fetched(items: 500, more: true, took: 9)), .offer),
                Line(3, .ended(.offer, none), .pull),
            ], contact: .catchingUp),
        Talk(
            title: "listening goes on while acts go out",
            lines: morning + [
                Line(5, .saved(at: second(5)), .offer),
                Line(6, .saved(at: second(6))),
                Line(7, .ended(.offer, .offered(more: false, oldest: second(6))), .offer),
                Line(8, .ended(.offer, none)),
                Line(9, .ended(.listen, .fetched(items: 0, more: false, took: 0)), .listen),
            ], contact: .current),
        Talk(
            title: "a session that ran out is renewed, once",
            lines: morning + [
                Line(5, fails(.listen, .unauthenticated), .refresh),
                Line(6, .ended(.refresh, .refreshed), .listen),
                Line(7, fails(.listen, .unauthenticated)),
                Line(8, .saved(at: second(8))),
                Line(9, .loggedIn, .offer),
            ], contact: .catchingUp),
        Talk(
            title: "nobody is logged in",
            lines: morning + [
                Line(5, fails(.listen, .unauthenticated), .refresh),
                Line(6, fails(.refresh, .unauthenticated)),
            ], contact: .needsLogIn),
        Talk(
            title: "a desk that was taken out stops for good",
            lines: morning + [
                Line(5, fails(.listen, .revoked)), Line(6, .saved(at: second(6))),
                Line(7, .asked), Line(8, .woke), Line(9, .loggedIn),
            ], contact: .revoked),
        Talk(
            title: "a new log: acts are offered again, then all is fetched anew",
            lines: morning + [
                Line(5, fails(.listen, .newEpoch), .catchUp),
                Line(6, .ended(.catchUp, .caughtUp), .offer),
                Line(7, .ended(.offer, none), .bootstrap),
                Line(8, .ended(.bootstrap, .built), .pull),
                Line(9, .ended(.pull, all), .listen),
            ], contact: .current),
        Talk(
            title: "other scopes: all is fetched anew",
            lines: morning + [
                Line(5, fails(.listen, .anew), .bootstrap),
                Line(6, .saved(at: second(6))),
                Line(8, .ended(.bootstrap, .built), .offer),
            ], contact: .catchingUp),
        Talk(
            title: "what was listened for before all was fetched anew says nothing",
            lines: morning + [
                Line(5, .saved(at: second(5)), .offer),
                Line(6, fails(.offer, .newEpoch), .catchUp),
                Line(7, .ended(.catchUp, .caughtUp), .offer),
                Line(8, .ended(.offer, none), .bootstrap),
                Line(9, .ended(.bootstrap, .built), .pull),
                Line(10, fails(.listen, .newEpoch)),
                Line(11, .ended(.pull, all), .listen),
            ], contact: .current),
        Talk(
            title: "too old to read, not to save",
            lines: morning + [
                Line(5, fails(.listen, .tooOld)), Line(6, .saved(at: second(6)), .offer),
                Line(7, .ended(.offer, none)),
            ], contact: .tooOld),
        Talk(
            title: "a gap is caught up with, once",
            lines: morning + [
                Line(5, .saved(at: second(5)), .offer), Line(6, fails(.offer, .gap), .catchUp),
                Line(7, .ended(.catchUp, .caughtUp), .offer), Line(8, fails(.offer, .gap)),
                Line(20, .woke, .offer), Line(21, fails(.offer, .gap), .catchUp),
            ], contact: .catchingUp),
        Talk(
            title: "attachments go part by part, and free the act that waits for them",
            lines: morning + [
                Line(5, .saved(at: second(5)), .offer), Line(5, .attached),
                Line(6, .ended(.offer, .offered(more: false, oldest: second(5))), .deliver),
                Line(7, .saved(at: second(7))),
                Line(8, .ended(.deliver, .delivered(more: true, freed: false)), .offer),
                Line(9, .ended(.offer, .offered(more: false, oldest: second(5))), .deliver),
                Line(10, .ended(.deliver, .delivered(more: false, freed: true)), .offer),
                Line(11, .ended(.offer, none)),
            ], contact: .current),
        Talk(
            title: "an attachment that does not go holds up nothing else",
            lines: morning + [
                Line(5, .attached, .deliver), Line(6, fails(.deliver, .fault)),
                Line(6, .saved(at: second(6)), .offer),
                Line(7, .ended(.offer, none), .deliver),
            ], contact: .current),
        Talk(
            title: "who asks is not kept waiting",
            lines: [
                Line(0, began, .offer), Line(0, fails(.offer, .away(retryAfter: 90_000)), .pull),
                Line(0, fails(.pull, .away(retryAfter: nil))), Line(1, .asked, .offer),
            ], contact: .beginning),
        Talk(
            title: "a broken fetching of everything is taken up again",
            lines: [
                Line(0, .began(lastContact: second(0), oldest: nil, anew: true), .offer),
                Line(0, .ended(.offer, none), .bootstrap),
                Line(0, fails(.bootstrap, .fault), .report),
                Line(0, .ended(.report, .reported(more: true)), .report),
                Line(0, .ended(.report, .reported(more: false))),
                Line(2, .woke, .bootstrap),
            ], contact: .building),
        Talk(
            title: "a centre that never lets the feed go on is not asked without a pause",
            lines: morning + [
                Line(5, fails(.listen, .anew), .bootstrap),
                Line(8, .ended(.bootstrap, .built), .pull), Line(8, fails(.pull, .anew)),
                Line(10, .woke, .bootstrap),
            ], contact: .building),
    ]

    static func second(_ count: Int) -> Instant { Instant.epoch.adding(seconds: count) }

    @Test(arguments: talks) func theTalkGoesAsWritten(talk: Talk) {
        var machine = SyncMachine(seed: 1)
        var contact = SyncStatus.Contact.beginning
        for (index, line) in talk.lines.enumerated() {
            let effects = machine.handle(line.event, now: Self.second(line.at))
            let begun = effects.compactMap { effect -> SyncRequest.Kind? in
                if case .start(let request) = effect { request.kind } else { nil }
            }
            #expect(begun == line.begins, "line \(index): \(line.event)")
            for case .show(let status) in effects { contact = status.contact }
        }
        #expect(contact == talk.contact)
    }

    /// INV-ALARM: whenever the oldest unsent act is older than the threshold, it shows.
    @Test func anActThatWaitsTooLongShows() throws {
        var machine = SyncMachine(seed: 3)
        _ = machine.handle(Self.began, now: Self.second(0))
        _ = machine.handle(
            Self.fails(.offer, .away(retryAfter: 3_600_000)), now: Self.second(0))
        _ = machine.handle(.ended(.pull, Self.all), now: Self.second(0))
        _ = machine.handle(.ended(.report, .reported(more: false)), now: Self.second(0))
        let effects = machine.handle(.saved(at: Self.second(1)), now: Self.second(1))
        #expect(effects.contains(.wake(at: Self.second(901))))
        let due = machine.handle(.woke, now: Self.second(901))
        let status = try #require(
            due.compactMap { if case .show(let it) = $0 { it } else { nil } }.last)
        #expect(status.overdue)
        #expect(status.unsentSince == Self.second(1))
    }

    /// INV-ALARM, where the clock by which acts are made is a day ahead of the one that counts.
    @Test func aClockAheadDoesNotPutOffTheAlarm() throws {
        let ahead = Self.second(86_400)
        func saved(_ machine: inout SyncMachine) {
            _ = machine.handle(Self.began, now: Self.second(0))
            _ = machine.handle(.saved(at: ahead), now: Self.second(1))
        }
        func partlySent(_ machine: inout SyncMachine) {
            saved(&machine)
            _ = machine.handle(
                .ended(.offer, .offered(more: true, oldest: ahead)), now: Self.second(600))
        }
        func leftBehind(_ machine: inout SyncMachine) {
            _ = machine.handle(
                .began(lastContact: Self.second(0), oldest: ahead, anew: false), now: Self.second(1)
            )
        }
        for begin in [saved, partlySent, leftBehind] {
            var machine = SyncMachine(seed: 3)
            begin(&machine)
            let early = machine.handle(.woke, now: Self.second(900))
            let due = early + machine.handle(.woke, now: Self.second(901))
            let status = try #require(
                due.compactMap { if case .show(let it) = $0 { it } else { nil } }.last)
            #expect(status.overdue)
        }
    }

    /// An attachment goes with its own person's session: it waited for that log-in.
    @Test func aLogInSendsAttachmentsToo() {
        var machine = SyncMachine(seed: 3)
        let nothing = SyncEvent.ended(.deliver, .delivered(more: false, freed: false))
        let talks = [SyncEvent.ended(.offer, Self.none), .ended(.pull, Self.all)]
        for event in [Self.began] + talks + [.ended(.report, .reported(more: false))] {
            _ = machine.handle(event, now: Self.second(0))
        }
        var started: [SyncEffect] = []
        for event in [.loggedIn] + talks + [nothing] {
            started += machine.handle(event, now: Self.second(1))
        }
        #expect(started.contains { if case .start(.deliver) = $0 { true } else { false } })
    }

    @Test func aWeekWithoutContactEndsWriting() throws {
        var machine = SyncMachine(seed: 3)
        let week = 7 * 86_400
        let effects = machine.handle(
            .began(lastContact: Self.second(0), oldest: nil, anew: false), now: Self.second(week))
        let status = try #require(
            effects.compactMap { if case .show(let it) = $0 { it } else { nil } }.last)
        #expect(status.expired)
        let later = machine.handle(.ended(.offer, Self.none), now: Self.second(week))
        #expect(later.contains { if case .show(let it) = $0 { !it.expired } else { false } })
    }

    @Test func pagesAreSmallWhileSomebodyTypes() {
        func limits(typing: Bool) -> [Int] {
            var machine = SyncMachine(seed: 5)
            var effects = machine.handle(Self.began, now: Self.second(0))
            effects += machine.handle(.ended(.offer, Self.none), now: Self.second(0))
            for _ in 0..<6 {
                if typing { effects += machine.handle(.typed, now: Self.second(0)) }
                effects += machine.handle(
                    .ended(.pull, .fetched(items: 1_000, more: true, took: 200)),
                    now: Self.second(0))
            }
            return effects.compactMap {
                if case .start(.pull(let limit)) = $0 { limit } else { nil }
            }
        }
        #expect(limits(typing: false).suffix(3) == [2_000, 2_000, 2_000])
        #expect(limits(typing: true).suffix(3) == [200, 200, 200])
    }

    /// After a restart of the centre desks come back over half a minute.
    @Test func desksDoNotComeBackTogether() {
        var moments: [Int64] = []
        for seed in 0..<400 {
            var machine = SyncMachine(seed: UInt64(seed))
            for line in Self.morning { _ = machine.handle(line.event, now: Self.second(0)) }
            let effects = machine.handle(
                Self.fails(.listen, .away(retryAfter: nil)), now: Self.second(0))
            for case .wake(let at?) in effects {
                moments.append(Instant.epoch.milliseconds(until: at))
            }
        }
        #expect(moments.count == 400)
        #expect((moments.max() ?? 0) <= 30_000)
        for third in 0..<3 {
            let span = Int64(third) * 10_000..<Int64(third + 1) * 10_000
            #expect((90...180).contains(moments.filter(span.contains).count), "\(span)")
        }
    }
}
