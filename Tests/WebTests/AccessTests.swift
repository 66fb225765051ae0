import HTTPTypes
import Hummingbird
import HummingbirdTesting
import People
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@testable import Web

/// What a route of Kompas lets whom do. Every route has one; a route without fails the first test below.
///
/// Each route is asked by somebody of every role, who holds that role on region Noord (`own`: the thing that the request is
/// about lies in Noord; `other`: it lies in region Zuid; `foreign`: it is of another organisation), and once more by somebody
/// who holds it on the whole organisation (`top`: the thing lies in Noord). The requests are good ones: what is open answers
/// 200, 303 or 409, what is closed 403, 404 or 422.
struct Access: Sendable {
  var own: Set<Role> = []
  var other: Set<Role> = []
  var top: Set<Role> = []
  /// Open where the thing is of another organisation: only for routes that are about nothing in particular.
  var foreign: Set<Role> = []
  /// Who asks need not have signed in.
  var isForAnyone = false
  /// Always this answer, whoever asks: a link that isn't known, something that is somebody else's.
  var always: Int?

  /// For everyone who signed in, about nothing in particular.
  static let members = about(nothing: Set(Role.allCases))
  static func anyone(_ status: Int) -> Access { Access(isForAnyone: true, always: status) }
  static func always(_ status: Int) -> Access { Access(always: status) }
  /// A page or form that is about no unit, person or customer.
  static func about(nothing roles: Set<Role>, top: Set<Role>? = nil) -> Access {
    Access(own: roles, other: roles, top: top ?? roles, foreign: roles)
  }
  /// About something in a unit: open to these roles in that unit and below, and nowhere else.
  static func inUnit(_ roles: Set<Role>) -> Access { Access(own: roles, top: roles) }
  /// About something of the organisation, in no unit in particular.
  static func ofOrganisation(_ roles: Set<Role>) -> Access { Access(own: roles, other: roles, top: roles) }
  /// Only for a role on the whole.
  static func ofTheWhole(_ roles: Set<Role>) -> Access { Access(top: roles) }

  func isOpen(to role: Role, at place: AccessPlace) -> Bool {
    switch place {
    case .own: own.contains(role)
    case .other: other.contains(role)
    case .foreign: foreign.contains(role)
    case .top: top.contains(role)
    }
  }
}

