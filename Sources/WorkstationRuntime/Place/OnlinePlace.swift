import CaseStore
import Casework
import Dispatch
import SyncClient
import SyncProtocol
import Synchronization
import Texts
import Workstation

/// The way to a centre on another machine, run beside a desk.
package final class OnlinePlace: CentreLine {
    /// Whoever sits at the screen.
    package struct Listener: Sendable {
        package var onExchange: @Sendable (Exchange) -> Void
        /// The line stands otherwise than before.
        package var onLine: @Sendable () -> Void
        package var onPresence: @Sendable (CaseID, [PersonID]) -> Void

        package init(
            onExchange: @escaping @Sendable (Exchange) -> Void,
            onLine: @escaping @Sendable () -> Void,
            onPresence: @escaping @Sendable (CaseID, [PersonID]) -> Void
        ) {
            self.onExchange = onExchange
            self.onLine = onLine
            self.onPresence = onPresence
        }
    }

    private let centre: any OnlineCentre
    private let desk: Desk
    private let clock: SteadyClock
    private let copy: OutboxCopy?
    private let papers: PaperRenewal
    private let listener = Mutex<Listener?>(nil)
    private let runner = Mutex<SyncRunner?>(nil)
    private let presence = Mutex<PresenceWatch?>(nil)

    init(
        _ centre: any OnlineCentre, desk: Desk, now: Instant, copy: OutboxCopy?,
        papers: PaperRenewal
    ) {
        self.centre = centre
        self.desk = desk
        self.copy = copy
        self.papers = papers
        clock = SteadyClock(from: now)
    }

    private func talk() -> SyncTalk {
        SyncTalk(
            desk: desk, centre: centre, sessions: centre,
            stopwatch: { SteadyClock.milliseconds },
            onExchange: { [weak self] exchange in
                self?.listener.withLock { $0 }?.onExchange(exchange)
            }, onAnswer: { [weak self] in self?.answered() })
    }

    private func answered() {
        papers.renewIfDue(now: clock.now)
        regain()
    }

    /// Acts that only the second copy has come back before anything new is written.
    private func regain() {
        guard let regained = copy?.takeBack(into: desk), regained > 0 else { return }
        var exchange = Exchange(newEpoch: true)
        exchange.regained = regained
        listener.withLock { $0 }?.onExchange(exchange)
    }

    /// Talks from now on whenever it is worth while.
    package func begin(_ listener: Listener) throws(StoreFailure) {
        self.listener.withLock { $0 = listener }
        regain()
        let runner = SyncRunner(
            talk(), clock: clock, copy: copy, interrupt: { [centre] in centre.end() },
            onStatus: { [weak self] _ in self?.listener.withLock { $0 }?.onLine() })
        self.runner.withLock { $0 = runner }
        presence.withLock {
            $0 = PresenceWatch(
                say: { [centre] in try centre.present(in: $1, by: $0).map(\.person) },
                hear: { [weak self] in self?.listener.withLock { $0 }?.onPresence($0, $1) })
        }
        do {
            try runner.start(seed: SystemRandomNumberGenerator.seed)
        } catch let failure as StoreFailure {
            throw failure
        } catch {
            throw StoreFailure(.unexpected, cause: "sync")
        }
    }

    /// Talks once, to the end, for a command of the shell.
    package func round() throws(StoreFailure) -> SyncStatus {
        do {
            let clock = clock
            return try SyncRound(talk(), clock: { clock.now })
                .run(seed: SystemRandomNumberGenerator.seed)
        } catch let failure as StoreFailure {
            throw failure
        } catch {
            throw StoreFailure(.unexpected, cause: "sync")
        }
    }

    func end() {
        listener.withLock { $0 = nil }
        presence.withLock { $0.take() }?.end()
        if let runner = runner.withLock({ $0.take() }) { runner.stop() } else { centre.end() }
    }

    // MARK: - As the hands need it

    package var connection: Connection {
        guard let status = runner.withLock({ $0 })?.status else { return .exchanging }
        switch status.contact {
        case .current: return .connected
        case .beginning, .catchingUp, .building: return .exchanging
        case .away where !papers.hold(at: clock.now): return .halted(.certificateInvalid)
        case .away: return .offline(since: status.lastContact ?? clock.now)
        case .needsLogIn: return .halted(.loginNeeded)
        case .revoked: return .halted(.deviceLocked)
        case .tooOld: return .halted(.programTooOld)
        }
    }

    package func offlineUntil(_ person: PersonID) -> CivilDay? {
        (try? desk.offlineUntil())?.civilDay
    }

    package func maySit(_ person: Person) throws(DeskFailure) {
        if centre.persons.contains(person.id) { return }
        if connection.reaches {
            throw DeskFailure(code: "L010", sentence: LineWords.loginNeededSentence)
        }
        guard try stored({ () throws(StoreFailure) in try desk.hasLoggedIn(person.id) }) else {
            throw DeskFailure(code: "L011", sentence: LineWords.neverLoggedIn(person.name))
        }
        let until = try stored { () throws(StoreFailure) in try desk.offlineUntil() }
        if let until, until <= clock.now {
            throw DeskFailure(code: "L012", sentence: LineWords.offlineOver(until.civilDay))
        }
    }

    package func logIn(_ person: Person, password: Secret) throws(DeskFailure) {
        try logIn(person.id, name: person.name, password: password)
    }

    /// - Parameter name: what the person is called where something is said of them.
    package func logIn(
        _ person: PersonID, name: String, password: Secret
    ) throws(DeskFailure) {
        do {
            try centre.logIn(person, password: password.reveal())
        } catch let failure as CentreFailure {
            throw words(for: failure, name: name)
        } catch {
            throw DeskFailure(code: "L019", sentence: LineWords.offlineSentence)
        }
        try stored { () throws(StoreFailure) in try desk.noteLogIn(person) }
        runner.withLock { $0 }?.loggedIn()
    }

    private func words(for failure: CentreFailure, name: String) -> DeskFailure {
        switch failure.code {
        case .unauthenticated, .forbidden:
            DeskFailure(code: "L013", sentence: LineWords.wrongPassword(name))
        case .deviceRevoked: DeskFailure(code: "L014", sentence: LineWords.deviceLockedSentence)
        case .tooLarge:
            DeskFailure(
                code: "L017",
                sentence: "An diesem Arbeitsplatz arbeiten schon Personen aus zu vielen Einheiten. "
                    + "Bitte an einem anderen anmelden.")
        case .clientTooOld: DeskFailure(code: "L015", sentence: LineWords.programTooOldSentence)
        case .rateLimited, .busy, .overloaded:
            DeskFailure(
                code: "L016",
                sentence: "Zu viele Anmeldungen in kurzer Zeit. Bitte ein wenig warten und noch "
                    + "einmal versuchen.")
        case .storageFull, .readOnly:
            DeskFailure(code: "L020", sentence: LineWords.centreFullSentence)
        case .unreachable where !papers.hold(at: clock.now):
            DeskFailure(code: "L018", sentence: LineWords.certificateInvalidSentence)
        default: DeskFailure(code: "L019", sentence: LineWords.offlineSentence)
        }
    }

    package func present(_ person: PersonID, in caseID: CaseID?) {
        presence.withLock { $0 }?.show(caseID, to: person)
    }
}

