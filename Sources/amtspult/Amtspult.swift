import ArgumentParser

/// The workstation's command line. Without a subcommand the workstation opens.
struct Amtspult: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amtspult",
        abstract: "Der Arbeitsplatz der Sachbearbeitung im Magistrat Linz.",
        discussion: """
            Ohne Unterbefehl öffnet sich der Arbeitsplatz. Die Unterbefehle tun dasselbe von der \
            Shell aus. Rückgabewerte: 0 in Ordnung, 1 nicht möglich (Hindernis), 2 Terminal oder \
            Ablage nicht brauchbar, 64 Eingabe unverständlich, 65 Daten nicht lesbar, \
            74 Schreiben misslungen, 75 belegt: später noch einmal, 77 kein Recht dazu.
            """,
        version: Version.current,
        subcommands: [
            DeadlineCommand.self, ProcedureCommand.self, DemoCommand.self, SetUpCommand.self,
            ListCommand.self, CaseCommand.self, StepCommand.self, NoteCommand.self,
            ImportCommand.self, ExportCommand.self, BackupCommand.self, RestoreCommand.self,
            DiagnoseCommand.self, JoinCommand.self, LogInCommand.self, ExchangeCommand.self,
            ProveCommand.self, KeysCommand.self, DeskCommand.self,
        ],
        defaultSubcommand: DeskCommand.self)
}

enum Version {
    static let current = "0.1.0"
}
