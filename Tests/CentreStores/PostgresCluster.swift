import Foundation
import PostgresStore
import Synchronization

/// A PostgreSQL of the tests' own: in a folder that is gone afterwards, reached by a local socket
/// alone. It asks no service of the machine, and ends when the process that started it does,
/// however that ends.
package final class PostgresCluster: Sendable {
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// One for all tests of a process, made when it is first asked for.
    package static let shared = Result { try PostgresCluster() }
    package static var isHere: Bool { (try? shared.get()) != nil }
    /// Why there is none.
    package static var reason: String {
        if case .failure(let missing) = shared { return "\(missing)" }
        return ""
    }
    /// Whether a run without it has failed, as in `make test`.
    package static var isRequired: Bool {
        ProcessInfo.processInfo.environment["AMTSPULT_POSTGRES"] == "required"
    }

    package let folder: String
    private let programs: String
    /// Ends the cluster when it is closed.
    private let life = Pipe()
    private let names = Mutex(0)

    package init() throws {
        guard PostgresAddress.isBuilt else {
            throw Missing(description: "gebaut ohne --traits PostgreSQL")
        }
        programs = try Self.findPrograms()
        folder =
            FileManager.default.temporaryDirectory.path
            + "/amt-pg-" + UUID().uuidString.prefix(8).lowercased()
        try Self.wait(
            for: Self.shell("install -d -m 0700 $OWNER \(folder)", programs: programs))
        try begin()
    }

    private static func findPrograms() throws -> String {
        let versions = "/usr/lib/postgresql"
        let found = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
        guard let newest = found.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }) else {
            throw Missing(description: "kein PostgreSQL auf diesem Rechner")
        }
        return "\(versions)/\(newest)/bin"
    }

    /// The server refuses to run as root: then all of it belongs to `postgres`. What lives on after
    /// a script (`apart`) keeps none of its descriptors: whoever waits for the end of the script,
    /// or of another process started meanwhile, would wait for the server.
    private static func shell(_ script: String, programs: String) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let isRoot = geteuid() == 0
        let user = isRoot ? "setpriv --reuid=postgres --regid=postgres --clear-groups" : ""
        let prelude = """
            set -e
            AS='\(user)'; OWNER='\(isRoot ? "-o postgres -g postgres" : "")'; PATH=\(programs):$PATH
            apart() {
                for file in /proc/$BASHPID/fd/*; do
                    number=${file##*/}
                    if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
                done 2> /dev/null
                exec "$@"
            }
            """
        process.arguments = ["-c", prelude + "\n" + script]
        return process
    }

    private static func wait(for process: Process) throws {
        // A missing program or a wrong right says nothing that a test should print.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Missing(description: "PostgreSQL lässt sich nicht starten")
        }
    }

    private static func options(_ folder: String) -> String {
        "-c listen_addresses= -c unix_socket_directories=\(folder) -c shared_buffers=64MB "
            + "-c max_connections=200 -c logging_collector=off"
    }

    private func begin() throws {
        let script = """
            cd \(folder)
            $AS initdb -D data -U amt -A trust -E UTF8 --locale=C.UTF-8 --no-sync
            (apart $AS pg_ctl -D data -w -l log -o "\(Self.options(folder))" start)
            export AS
            apart bash -c 'cat > /dev/null; $AS pg_ctl -D data -m immediate stop; rm -rf \(folder)' \
                <&0 > /dev/null 2>&1 &
            """
        let process = Self.shell(script, programs: programs)
        process.standardInput = life
        try Self.wait(for: process)
    }

    package var address: String { "postgresql:///postgres?host=\(folder)&user=amt" }

    /// A schema that no other test has.
    package func newSchema() -> String {
        names.withLock { count in
            count += 1
            return "probe\(ProcessInfo.processInfo.processIdentifier)_\(count)"
        }
    }

    /// The address of a database that no other test has.
    package func newDatabase() throws -> String {
        let name = newSchema()
        try execute("CREATE DATABASE \(name)")
        return "postgresql:///\(name)?host=\(folder)&user=amt"
    }

    /// Ends the server at once, as if the power had gone, and starts it again.
    package func crash() throws {
        try Self.wait(
            for: Self.shell(
                "cd \(folder); (apart $AS pg_ctl -D data -w -l log -m immediate "
                    + "-o \"\(Self.options(folder))\" restart)", programs: programs))
    }

    /// Has the server carry out `sql` beside the store, as another client.
    package func execute(_ sql: String) throws {
        let process = Self.shell("psql -X -q -v ON_ERROR_STOP=1 \"$ADDRESS\"", programs: programs)
        process.environment = ProcessInfo.processInfo.environment
            .merging(["ADDRESS": address]) { $1 }
        let input = Pipe()
        process.standardInput = input
        try input.fileHandleForWriting.write(contentsOf: Data(sql.utf8))
        try input.fileHandleForWriting.close()
        try Self.wait(for: process)
    }
}
