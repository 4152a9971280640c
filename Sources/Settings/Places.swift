import Foundation

/// Where the program's files lie (XDG Base Directory Specification).
package struct Places: Hashable, Sendable {
    package let config: URL
    package let data: URL
    package let state: URL
    /// For the socket; nil where the system gives no such folder.
    package let runtime: URL?

    package init(environment: [String: String]) {
        let home =
            environment["HOME"].flatMap(Self.absolute) ?? URL(fileURLWithPath: NSHomeDirectory())
        func folder(_ variable: String, _ standard: String) -> URL {
            let base =
                environment[variable].flatMap(Self.absolute)
                ?? home.appendingPathComponent(standard)
            return base.appendingPathComponent("amtspult")
        }
        config = folder("XDG_CONFIG_HOME", ".config")
        data = folder("XDG_DATA_HOME", ".local/share")
        state = folder("XDG_STATE_HOME", ".local/state")
        runtime = environment["XDG_RUNTIME_DIR"].flatMap(Self.absolute)?
            .appendingPathComponent("amtspult")
    }

    package var configFile: URL { config.appendingPathComponent("config.yaml") }
    package var keyFile: URL { config.appendingPathComponent("keys.yaml") }
    /// Themes of the person, beside the installed ones.
    package var themes: URL { config.appendingPathComponent("themes") }
    package var logFile: URL { state.appendingPathComponent("amtspult.log") }

    /// Relative paths count as not set, as the specification asks.
    private static func absolute(_ path: String) -> URL? {
        path.hasPrefix("/") ? URL(fileURLWithPath: path) : nil
    }
}
