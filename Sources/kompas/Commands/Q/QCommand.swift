import ArgumentParser

/// `kompas q`: Q methodology on files, without a server or a database.
struct QCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "q",
    abstract: "Q methodology: analyse Q sorts, look across groups, convert their files, design a grid.",
    subcommands: [QAnalyseCommand.self, QAcrossCommand.self, QConvertCommand.self, QGridCommand.self])
}
