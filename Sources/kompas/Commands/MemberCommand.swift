import ArgumentParser
import Foundation
import People
import Persistence
import Values

/// `kompas member`: the people of an installation, for who runs the machine.
struct MemberCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member",
    abstract: "Add somebody, see who there is, set a password.",
    discussion: """
      For the first administrator, and for when mail doesn't work. Afterwards an administrator does all of this in Kompas \
      itself. A password is asked for, or read from standard input; it never stands on the command line.
      """,
    subcommands: [AddMember.self, ListMembers.self, SetPassword.self])
}

/// What went wrong, as the sentence that is shown.
struct MemberCommandFailure: Error, CustomStringConvertible {
  let description: String
}

private struct AddMember: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add somebody to an organisation.",
    discussion: "Where there is no organisation yet, the one that is named is made, with one unit of the same name.")

  @OptionGroup var place: OrganisationOptions
  @Option(help: "The name as colleagues know it.") var name: String
  @Option(help: "The address with which they sign in.") var email: String
  @Option(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: String = Role.administrator
    .rawValue
  @Option(help: "Short name or name of the unit; the whole organisation where it is left out.") var unit: String?
  @Flag(help: "Read a password, so that they can sign in at once.") var password = false

  func validate() throws {
    guard Role(rawValue: role) != nil else { throw ValidationError("There is no role '\(role)'.") }
  }

  func run() async throws {
    guard let role = Role(rawValue: role) else { return }
    let organisation = place.organisation
    try await place.database.withInstallation { installation, database in
      let known = try await place.chosen(in: database)
      let language = place.language ?? known?.language ?? .nl
      let draft = try PersonDraft(name: name, email: email, language: language)
      let secret = password ? try PasswordPrompt.read() : nil
      if let organisation, known == nil {
        _ = try await installation.found(OrganisationDraft(name: organisation, language: language))
        Terminal.say("Made the organisation \(organisation).")
      }
      let person = try await installation.add(draft, as: role, on: unit, in: organisation, password: secret)
      Terminal.say("Added \(person.name) <\(person.email)> as \(role.rawValue).")
      if secret == nil { Terminal.say("To let them in: kompas member password \(person.email)") }
    }
  }
}

private struct ListMembers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Show who works where, as what.")

  @OptionGroup var database: DatabaseOptions
  @Option(help: "Only this organisation.") var organisation: String?

  func run() async throws {
    try await database.withInstallation { installation, _ in
      let lines = try await installation.members(of: organisation)
      for line in lines {
        let roles = line.roles.map { "\($0.role.rawValue) of \($0.unit.name)" }.joined(separator: ", ")
        let state = line.person.account == nil ? " (has not begun)" : ""
        Terminal.say("\(line.organisation.name): \(line.person.name) <\(line.person.email)> \(roles)\(state)")
      }
      if lines.isEmpty { Terminal.say("Nobody yet. Begin with 'kompas member add'.") }
    }
  }
}

private struct SetPassword: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password",
    abstract: "Set somebody's password. All their sign-ins end.")

  @OptionGroup var database: DatabaseOptions
  @Argument(help: "The address with which they sign in.") var email: String

  func run() async throws {
    try await database.withInstallation { installation, _ in
      try await installation.setPassword(try PasswordPrompt.read(), of: email)
      Terminal.say("The new password of \(email) is in force.")
    }
  }
}

/// Reads a password without showing it, or a line of standard input where that is no terminal.
private enum PasswordPrompt {
  static func read() throws -> String {
    let isTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
    if !isTerminal {
      guard let line = readLine() else { throw MemberCommandFailure(description: "No password came in.") }
      return line
    }
    guard let typed = getpass("Password (at least \(PasswordRules.length.lowerBound) characters): ") else {
      throw MemberCommandFailure(description: "No password came in.")
    }
    let password = String(cString: typed)
    guard let again = getpass("Once more: "), String(cString: again) == password else {
      throw MemberCommandFailure(description: "The two are not the same. Nothing was changed.")
    }
    return password
  }
}

extension DatabaseOptions {
  fileprivate func withInstallation(
    _ body: (Installation, any Database) async throws -> Void
  ) async throws {
    let settings = try await Settings(self)
    let opened = try await settings.open()
    do {
      try await settings.update(opened)
      let installation = Installation(
        database: opened, world: World.live(send: { _ in }), hashing: try PasswordHashing())
      try await body(installation, opened)
      try await opened.close()
    } catch {
      try await opened.close()
      throw MemberSentences.failure(error)
    }
  }
}

/// What went wrong, in words.
private enum MemberSentences {
  static func failure(_ error: any Error) -> any Error {
    switch error {
    case Installation.Unclear.nothingCalled(let words): said("There is nothing called '\(words)'.")
    case Installation.Unclear.severalOrganisations(let names):
      said("There are several organisations. Choose one with --organisation: \(names.joined(separator: ", ")).")
    case let rejection as Rejection:
      said(
        rejection.problems.sorted { $0.key < $1.key }.map { "\($0.key): \(reason($0.value.key))" }.joined(
          separator: "\n"))
    default: error
    }
  }

  private static func said(_ text: String) -> MemberCommandFailure { MemberCommandFailure(description: text) }

  private static func reason(_ key: String) -> String {
    switch key {
    case "people.form.missing": "this is missing."
    case "people.form.noAddress": "this is not a mail address."
    case "people.form.tooLong": "this is too long."
    case "people.people.emailTaken": "somebody in this organisation has that address."
    case "people.password.tooShort": "at least \(PasswordRules.length.lowerBound) characters."
    case "people.password.tooLong": "at most \(PasswordRules.length.upperBound) characters."
    case "people.password.easilyGuessed": "this is easy to guess. Use words that don't belong together."
    default: "this can't be used."
    }
  }
}
