import ArgumentParser

/// The program. `kompas help` says what it can do.
@main
struct Kompas: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kompas",
    abstract: "From customer research to customers who notice.",
    discussion: """
      Begin with 'kompas demo' to look around in a living organisation, or with 'kompas serve' for your own.
      Everything that Kompas keeps is in one data folder (or one PostgreSQL database).
      """,
    subcommands: [
      ServeCommand.self, DemoCommand.self, ImportCommand.self, ReportCommand.self, MigrateCommand.self,
      DoctorCommand.self, BackupCommand.self, RestoreCommand.self, MemberCommand.self, QCommand.self,
    ])
}