extension SystemRandomNumberGenerator {
    /// For waiting at random.
    fileprivate static var seed: UInt64 {
        var random = SystemRandomNumberGenerator()
        return random.next()
    }
}

/// What a talk with the centre brought that a person must be told of.
extension Exchange {
    package var alarms: [DeskFailure] {
        var alarms: [DeskFailure] = []
        if withheld > 0 {
            alarms.append(
                DeskFailure(
                    code: "S030",
                    sentence: "Die Zentrale hat auf einmal \(withheld) Akten entzogen. Sie sind "
                        + "ausgeblendet und bleiben einen Tag aufgehoben; bitte nachfragen, ob "
                        + "das so gemeint ist."))
        }
        if regained > 0 {
            alarms.append(
                DeskFailure(
                    code: "S032",
                    sentence: regained == 1
                        ? "Eine Handlung, die nur noch in der zweiten Abschrift stand, ist wieder "
                            + "da; sie geht zur Zentrale."
                        : "\(regained) Handlungen, die nur noch in der zweiten Abschrift standen, "
                            + "sind wieder da; sie gehen zur Zentrale."))
        }
        if forked {
            alarms.append(
                DeskFailure(
                    code: "S031",
                    sentence: "Die Zentrale zeigt einen anderen Verlauf als früher. Bitte "
                        + "Gruppenleitung und Revision verständigen; an diesem Arbeitsplatz "
                        + "geht nichts verloren."))
        }
        return alarms
    }
}