/// The access policy, route by route: the expectation that the generated test holds every answer against.
private let policy: [String: Access] = {
  let everyone = Set(Role.allCases)
  return [
    "POST /language": .anyone(303),
    "GET /sign-in": .anyone(303),
    "POST /sign-in": .anyone(422),
    "POST /sign-in/choice": .anyone(409),
    "GET /begin/:token": .anyone(409),
    "POST /begin/:token": .anyone(409),
    "GET /forgotten": .anyone(200),
    "POST /forgotten": .anyone(200),
    "GET /reset/:token": .anyone(409),
    "POST /reset/:token": .anyone(409),
    "GET /invitation/:token": .anyone(409),
    "POST /invitation/:token": .anyone(409),

    "GET /": .members,
    "GET /help": .members,
    "GET /listen": .members,
    "POST /sign-out": .members,
    "GET /account": .members,
    "POST /account/password": .always(422),
    "POST /account/workplace": .always(404),
    "POST /account/sign-ins/:signIn/end": .always(404),
    "POST /account/other-sign-ins/end": .members,

    "GET /act/route": .members,
    "GET /act/route/units/:unit": Access(own: everyone, other: everyone, top: everyone),
    "GET /act/route/units/:unit/ambition": .inUnit([.board, .facilitator]),
    "POST /act/route/units/:unit/ambition": .inUnit([.board, .facilitator]),
    "GET /act/route/units/:unit/action": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/route/units/:unit/action": .inUnit([.board, .manager, .employee, .facilitator]),
    "GET /act/route/ambitions/:ambition": .ofOrganisation(everyone),
    "GET /act/route/ambitions/:ambition/change": .inUnit([.board, .facilitator]),
    "POST /act/route/ambitions/:ambition/change": .inUnit([.board, .facilitator]),
    "POST /act/route/ambitions/:ambition/end": .inUnit([.board, .facilitator]),
    "POST /act/route/ambitions/:ambition/reopening": .inUnit([.board, .facilitator]),
    "GET /act/route/ambitions/:ambition/units/:unit": .inUnit([.board, .manager, .facilitator]),
    "POST /act/route/ambitions/:ambition/units/:unit": .inUnit([.board, .manager, .facilitator]),
    "GET /act/route/actions/:action": .ofOrganisation(everyone),
    "GET /act/route/actions/:action/change": .inUnit([.board, .manager, .facilitator]),
    "POST /act/route/actions/:action/change": .inUnit([.board, .manager, .facilitator]),
    "POST /act/route/actions/:action/end": .inUnit([.board, .manager, .facilitator]),
    "POST /act/route/actions/:action/reopening": .inUnit([.board, .manager, .facilitator]),
    "GET /act/route/comments/:comment": .inUnit([.board, .manager, .facilitator, .researcher]),
    "POST /act/route/comments/:comment": .inUnit([.board, .manager, .facilitator]),
    "GET /act/route/outcomes": .about(nothing: [.board, .manager, .employee, .facilitator]),
    "GET /act/route/outcomes/:session": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/route/outcomes/:session": .inUnit([.board, .manager, .employee, .facilitator]),
    "GET /act/route/people/:person": .inUnit([.board, .manager, .facilitator, .administrator]),
    "POST /act/route/people/:person": .inUnit([.board, .manager, .facilitator, .administrator]),
    "GET /act/asks/units/:unit": Access(own: everyone, other: everyone, top: everyone),
    "POST /act/asks/units/:unit": .inUnit([.board, .manager, .employee, .facilitator]),
    "GET /act/asks/:ask": .ofOrganisation(everyone),
    "POST /act/asks/:ask": .inUnit([.board, .manager]),
    "GET /act/commitments": .about(nothing: [.board, .manager, .employee, .facilitator]),
    "POST /act/commitments": .about(nothing: [.board, .manager, .employee, .facilitator]),
    "POST /act/commitments/:commitment/check": .always(404),
    "GET /act/commitments/sessions/:code": .always(404),
    "POST /act/commitments/sessions/:code": .always(404),
    "POST /act/commitments/:commitment/dropping": .always(404),
    "GET /act/huddles/:unit": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/huddles/:unit": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/huddles/:unit/rhythm": .inUnit([.board, .manager, .facilitator]),
    // No huddle has a fixed hour here.
    "GET /act/huddles/:unit/huddle.ics": .about(nothing: []),
    "GET /anchor/agenda": .about(nothing: [.board, .manager, .facilitator, .researcher]),
    "POST /anchor/agenda/units/:unit": .inUnit([.board, .manager]),
    "POST /anchor/agenda/:series/end": .inUnit([.board, .manager]),
    "GET /anchor/agenda/:series/:day": .inUnit([.board, .manager, .facilitator, .researcher]),
    "GET /anchor/agenda/:series/:day/meeting.ics": .inUnit([.board, .manager, .facilitator, .researcher]),
    "POST /anchor/agenda/:series/:day/question": .inUnit([.board, .manager]),
    "POST /anchor/agenda/:series/:day/decision": .inUnit([.board, .manager]),
    "GET /anchor/proof": .members,
    "GET /anchor/adoption": .members,

    "GET /organisation": .members,
    "GET /organisation/units/new": .about(nothing: [.administrator]),
    "POST /organisation/units": .inUnit([.administrator]),
    "GET /organisation/units/:unit": Access(own: everyone, other: everyone, top: everyone),
    "POST /organisation/units/:unit": .inUnit([.administrator]),
    "POST /organisation/units/:unit/place": .inUnit([.administrator]),
    "POST /organisation/units/:unit/end": .inUnit([.administrator]),

    "GET /organisation/people": .about(nothing: [.administrator]),
    "GET /organisation/people/new": .about(nothing: [.administrator]),
    "POST /organisation/people": .inUnit([.administrator]),
    "GET /organisation/people/:person": .inUnit([.administrator]),
    "POST /organisation/people/:person": .inUnit([.administrator]),
    "POST /organisation/people/:person/roles": .inUnit([.administrator]),
    "POST /organisation/people/:person/ended-roles": .inUnit([.administrator]),
    "POST /organisation/people/:person/leaving": .inUnit([.administrator]),
    "POST /organisation/people/:person/return": .inUnit([.administrator]),
    "POST /organisation/people/:person/invitation": .inUnit([.administrator]),
    "POST /organisation/people/:person/invitation-link": .inUnit([.administrator]),

    "GET /organisation/people/:person/erasure": .inUnit([.administrator]),
    "POST /organisation/people/:person/erasure": .inUnit([.administrator]),
    "GET /organisation/customers/:customer/erasure": .inUnit([.administrator]),
    "POST /organisation/customers/:customer/erasure": .inUnit([.administrator]),

    "GET /organisation/customers": .about(nothing: [.administrator, .researcher, .manager, .employee]),
    "GET /organisation/customers/new": .about(nothing: [.administrator, .researcher]),
    "POST /organisation/customers": .inUnit([.administrator, .researcher]),
    "GET /organisation/customers/:customer": .inUnit([.administrator, .researcher, .manager]),
    "POST /organisation/customers/:customer": .inUnit([.administrator, .researcher]),
    "POST /organisation/customers/:customer/unsubscription": .inUnit([.administrator, .researcher]),
    "POST /organisation/customers/:customer/subscription": .inUnit([.administrator, .researcher]),

    "GET /organisation/settings": .ofTheWhole([.administrator]),
    "POST /organisation/settings": .ofTheWhole([.administrator]),
    "GET /organisation/values": .members,
    "POST /organisation/values": .ofTheWhole([.administrator]),
    "POST /organisation/values/:value/raise": .ofTheWhole([.administrator]),
    "POST /organisation/values/:value/retirement": .ofTheWhole([.administrator]),
    "POST /organisation/values/:value/return": .ofTheWhole([.administrator]),

    // Who sees which figure is held by the tests of Understand.
    "GET /understand": .members,
    "GET /understand/:survey": .ofOrganisation(everyone),
    "GET /understand/:survey/:wave": .ofOrganisation(everyone),
    "GET /understand/:survey/:wave/units/:unit": .inUnit([.board, .manager, .facilitator, .researcher]),
    "GET /understand/:survey/:wave/units/:unit/customers": .inUnit([.manager]),
    "GET /understand/:survey/:wave/customers": .ofOrganisation([.manager, .employee]),
    "GET /understand/:survey/:wave/comments": .ofTheWhole([.board, .manager, .facilitator, .researcher]),
    "GET /understand/:survey/:wave/units/:unit/comments": .inUnit([.board, .manager, .facilitator, .researcher]),
    "GET /understand/:survey/:wave/exports/:file": .ofOrganisation([.board, .manager, .researcher]),
    "GET /understand/:survey/:wave/units/:unit/exports/:file": .inUnit([.board, .manager, .researcher]),

    "GET /topics": .about(nothing: [.researcher]),
    "POST /topics": .about(nothing: [.researcher]),
    "GET /topics/:topic": .about(nothing: [.researcher]),
    "POST /topics/:topic": .about(nothing: [.researcher]),
    "POST /topics/:topic/removal": .about(nothing: [.researcher]),
    "POST /topics/:topic/restoration": .about(nothing: [.researcher]),
    "POST /topics/comments/:comment": .inUnit([.researcher]),

    "GET /a/:token": .anyone(404),
    "POST /a/:token": .anyone(404),
    "POST /a/:token/withdrawal": .anyone(404),
    "GET /o/:link": .anyone(404),
    "GET /o/:link/:key": .anyone(404),
    "POST /o/:link/:key": .anyone(404),
    "GET /u/:token": .anyone(404),
    "POST /u/:token": .anyone(404),

    "GET /c/:token": .anyone(404),
    "POST /c/:token": .anyone(404),
    "POST /c/:token/withdrawal": .anyone(404),

    "GET /anchor": .members,
    "GET /anchor/indicator": .members,
    "POST /anchor/indicator": .ofTheWhole([.board, .administrator]),
    "POST /anchor/indicator/:indicator/removal": .ofTheWhole([.board, .administrator]),

    "GET /act": .members,
    "GET /act/customers": .about(nothing: [.manager, .employee]),
    "GET /act/customers/stuck": .about(nothing: [.manager]),
    "GET /act/customers/share/:unit": .inUnit([.board, .manager, .facilitator, .researcher]),
    "GET /act/customers/:followUp": .inUnit([.manager]),
    "POST /act/customers/:followUp/talk": .inUnit([.manager]),
    "POST /act/customers/:followUp/attempt": .inUnit([.manager]),
    "POST /act/customers/:followUp/promise": .inUnit([.manager]),
    "POST /act/customers/:followUp/owner": .inUnit([.manager]),
    "POST /act/customers/:followUp/withdrawal": .inUnit([.manager]),
    "GET /act/customers/rules": .about(nothing: [.board, .manager, .employee, .administrator]),
    "POST /act/customers/rules": .ofTheWhole([.board, .administrator]),
    "GET /act/gestures": .members,
    "GET /act/gestures/lists/:list": .members,
    "GET /act/gestures/new": .about(nothing: [.manager, .employee]),
    "POST /act/gestures": .inUnit([.manager]),
    "GET /act/gestures/:gesture": .inUnit([.manager]),
    // Who manages the unit reads along; a gesture stays its maker's own.
    "POST /act/gestures/:gesture": Access(own: [.manager]),
    "POST /act/gestures/:gesture/done": Access(own: [.manager]),
    "POST /act/gestures/:gesture/dropping": Access(own: [.manager]),
    "POST /act/gestures/:gesture/return": Access(own: [.manager]),
    "POST /act/gestures/:gesture/feeling": Access(own: [.manager]),
    "POST /act/gestures/:gesture/applause": .inUnit([.manager]),
    "POST /act/gestures/:gesture/silence": .inUnit([.manager]),
    "POST /act/gestures/:gesture/idea": .inUnit([.manager]),
    "GET /act/room": .about(nothing: [.manager]),
    "GET /act/room/:unit": .inUnit([.manager]),
    "POST /act/room/:unit": .inUnit([.manager]),
    "GET /activate/sessions/:session": .inUnit([.manager, .facilitator]),
    "POST /activate/sessions/:session/plan": .inUnit([.manager, .facilitator]),
    "POST /activate/sessions/:session/discarding": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/console": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/report": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/decisions/:decision": .inUnit([.manager, .facilitator]),
    "POST /activate/sessions/:session/decisions/:decision": .inUnit([.manager, .facilitator]),
    // A session that still goes on isn't committed from its report.
    "POST /activate/sessions/:session/commitment": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/calendar": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/rounds/:file": .inUnit([.manager, .facilitator]),
    "GET /activate": .about(nothing: [.manager, .facilitator]),
    "POST /activate": .ofOrganisation([.manager, .facilitator]),
    "POST /activate/sessions/:session/crew": .inUnit([.manager, .facilitator]),
    "POST /activate/sessions/:session/kit": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/paper": .inUnit([.manager, .facilitator]),
    // No round is open; that the scribe may enter ballots is held by the tests of paper.
    "POST /activate/sessions/:session/paper": Access(),
    "GET /activate/sessions/:session/recordings": .inUnit([.manager, .facilitator]),
    // The file is no sound; that one is let in by whoever prepares the session is held by the browser.
    "POST /activate/sessions/:session/recordings": Access(),
    // The plan has no round in which a customer is heard.
    "POST /activate/sessions/:session/recordings/:recording/use": Access(),
    "POST /activate/sessions/:session/recordings/:recording/removal": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/recordings/:recording/sound": .inUnit([.manager, .facilitator]),
    "GET /activate/kits": .about(nothing: [.manager, .facilitator]),
    "GET /activate/kits/:kit": .inUnit([.manager, .facilitator]),
    "GET /activate/kits/:kit/script": .inUnit([.manager, .facilitator]),
    "GET /activate/sessions/:session/script": .inUnit([.manager, .facilitator]),
    "POST /activate/kits/:kit": .inUnit([.manager, .facilitator]),
    "POST /activate/kits/:kit/removal": .inUnit([.manager, .facilitator]),
    "GET /activate/programmes/new": .about(nothing: [.manager, .facilitator]),
    "GET /activate/programmes/:programme": .ofOrganisation([.manager, .facilitator]),
    "GET /activate/programmes/:programme/sessions/new": .ofOrganisation([.manager, .facilitator]),
    "POST /activate/programmes/:programme/sessions": .inUnit([.manager, .facilitator]),
    "GET /s": .anyone(200),
    "POST /s": .anyone(422),
    "GET /s/:code": .anyone(404),
    "GET /s/:code/screen/:token": .anyone(404),
    "GET /check": .anyone(200),
    "POST /check": .anyone(200),
    // Asked of a session that isn't there: the stream of one that is never ends.
    "GET /activate/sessions/:session/events": Access(),
    "GET /activate/sessions/:session/state": .inUnit([.manager, .facilitator]),
    "POST /activate/sessions/:session/lobby": .inUnit([.manager, .facilitator]),
    // Who is not on the crew does not drive.
    "POST /activate/sessions/:session/commands": Access(own: [.manager]),
    // No round is open; who may write for whom is held by the tests of Activate.
    "POST /activate/sessions/:session/proxies": Access(),
    "POST /activate/sessions/:session/screen": .inUnit([.manager, .facilitator]),
    "GET /s/:code/events": .anyone(404),
    "GET /s/:code/state": .anyone(404),
    "GET /s/:code/recordings/:recording": .anyone(404),
    "GET /s/:code/screen/:token/recordings/:recording": .anyone(404),
    "GET /s/:code/screen/:token/events": .anyone(404),
    "GET /s/:code/screen/:token/state": .anyone(404),
    "POST /s/:code/join": .anyone(404),
    "POST /s/:code/rejoin": .anyone(404),
    "POST /s/:code/ready": .anyone(404),
    "POST /s/:code/name": .anyone(404),
    "POST /s/:code/time": .anyone(404),
    "POST /s/:code/rounds/:round/contribution": .anyone(404),
    "GET /s/:code/rounds/:round/calendar": .anyone(404),
    "GET /check/events": .anyone(200),
    "POST /check/echo": .anyone(200),
    "GET /check/now": .anyone(200),
    "GET /check/proxy": .anyone(200),

    "GET /listen/surveys": .about(nothing: [.researcher]),
    "POST /listen/surveys": .about(nothing: [.researcher]),
    "GET /listen/surveys/:survey": .ofOrganisation([.researcher]),
    "GET /listen/surveys/:survey/texts": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/texts": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/publication": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/discarding": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/copy": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/putting-away": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/return": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/questions": .ofOrganisation([.researcher]),
    "GET /listen/surveys/:survey/questions/:question": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/questions/:question": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/questions/:question/place": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/questions/:question/removal": .ofOrganisation([.researcher]),
    "GET /listen/surveys/:survey/preview": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/preview": .ofOrganisation([.researcher]),
    "GET /listen/surveys/:survey/waves": .ofOrganisation([.researcher]),
    "POST /listen/surveys/:survey/waves": .ofOrganisation([.researcher]),
    "GET /listen/waves/:wave": .ofOrganisation([.researcher]),
    "GET /listen/waves/:wave/plan": .ofOrganisation([.researcher]),
    "POST /listen/waves/:wave/plan": .ofOrganisation([.researcher]),
    "GET /listen/waves/:wave/opening": .ofOrganisation([.researcher]),
    "POST /listen/waves/:wave/opening": .ofOrganisation([.researcher]),
    "POST /listen/waves/:wave/invitations": .ofOrganisation([.researcher]),
    "POST /listen/waves/:wave/reminder": .ofOrganisation([.researcher]),
    "POST /listen/waves/:wave/closing": .ofOrganisation([.researcher]),
    "GET /listen/waves/:wave/qr.svg": .ofOrganisation([.researcher]),

    "GET /listen/imports": .about(nothing: [.researcher]),
    "POST /listen/imports": .about(nothing: [.researcher]),
    "GET /listen/imports/:import": .ofOrganisation([.researcher]),
    "GET /listen/imports/:import/columns/:column": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/codebook": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/columns": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/columns/:column": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/application": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/stop": .ofOrganisation([.researcher]),
    "POST /listen/imports/:import/removal": .ofOrganisation([.researcher]),

    "GET /organisation/import": .ofTheWhole([.administrator, .researcher]),
    "POST /organisation/import": .ofTheWhole([.administrator, .researcher]),
    "GET /organisation/import/:draft": .always(404),
    "POST /organisation/import/:draft": .always(404),
  ]
}()

