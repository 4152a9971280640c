import Glibc
import Simulator

exit(Program.main(CommandLine.arguments))
