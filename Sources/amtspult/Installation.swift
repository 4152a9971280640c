import CaseStore
import Casework
import Foundation
import Letters
import ProcedureCatalog
import Settings
import ShellLanguage
import SyncProtocol
import TextCanvas
import Workstation
import WorkstationRuntime

/// What this installation brings along, what the person has configured, and where things lie.
enum Installation {
    static let environment = ProcessInfo.processInfo.environment
    static let places = Places(environment: environment)
    static let resources = ResourceLocator(environment: environment)
    static let configuration = Configuration.load(places.configFile)

    static func newID() -> String { Identifiers.uuid7(at: Clock.now) }

    static var world: StoreWorld { StoreWorld(now: { Clock.now }, newID: { newID() }) }

    /// The store of whoever names none.
    static var dataFolder: String { configuration.configuration.data ?? places.data.path }

    /// The socket at which a running desk hears the shell.
    static func door(of folder: DataFolder) -> String { folder.file("desk.sock") }

    /// Unsent acts a second time, at another place than the store they belong to.
    static func outboxCopy(of folder: DataFolder) -> String {
        let name = sha256Hex(folder.path.utf8).prefix(12)
        return places.state.appendingPathComponent("ausgang-\(name).bak").path
    }

    /// The procedures of the installation, compiled; what is kept in the state folder is not
    /// compiled again.
    static let catalog: Catalog = {
        let cache = places.state.appendingPathComponent("editions")
        try? FileManager.default.createDirectory(
            at: cache, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let catalog = Catalog.load(folder: folder(.procedures), cache: cache.path)
        Workplace.know(catalog)
        return catalog
    }()

    static func folder(_ kind: ResourceLocator.Kind) -> String {
        resources.folder(kind)?.path ?? ""
    }

    /// What the person assumes where the law is unclear; a word that is none is told at once.
    static func assumptions() throws -> Assumptions {
        var assumptions = Assumptions()
        for (name, value) in configuration.configuration.assumptions.sorted(by: { $0.key < $1.key })
        {
            do {
                try assumptions.set("\(name)=\(value)")
            } catch {
                throw Ending(.unusable, "config.yaml: \(error.sentence)")
            }
        }
        return assumptions
    }

    static var surroundings: Surroundings {
        Surroundings(
            fill: { try fill($0) },
            viewer: { configuration.configuration.viewer(for: $0)?.command },
            exportFolder: FileManager.default.currentDirectoryPath)
    }

    /// Does at the door, or for a command by itself, what a shell command asks.
    static func keeper(
        of place: Workplace, onChange: @escaping @Sendable (Set<CaseID>) -> Void = { _ in },
        onOffice: @escaping @Sendable () -> Void = {}
    ) throws -> DoorKeeper {
        let surroundings = surroundings
        let assumptions = try assumptions()
        return DoorKeeper(
            workplace: place,
            hands: { person in
                DeskHands(
                    desk: place.desk, person: person, surroundings: surroundings,
                    assumptions: assumptions, clock: { Clock.now }, newID: { newID() })
            }, onChange: onChange, onOffice: onOffice)
    }

    /// Begin, end and failures by code.
    static let log = RunLog(path: places.logFile.path, clock: { Clock.now })

    /// What the screens start with before a person has set anything.
    static var standardSettings: DeskSettings {
        let set = configuration.configuration
        return DeskSettings(
            theme: set.theme ?? "", mouse: set.mouse, preview: set.preview,
            confirmQuit: set.confirmQuit)
    }

    static let themes = ThemeLibrary.load(
        [resources.folder(.themes), places.themes].compactMap { $0 })

    /// Procedures and themes are read while the store opens: the first frame needs all of them.
    static func readAhead() {
        DispatchQueue.global(qos: .userInitiated).async {
            _ = catalog
            _ = themes
        }
    }

    static var themeChoices: [ThemeChoice] {
        themes.choices.map { ThemeChoice(id: $0.id, title: $0.title) }
    }

    static var themeShelf: ThemeShelf {
        ThemeShelf(themes: themes.themes) {
            ThemeLibrary.fitting($0, environment: environment)
        }
    }

    /// The keys with the person's changes.
    static var keys: (map: KeyMap, problems: [String]) {
        var commands: [String: Set<String>] = [:]
        for command in CommandTable.all {
            commands[command.id.raw] = Set(command.contexts.map(\.rawValue))
        }
        let file = KeyFile.load(places.keyFile, commands: commands)
        let changed = KeyMap.changed(
            by: file.changes.map { (command: $0.command, keys: $0.keys.map(\.id)) })
        return (changed.map, file.findings.map(\.description) + changed.problems)
    }

    /// What is wrong in the person's files, line by line.
    static var findings: [String] {
        configuration.findings.map(\.description) + themes.findings.map(\.description)
            + keys.problems
    }
}
