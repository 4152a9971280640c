import ArgumentParser
import Foundation

/// Parses, runs, and tells every failure in German with its exit code.
func run(_ arguments: [String]) -> Int32 {
    let options = arguments.prefix { $0 != "--" }
    if options.contains("--help") || options.contains("-h") {
        Standard.out((try? GermanUsage.help(for: arguments)) ?? "")
        return ExitStatus.fine.rawValue
    }
    if options.first == "--version" {
        Standard.out("amtspult \(Version.current)")
        return ExitStatus.fine.rawValue
    }
    do {
        var command = try Amtspult.parseAsRoot(arguments)
        try command.run()
        return ExitStatus.fine.rawValue
    } catch let ending as Ending {
        if !ending.sentence.isEmpty { Standard.error(ending.sentence) }
        return ending.status.rawValue
    } catch let code as ExitCode {
        return code.rawValue
    } catch {
        Standard.error(GermanUsage.sentence(for: error))
        Standard.error("Hilfe: amtspult --help")
        return ExitStatus.usage.rawValue
    }
}

signal(SIGPIPE, SIG_IGN)
exit(run(Array(CommandLine.arguments.dropFirst())))