@Suite struct AccessTests {
  @Test func everyRouteHasAnExpectation() async throws {
    let routes = Set(try await AccessWorld.make().routes.map(\.name))
    #expect(routes.subtracting(policy.keys).sorted() == [], "routes without an expectation in `policy`")
    #expect(Set(policy.keys).subtracting(routes).sorted() == [], "expectations of routes that are gone")
  }

  @Test func aDemosOneClickIsNotThereOutsideADemo() async throws {
    let oneClick = AccessRoute(method: .post, path: "/demo/sign-in")
    let real = try await AccessWorld.make()
    #expect(!real.routes.contains { $0.name.contains("demo") })
    try await real.visit { visitor in
      let answer = try await visitor.ask(oneClick, as: nil, about: .own)
      #expect(answer.status == 404)
    }
    let demo = try await AccessWorld.make(isDemo: true)
    #expect(demo.routes.contains { $0.name == "POST /demo/sign-in" })
    // Even there: a person of an organisation that isn't a demo is not found.
    try await demo.visit { visitor in
      let answer = try await visitor.ask(oneClick, as: nil, about: .own)
      #expect(answer.status == 404)
    }
  }

  @Test(arguments: policy.keys.sorted()) func aRouteIsOpenToWhomItShouldBe(_ name: String) async throws {
    let access = try #require(policy[name])
    let walk = AccessWalk()
    // What was refused changed nothing, which is looked after; so a world is left only after something was done in it.
    while !walk.isDone {
      let world = try await AccessWorld.make()
      let route = try #require(world.routes.first { $0.name == name })
      try await world.visit { visitor in
        while let (role, place) = walk.next() {
          let before = try await visitor.traces()
          let status = try await visitor.ask(route, as: role, about: place).status
          let isOpen = [200, 204, 303, 409].contains(status)
          if let always = access.always {
            #expect(status == always, "\(role) asks about \(place)")
          } else {
            let shouldBeOpen = access.isOpen(to: role, at: place)
            let right = shouldBeOpen ? isOpen : (place == .foreign ? [403, 404] : [403, 404, 422]).contains(status)
            #expect(
              right, "\(role) asks about \(place): \(status), should be \(shouldBeOpen ? "open" : "closed")")
          }
          let after = try await visitor.traces()
          if !isOpen { #expect(after == before, "\(role) asks about \(place): \(status), and something changed") }
          // What is always refused may be counted, as wrong passwords are.
          if isOpen || access.always != nil, route.method != .get { return }
        }
      }
    }
  }

