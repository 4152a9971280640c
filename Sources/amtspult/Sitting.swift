import CaseStore
import Casework
import Settings
import ShellLanguage
import TextCanvas
import Workstation
import WorkstationRuntime

/// A person at a workplace: the loop with everything it needs.
struct Sitting {
    var workplace: Workplace
    var screen: Screen
    var demo = false
    var clock: @Sendable () -> Instant = { Clock.now }

    func run(person: PersonID) throws {
        let mailbox = Mailbox(waker: screen.terminal.waker)
        let hands = try hands(person, mailbox)
        let start: Start
        do {
            start = try self.start(hands, person)
        } catch {
            screen.close()
            throw Ending(.noRight, try stranger(person, error))
        }
        try telling { try goOnline(hands, mailbox) }
        hands.onSubmitted()
        let door = demo ? nil : try openDoor(mailbox, hands)
        defer { door?.close() }
        let loop = EventLoop(
            start: start, terminal: screen.terminal, mailbox: mailbox,
            performer: LanePerformer(work: LoggedWork(hands, log: Installation.log)),
            themes: Installation.themeShelf, clock: clock)
        loop.run()
        screen.close()
    }

    private func stranger(_ person: PersonID, _ failure: DeskFailure) throws -> String {
        let office = try telling { try workplace.desk.register.office() }
        if workplace.online != nil, office.persons.isEmpty {
            return "Hier hat sich noch niemand angemeldet. Bitte zuerst: "
                + "amtspult anmelden --als \(person.raw)"
        }
        if !office.units.isEmpty {
            return failure.sentence + " Einrichten: amtspult einrichten person \(person.raw) "
                + "NAME --rolle EINHEIT:ROLLE"
        }
        let procedures = try telling { try workplace.desk.register.currentProcedures() }
        return SetUpCommand.firstSteps(
            folder: workplace.folder, units: procedures.map(\.1.unit), person: person)
    }

    private func hands(_ person: PersonID, _ mailbox: Mailbox) throws -> DeskHands {
        DeskHands(
            desk: workplace.desk, person: person, surroundings: Installation.surroundings,
            assumptions: try Installation.assumptions(), clock: clock,
            newID: { Installation.newID() }, line: workplace.online ?? OwnCentre(),
            onExchange: { exchange in
                if !exchange.changed.isEmpty { mailbox.put(.changed(exchange.changed)) }
            }, onLine: { mailbox.put(.line($0)) },
            onProgress: { mailbox.put(.progress($0)) })
    }

    /// From now on what others do shows by itself, where the centre is on another machine.
    private func goOnline(_ hands: DeskHands, _ mailbox: Mailbox) throws {
        try workplace.online?.begin(
            OnlinePlace.Listener(
                onExchange: { exchange in
                    // None named means that anything may look different.
                    if exchange.newEpoch { mailbox.put(.changed([])) }
                    if !exchange.changed.isEmpty { mailbox.put(.changed(exchange.changed)) }
                    if exchange.referenceChanged, let session = try? hands.session() {
                        mailbox.put(.session(session))
                    }
                    for alarm in exchange.alarms { mailbox.put(.trouble(alarm)) }
                    hands.onSubmitted()
                }, onLine: { hands.onSubmitted() },
                onPresence: { mailbox.put(.presence($0, $1)) }))
    }

    private func start(
        _ hands: DeskHands, _ person: PersonID
    ) throws(DeskFailure) -> Start {
        let session = try hands.session(of: person, sitting: true)
        let settings = try hands.settings(of: person, over: Installation.standardSettings)
        return Start(
            session: session, now: clock(), size: screen.terminal.size, demo: demo,
            settings: settings, themes: Installation.themeChoices, keys: Installation.keys.map,
            idSeed: Installation.newID(),
            showsColors: screen.terminal.capabilities.colors > .mono)
    }

    /// Shell commands that write come in here; what they did shows on the screen.
    private func openDoor(_ mailbox: Mailbox, _ sitting: DeskHands) throws -> Door? {
        let keeper = try Installation.keeper(
            of: workplace, onChange: { mailbox.put(.changed($0)) },
            onOffice: {
                if let session = try? sitting.session() { mailbox.put(.session(session)) }
            })
        return Door.open(at: Installation.door(of: workplace.folder)) { keeper.answer($0) }
    }
}
