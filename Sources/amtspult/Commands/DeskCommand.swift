import ArgumentParser
import CaseStore
import Casework
import Foundation
import NcursesTerminal
import Settings
import ShellLanguage
import TextCanvas
import Workstation
import WorkstationRuntime

/// `amtspult`: opens the workstation.
struct DeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arbeitsplatz", abstract: "Öffnet den Arbeitsplatz.",
        shouldDisplay: false)

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let screen = try Screen.open()
        defer { screen.close() }
        let workplace: Workplace
        do {
            workplace = try Workplace.open(
                Workplace.Options(
                    folder: place.folder, holder: LockHolder.here(person: place.personID.raw),
                    world: Installation.world, assumptions: try Installation.assumptions()))
        } catch let failure as StoreFailure {
            screen.close()
            throw Ending(.unusable, failure.sentence)
        }
        defer { workplace.close() }
        do {
            try workplace.publish(Installation.catalog())
            try Sitting(workplace: workplace, screen: screen).run(person: place.personID)
        } catch let failure as StoreFailure {
            screen.close()
            throw Ending(.unusable, failure.sentence)
        }
    }
}

/// The terminal, or the sentence why there is none.
struct Screen {
    let terminal: any Terminal

    static func open() throws -> Screen {
        do {
            return Screen(terminal: try NcursesTerminal(choice))
        } catch {
            throw Ending(.unusable, error.sentence)
        }
    }

    /// Says what keeps the terminal from being opened, without opening it.
    static func check() throws {
        do {
            _ = try NcursesTerminal.check(choice)
        } catch {
            throw Ending(.unusable, error.sentence)
        }
    }

    private static var choice: TerminalChoice {
        let wish = TerminalChoice.ColorWish(
            rawValue: Installation.configuration.configuration.color.rawValue)
        return TerminalChoice(environment: Installation.environment, colors: wish ?? .auto)
    }

    func close() { terminal.close() }
}

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
            throw Ending(.noRight, Sitting.stranger(person, error))
        }
        let door = demo ? nil : openDoor(mailbox)
        defer { door?.close() }
        let loop = EventLoop(
            start: start, terminal: screen.terminal, mailbox: mailbox,
            performer: LanePerformer(work: hands), themes: Installation.themeShelf, clock: clock)
        loop.run()
        screen.close()
    }

    private static func stranger(_ person: PersonID, _ failure: DeskFailure) -> String {
        failure.sentence
            + " Einrichten: amtspult einrichten person \(person.raw) NAME --rolle EINHEIT:ROLLE"
    }

    private func hands(_ person: PersonID, _ mailbox: Mailbox) throws -> DeskHands {
        DeskHands(
            desk: workplace.desk, person: person, surroundings: Installation.surroundings,
            assumptions: try Installation.assumptions(), clock: clock,
            newID: { Installation.newID() },
            onExchange: { exchange in
                if !exchange.changed.isEmpty { mailbox.put(.changed(exchange.changed)) }
            })
    }

    private func start(
        _ hands: DeskHands, _ person: PersonID
    ) throws(DeskFailure) -> Start {
        let session = try hands.session(of: person, sitting: true)
        let settings = try hands.settings(of: person, over: Installation.standardSettings)
        return Start(
            session: session, now: clock(), size: screen.terminal.size, demo: demo,
            settings: settings, themes: Installation.themeChoices, keys: Installation.keys.map,
            idSeed: Installation.newID())
    }

    /// Shell commands that write come in here; what they did shows on the screen.
    private func openDoor(_ mailbox: Mailbox) -> Door? {
        let desk = workplace.desk
        let surroundings = Installation.surroundings
        let assumptions = (try? Installation.assumptions()) ?? Assumptions()
        return Door.open(at: Installation.door(of: workplace.folder)) { request in
            let hands = DeskHands(
                desk: desk, person: request.person, surroundings: surroundings,
                assumptions: assumptions, clock: { Clock.now }, newID: { Installation.newID() })
            let answer = Result<Answer, DeskFailure> { () throws(DeskFailure) in
                try hands.answer(.submit([request.submission]))
            }
            switch answer {
            case .failure(let failure): return .failure(failure.sentence)
            case .success(.submitted(let results)) where !results.isEmpty:
                if let id = results[0].caseID { mailbox.put(.changed([id])) }
                return .result(results[0])
            case .success: return .failure("Der Arbeitsplatz hat nicht geantwortet.")
            }
        }
    }
}