  @Test(arguments: policy.keys.sorted()) func whoDidNotSignInComesNoFurtherThanTheDoor(_ name: String) async throws {
    let access = try #require(policy[name])
    guard !access.isForAnyone else { return }
    let world = try await AccessWorld.make()
    let route = try #require(world.routes.first { $0.name == name })
    try await world.visit { visitor in
      let answer = try await visitor.ask(route, as: nil, about: .own)
      if route.method == .get {
        #expect(answer.status == 303 && answer.location?.hasPrefix("/sign-in") == true)
      } else {
        #expect(answer.status == 403 || answer.location?.hasPrefix("/sign-in") == true, "\(answer.status)")
      }
    }
  }
}

/// Everybody who asks, about every place.
private final class AccessWalk: Sendable {
  private let left = Mutex(
    Role.allCases.flatMap { role in AccessPlace.allCases.map { (role: role, place: $0) } }.reversed()
      as [(Role, AccessPlace)])

  var isDone: Bool { left.withLock { $0.isEmpty } }

  func next() -> (Role, AccessPlace)? { left.withLock { $0.popLast() } }
}

enum AccessPlace: String, CaseIterable, Sendable { case own, other, foreign, top }

struct AccessRoute: Sendable {
  let method: HTTPRequest.Method
  let path: String

  var name: String { "\(method.rawValue) \(path)" }
}
