import Foundation
import ShellLanguage

signal(SIGPIPE, SIG_IGN)
let usage = GermanUsage(Amtszentrale.self, version: "0.1.0")
exit(usage.run(Array(CommandLine.arguments.dropFirst())))
