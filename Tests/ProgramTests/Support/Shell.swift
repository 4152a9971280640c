import Foundation
import Testing

/// A command of the built program, run to its end.
struct Shell {
    var output: String
    var errors: String
    var code: Int32

    /// The program beside the tests; `AMTSPULT_PROGRAM` names another, an installed one perhaps.
    static let program: String = {
        if let named = ProcessInfo.processInfo.environment["AMTSPULT_PROGRAM"] { return named }
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let folder =
            bundle?.bundleURL.deletingLastPathComponent()
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appendingPathComponent("amtspult").path
    }()

    static func run(
        _ arguments: [String], environment: [String: String], input: String = "",
        program: String = Shell.program
    ) throws -> Shell {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = environment["HOME"].map { URL(fileURLWithPath: $0) }
        let files = FileManager.default.temporaryDirectory
        let name = UUID().uuidString
        let (outputFile, errorFile) = (
            files.appendingPathComponent(name + ".out"), files.appendingPathComponent(name + ".err")
        )
        let inputFile = files.appendingPathComponent(name + ".in")
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        try Data(input.utf8).write(to: inputFile)
        defer {
            for file in [outputFile, errorFile, inputFile] {
                try? FileManager.default.removeItem(at: file)
            }
        }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        return Shell(
            output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self),
            code: process.terminationStatus)
    }

    /// The output as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
}

extension Sandbox {
    /// Runs a command in this home.
    func run(_ arguments: String..., input: String = "") throws -> Shell {
        try Shell.run(arguments, environment: environment, input: input)
    }

    func run(_ arguments: [String]) throws -> Shell {
        try Shell.run(arguments, environment: environment)
    }

    /// Runs a command that must succeed.
    @discardableResult
    func did(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try did(arguments, sourceLocation: sourceLocation)
    }

    @discardableResult
    func did(
        _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let shell = try Shell.run(arguments, environment: environment)
        try #require(
            shell.code == 0,
            "\(arguments.joined(separator: " ")): \(shell.code)\n\(shell.errors)\(shell.output)",
            sourceLocation: sourceLocation)
        return shell.output
    }
}
