import CaseStore
import Casework
import Foundation
import Letters
import ProcedureCatalog
import SyncProtocol
import TextCanvas
import Workstation
import WorkstationRuntime

/// What this installation brings along and where its things lie.
enum Installation {
    static var paths: Paths { Paths(environment: ProcessInfo.processInfo.environment) }

    static func newID() -> String { Identifiers.uuid7(at: Clock.now) }

    static var world: StoreWorld { StoreWorld(now: { Clock.now }, newID: { newID() }) }

    /// The socket at which a running desk hears the shell.
    static func door(of folder: DataFolder) -> String { folder.file("desk.sock") }

    static func catalog() -> Catalog {
        Catalog.load(folder: paths.procedures, cache: paths.cache)
    }

    static var surroundings: Surroundings {
        Surroundings(
            fill: { try fill($0) }, viewer: [],
            exportFolder: FileManager.default.currentDirectoryPath)
    }

    static func hands(of place: Workplace, person: PersonID) -> DeskHands {
        DeskHands(
            desk: place.desk, person: person, surroundings: surroundings,
            clock: { Clock.now }, newID: { newID() })
    }
}

/// Folders after the XDG base directory specification, and the shared files of the installation.
struct Paths {
    var data: String
    var cache: String
    var share: String
    private var isCheckout: Bool

    init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        func folder(_ name: String, _ standard: String) -> String {
            let given = environment[name] ?? ""
            return (given.hasPrefix("/") ? given : home + standard) + "/amtspult"
        }
        data = folder("XDG_DATA_HOME", "/.local/share")
        cache = folder("XDG_CACHE_HOME", "/.cache")
        (share, isCheckout) = Paths.share(environment)
    }

    /// `PREFIX/share/amtspult` beside the binary's folder, else the checkout it was built in.
    private static func share(_ environment: [String: String]) -> (String, Bool) {
        if let given = environment["AMTSPULT_SHARE"], !given.isEmpty { return (given, false) }
        let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = binary.deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appendingPathComponent("share/amtspult")
        let manager = FileManager.default
        if manager.fileExists(atPath: installed.appendingPathComponent("procedures").path) {
            return (installed.path, false)
        }
        while folder.path != "/" {
            let source = folder.appendingPathComponent("Sources/ProcedureCatalog/Procedures")
            if manager.fileExists(atPath: source.path) { return (folder.path, true) }
            folder.deleteLastPathComponent()
        }
        return (installed.path, false)
    }

    var procedures: String {
        share + (isCheckout ? "/Sources/ProcedureCatalog/Procedures" : "/procedures")
    }
    var mappings: String { share + (isCheckout ? "/Sources/Interchange/Mappings" : "/mappings") }
    var themes: String { share + "/themes" }
}
