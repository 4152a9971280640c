import Casework
import TextCanvas

/// The one table of commands.
package enum CommandTable {
    /// In the order of footer and help.
    package static let all: [Command] = written.map { saving.contains($0.id) ? $0.saving : $0 }

    private static let written: [Command] =
        worklistCommands + approvalCommands + workloadCommands + bulkCommands + outboxCommands
        + lineCommands + searchCommands
        + listMoves + layerCommands + caseCommands + deskCommands

    package static let byID: [CommandID: Command] = Dictionary(
        all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// Commands without which nobody gets on or out.
    static let vital: [Command] = all.filter { ["help", "palette", "quit"].contains($0.id) }

    /// Always at the right end of the footer.
    static let fixedInFooter: Set<CommandID> = ["palette", "help", "quit"]

    private static let byScreen: [ScreenID: [Command]] = {
        var lists: [ScreenID: [Command]] = [:]
        for command in all {
            for screen in command.contexts { lists[screen, default: []].append(command) }
        }
        return lists
    }()

    /// The commands of a screen.
    package static func of(_ screen: ScreenID) -> [Command] { byScreen[screen] ?? [] }
}

extension Set<ScreenID> {
    /// Screens with a list and a cursor.
    static let lists: Set<ScreenID> = [.worklist, .approvals, .workload, .bulk, .outbox, .search]
    /// Screens on which commands of the whole desk work.
    static let desk: Set<ScreenID> = [
        .worklist, .caseFile, .search, .approvals, .workload, .bulk, .intake, .outbox,
    ]
    /// The same, where letters are commands and not text.
    static let deskWithoutTyping: Set<ScreenID> = [
        .worklist, .caseFile, .approvals, .workload, .bulk, .outbox,
    ]
}
