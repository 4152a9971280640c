import Foundation

/// A home of its own for one test: data, state and configuration lie in a folder that goes away
/// with it. Procedures compiled once are shared, as on a machine that has run the program before.
final class Sandbox {
    let folder: URL
    let environment: [String: String]

    init(_ extra: [String: String] = [:]) throws {
        let sandbox = try Sandbox.make(extra)
        folder = sandbox.folder
        environment = sandbox.environment
        if let warm = Sandbox.warm {
            let state = folder.appendingPathComponent("state")
            try FileManager.default.removeItem(at: state)
            try FileManager.default.copyItem(at: warm, to: state)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// In which the calendar's clock is wrong by so many seconds.
    func environment(shift: Int) -> [String: String] {
        guard shift != 0 else { return environment }
        let library = URL(fileURLWithPath: Shell.program).deletingLastPathComponent()
            .appendingPathComponent("libClockShift.so").path
        return environment.merging(["LD_PRELOAD": library, "CLOCK_SHIFT": "\(shift)"]) { $1 }
    }

    var data: URL { folder.appendingPathComponent("data/amtspult") }
    var configuration: URL { folder.appendingPathComponent("config/amtspult") }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private static func make(
        _ extra: [String: String]
    ) throws -> (folder: URL, environment: [String: String]) {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("amtspult-test-\(UUID().uuidString)")
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in ["data", "state", "config", "runtime"] {
            let place = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            environment["XDG_\(name.uppercased())_\(name == "runtime" ? "DIR" : "HOME")"] =
                place.path
        }
        environment.merge(extra) { $1 }
        return (folder, environment)
    }

    /// State in which every procedure is compiled.
    private static let warm: URL? = {
        guard let (folder, environment) = try? make([:]) else { return nil }
        _ = try? Shell.run(["diagnose"], environment: environment)
        return folder.appendingPathComponent("state")
    }()
}
