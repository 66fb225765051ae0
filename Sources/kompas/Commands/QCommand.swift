import ArgumentParser

/// `kompas q`: Q methodology on files, without a server or a database.
struct QCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "q", abstract: "Q methodology: analyse Q sorts, convert their files, design a grid.",
    subcommands: [QAnalyseCommand.self, QConvertCommand.self, QGridCommand.self])
}
