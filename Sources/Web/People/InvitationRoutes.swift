import HTTPTypes
import Hummingbird
import People
import Values

/// How an invited person begins.
struct InvitationRoutes {
  let invitations: Invitations

  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get("invitation/:token", use: show)
      .post("invitation/:token", use: accept)
  }

  @Sendable func show(_ request: Request, _ context: GuestContext) async throws -> Response {
    do {
      let token = try context.token
      return try Self.page(try await invitations.find(token), token, [:]).response(context)
    } catch is SignInRefused {
      return try Self.oldPage.response(context, status: .conflict)
    }
  }

  @Sendable func accept(_ request: Request, _ context: GuestContext) async throws -> Response {
    do {
      let token = try context.token
      let invitation = try await invitations.find(token)
      do {
        try await invitations.accept(token, password: context.form.secret("password"), from: context.address)
      } catch let rejection as Rejection {
        return try Self.page(invitation, token, rejection.problems).response(context, status: .unprocessableContent)
      } catch let refusal as SignInRefused where refusal != .linkNoLongerWorks {
        return try Self.page(invitation, token, ["password": refusal.message]).response(context, status: refusal.status)
      }
      return .redirect(to: .signIn, saying: Message("people.invitation.done"), context)
    } catch is SignInRefused {
      return try Self.oldPage.response(context, status: .conflict)
    }
  }

  static let oldPage = DoorPage(
    title: Message("people.links.oldTitle"), lead: Message("people.invitation.oldLead"), sheet: nil,
    other: Action(Message("people.signIn.back"), .signIn))

  static func page(
    _ invitation: Invitations.Invitation, _ token: Token, _ problems: [String: Message]
  ) -> DoorPage {
    let facts: [String: Message.Fact] = [
      "name": .text(invitation.name), "organisation": .text(invitation.organisation.name),
      "email": .text(invitation.email),
    ]
    let field =
      invitation.hasPassword
      ? Field(
        "password", Message("people.signIn.password"), kind: .password, problems: problems, isRequired: true,
        autocomplete: "current-password")
      : Field.newPassword(problems)
    return DoorPage(
      title: Message("people.invitation.title", facts),
      lead: invitation.hasPassword
        ? Message("people.invitation.leadElsewhere", facts) : Message("people.invitation.lead", facts),
      sheet: FormSheet(
        to: .invitation(token), [.field(field)], button: Message("people.invitation.button"), problems: problems),
      other: nil)
  }
}
