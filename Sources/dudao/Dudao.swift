import ArgumentParser

/// The one program: server and tools.
@main
struct Dudao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dudao",
        abstract: "Dudao 督导: the platform on which an education supervision office runs its year.",
        subcommands: [
            Serve.self,
            Demo.self,
            Migrate.self,
            AccountCommand.self,
            AuditCommand.self,
            TallyCommand.self,
            FigureCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            OfficeCommand.self,
            DrawCommand.self,
            DeadlineCommand.self,
            EvaluateCommand.self,
            BalanceCommand.self,
            ImproveCommand.self,
            ImportCommand.self,
            CollectCommand.self,
            QualityCommand.self,
            PlanCommand.self,
            SummaryCommand.self,
        ])
}
