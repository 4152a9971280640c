import Foundation
import ShellLanguage

signal(SIGPIPE, SIG_IGN)
let usage = GermanUsage(Amtspult.self, version: Version.current)
exit(usage.run(Array(CommandLine.arguments.dropFirst())))
