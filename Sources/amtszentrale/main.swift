import CPosix
import Foundation
import ShellLanguage

signal(SIGPIPE, SIG_IGN)
// Files are their owner's alone, and memory stays inside, whatever command runs.
system_guard_process()
let usage = GermanUsage(Amtszentrale.self, version: "0.1.0")
exit(usage.run(Array(CommandLine.arguments.dropFirst())))
