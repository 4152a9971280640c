import Foundation
import ShellLanguage
import WorkstationRuntime

ProcessGuard.stand()
signal(SIGPIPE, SIG_IGN)
let usage = GermanUsage(Amtspult.self, version: Version.current)
exit(usage.run(Array(CommandLine.arguments.dropFirst())))
