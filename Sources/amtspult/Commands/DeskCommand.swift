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
        Installation.readAhead()
        let screen = try Screen.open()
        defer { screen.close() }
        Installation.log.note(.began(version: Version.current))
        defer { Installation.log.note(.ended) }
        let workplace: Workplace
        do {
            workplace = try Workplace.open(
                Workplace.Options(
                    folder: place.folder, holder: LockHolder.here(person: place.personID.raw),
                    world: Installation.world, assumptions: try Installation.assumptions(),
                    ways: Network.ways, outboxCopy: Installation.outboxCopy(of: place.folder)))
        } catch let failure as StoreFailure {
            screen.close()
            Installation.log.note(.failed(code: failure.code.rawValue, during: "open"))
            throw Ending(.unusable, Self.sentence(failure, folder: place.folder.path))
        }
        defer { workplace.close() }
        do {
            try workplace.publish(Installation.catalog)
            try Sitting(workplace: workplace, screen: screen).run(person: place.personID)
        } catch let failure as StoreFailure {
            screen.close()
            throw Ending(.unusable, failure.sentence)
        }
    }
}

extension DeskCommand {
    /// Nothing was typed yet: what to do before the workstation can be opened.
    fileprivate static func sentence(_ failure: StoreFailure, folder: String) -> String {
        switch failure.code {
        case .readOnly:
            "Der Datenbestand ist nur lesbar (\(folder)); der Arbeitsplatz muss darauf schreiben. "
                + "Bitte den Datenträger beschreibbar einhängen und noch einmal starten."
        case .full:
            "Der Datenträger ist voll (\(folder)); der Arbeitsplatz lässt sich nicht öffnen. Was "
                + "gespeichert ist, ist da. Bitte Platz schaffen und noch einmal starten."
        default: failure.sentence
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
