import HTTPTypes
import Hummingbird
import HummingbirdTesting
import People
import Persistence
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
  /// Only for a role on the whole.
  static func ofTheWhole(_ roles: Set<Role>) -> Access { Access(top: roles) }
}

/// The access policy, route by route: the expectation that the generated test holds every answer against.
private let policy: [String: Access] = {
  let everyone = Set(Role.allCases)
  return [
    "POST /language": .anyone(303),
    "GET /sign-in": .anyone(303),
    "POST /sign-in": .anyone(422),
    "POST /sign-in/choice": .anyone(409),
    "GET /forgotten": .anyone(200),
    "POST /forgotten": .anyone(200),
    "GET /reset/:token": .anyone(409),
    "POST /reset/:token": .anyone(409),
    "GET /invitation/:token": .anyone(409),
    "POST /invitation/:token": .anyone(409),

    "GET /": .members,
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
    "GET /act/route/ambitions/:ambition": .always(404),
    "GET /act/route/ambitions/:ambition/change": .always(404),
    "POST /act/route/ambitions/:ambition/change": .about(nothing: []),
    "POST /act/route/ambitions/:ambition/end": .about(nothing: []),
    "POST /act/route/ambitions/:ambition/reopening": .about(nothing: []),
    "GET /act/route/ambitions/:ambition/units/:unit": .about(nothing: []),
    "POST /act/route/ambitions/:ambition/units/:unit": .about(nothing: []),
    "GET /act/route/actions/:action": .always(404),
    "GET /act/route/actions/:action/change": .always(404),
    "POST /act/route/actions/:action/change": .always(404),
    "POST /act/route/actions/:action/end": .always(404),
    "POST /act/route/actions/:action/reopening": .always(404),
    "GET /act/route/comments/:comment": .about(nothing: []),
    "GET /act/route/people/:person": .about(nothing: []),
    "POST /act/route/people/:person": .about(nothing: []),
    "GET /act/asks/units/:unit": Access(own: everyone, other: everyone, top: everyone),
    "POST /act/asks/units/:unit": .about(nothing: []),
    "GET /act/asks/:ask": .always(404),
    "POST /act/asks/:ask": .about(nothing: []),
    "GET /act/commitments": .about(nothing: [.board, .manager, .employee, .facilitator]),
    "POST /act/commitments": .about(nothing: [.board, .manager, .employee, .facilitator]),
    "POST /act/commitments/:commitment/check": .always(404),
    "POST /act/commitments/:commitment/dropping": .always(404),
    "GET /act/huddles/:unit": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/huddles/:unit": .inUnit([.board, .manager, .employee, .facilitator]),
    "POST /act/huddles/:unit/rhythm": .inUnit([.board, .manager, .facilitator]),
    "GET /act/huddles/:unit/huddle.ics": .about(nothing: []),
    "GET /anchor/agenda": .about(nothing: [.board, .manager, .facilitator, .researcher]),
    "POST /anchor/agenda/units/:unit": .inUnit([.board, .manager]),
    "POST /anchor/agenda/:series/end": .about(nothing: []),
    "GET /anchor/agenda/:series/:day": .about(nothing: []),
    "GET /anchor/agenda/:series/:day/meeting.ics": .about(nothing: []),
    "POST /anchor/agenda/:series/:day/question": .about(nothing: []),
    "POST /anchor/agenda/:series/:day/decision": .about(nothing: []),
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

    // There is no survey in this world; who sees which figure is held by the tests of Understand.
    "GET /understand": .members,
    "GET /understand/:survey": .always(404),
    "GET /understand/:survey/:wave": .always(404),
    "GET /understand/:survey/:wave/units/:unit": .always(404),
    "GET /understand/:survey/:wave/units/:unit/customers": .always(404),
    "GET /understand/:survey/:wave/customers": Access(),
    "GET /understand/:survey/:wave/comments": .always(404),
    "GET /understand/:survey/:wave/units/:unit/comments": .always(404),
    "GET /understand/:survey/:wave/exports/:file": .always(404),
    "GET /understand/:survey/:wave/units/:unit/exports/:file": .always(404),

    "GET /topics": .about(nothing: [.researcher]),
    "POST /topics": .about(nothing: [.researcher]),
    "GET /topics/:topic": .about(nothing: [.researcher]),
    "POST /topics/:topic": .about(nothing: [.researcher]),
    "POST /topics/:topic/removal": .about(nothing: [.researcher]),
    "POST /topics/:topic/restoration": .about(nothing: [.researcher]),
    // There is no comment in this world.
    "POST /topics/comments/:comment": Access(),

    "GET /a/:token": .anyone(404),
    "POST /a/:token": .anyone(404),
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
    // No survey of this world asks anything; that only the top chooses is held here by the refusals.
    "POST /anchor/indicator": Access(),
    "POST /anchor/indicator/:indicator/removal": Access(),

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
    // There is no session in this world; that only its crew reaches one is held by the tests of Activate.
    "GET /activate/sessions/:session": Access(),
    "POST /activate/sessions/:session/plan": Access(),
    "POST /activate/sessions/:session/discarding": Access(),
    "GET /activate/sessions/:session/console": Access(),
    "GET /activate/sessions/:session/report": Access(),
    "GET /activate/sessions/:session/rounds/:file": Access(),
    "GET /activate": .about(nothing: [.manager, .facilitator]),
    "POST /activate": Access(),
    "GET /activate/programmes/new": .about(nothing: [.manager, .facilitator]),
    "GET /activate/programmes/:programme": Access(),
    "GET /activate/programmes/:programme/sessions/new": Access(),
    "POST /activate/programmes/:programme/sessions": Access(),
    "GET /s": .anyone(200),
    "POST /s": .anyone(422),
    "GET /s/:code": .anyone(404),
    "GET /s/:code/screen/:token": .anyone(404),
    "GET /check": .anyone(200),
    "POST /check": .anyone(200),
    "GET /activate/sessions/:session/events": Access(),
    "GET /activate/sessions/:session/state": Access(),
    "POST /activate/sessions/:session/lobby": Access(),
    "POST /activate/sessions/:session/commands": Access(),
    "POST /activate/sessions/:session/proxies": Access(),
    "POST /activate/sessions/:session/screen": Access(),
    "GET /s/:code/events": .anyone(404),
    "GET /s/:code/state": .anyone(404),
    "GET /s/:code/screen/:token/events": .anyone(404),
    "GET /s/:code/screen/:token/state": .anyone(404),
    "POST /s/:code/join": .anyone(404),
    "POST /s/:code/rejoin": .anyone(404),
    "POST /s/:code/ready": .anyone(404),
    "POST /s/:code/name": .anyone(404),
    "POST /s/:code/time": .anyone(404),
    "POST /s/:code/rounds/:round/contribution": .anyone(404),
    "GET /check/events": .anyone(200),
    "POST /check/echo": .anyone(200),
    "GET /check/now": .anyone(200),

    // There is no survey in this world; that only makers reach one is held by the tests of Listen.
    "GET /listen/surveys": .about(nothing: [.researcher]),
    "POST /listen/surveys": .about(nothing: [.researcher]),
    "GET /listen/surveys/:survey": Access(),
    "GET /listen/surveys/:survey/texts": Access(),
    "POST /listen/surveys/:survey/texts": Access(),
    "POST /listen/surveys/:survey/publication": Access(),
    "POST /listen/surveys/:survey/discarding": Access(),
    "POST /listen/surveys/:survey/copy": Access(),
    "POST /listen/surveys/:survey/putting-away": Access(),
    "POST /listen/surveys/:survey/return": Access(),
    "POST /listen/surveys/:survey/questions": Access(),
    "GET /listen/surveys/:survey/questions/:question": Access(),
    "POST /listen/surveys/:survey/questions/:question": Access(),
    "POST /listen/surveys/:survey/questions/:question/place": Access(),
    "POST /listen/surveys/:survey/questions/:question/removal": Access(),
    "GET /listen/surveys/:survey/preview": Access(),
    "POST /listen/surveys/:survey/preview": Access(),
    "GET /listen/surveys/:survey/waves": Access(),
    "POST /listen/surveys/:survey/waves": Access(),
    "GET /listen/waves/:wave": Access(),
    "GET /listen/waves/:wave/plan": Access(),
    "POST /listen/waves/:wave/plan": Access(),
    "GET /listen/waves/:wave/opening": Access(),
    "POST /listen/waves/:wave/opening": Access(),
    "POST /listen/waves/:wave/invitations": Access(),
    "POST /listen/waves/:wave/reminder": Access(),
    "POST /listen/waves/:wave/closing": Access(),
    "GET /listen/waves/:wave/qr.svg": Access(),

    // No file was brought in; that only a researcher finds one is held by the tests of Listen.
    "GET /listen/imports": .about(nothing: [.researcher]),
    "POST /listen/imports": .about(nothing: [.researcher]),
    "GET /listen/imports/:import": Access(),
    "GET /listen/imports/:import/columns/:column": Access(),
    "POST /listen/imports/:import/columns/:column": Access(),
    "POST /listen/imports/:import/application": Access(),
    "POST /listen/imports/:import/stop": Access(),
    "POST /listen/imports/:import/removal": Access(),

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
    let real = try await AccessWorld.make()
    #expect(!real.routes.contains { $0.name.contains("demo") })
    let status = try await real.ask(AccessRoute(method: .post, path: "/demo/sign-in"), as: nil, about: .own)
    #expect(status == 404)
    let demo = try await AccessWorld.make(isDemo: true)
    #expect(demo.routes.contains { $0.name == "POST /demo/sign-in" })
    // Even there: a person of an organisation that isn't a demo is not found.
    let inDemo = try await demo.ask(AccessRoute(method: .post, path: "/demo/sign-in"), as: nil, about: .own)
    #expect(inDemo == 404)
  }

  @Test(arguments: policy.keys.sorted()) func aRouteIsOpenToWhomItShouldBe(_ name: String) async throws {
    let access = try #require(policy[name])
    let template = try await AccessWorld.make()
    let route = try #require(template.routes.first { $0.name == name })
    for role in Role.allCases {
      for place in AccessPlace.allCases {
        // Requests change things, so each has a world of its own.
        let world = try await AccessWorld.make()
        let status = try await world.ask(route, as: role, about: place)
        if let always = access.always {
          #expect(status == always, "\(role) asks about \(place)")
          continue
        }
        let isOpen =
          switch place {
          case .own: access.own.contains(role)
          case .other: access.other.contains(role)
          case .foreign: access.foreign.contains(role)
          case .top: access.top.contains(role)
          }
        let right = isOpen ? [200, 303, 409] : place == .foreign ? [403, 404] : [403, 404, 422]
        #expect(
          right.contains(status), "\(role) asks about \(place): \(status), should be \(isOpen ? "open" : "closed")")
      }
    }
  }

  @Test(arguments: policy.keys.sorted()) func whoDidNotSignInComesNoFurtherThanTheDoor(_ name: String) async throws {
    let access = try #require(policy[name])
    let world = try await AccessWorld.make()
    let route = try #require(world.routes.first { $0.name == name })
    guard !access.isForAnyone else { return }
    let answer = try await world.response(route, as: nil, about: .own)
    if route.method == .get {
      #expect(answer.status == 303 && answer.location?.hasPrefix("/sign-in") == true)
    } else {
      #expect(answer.status == 403 || answer.location?.hasPrefix("/sign-in") == true, "\(answer.status)")
    }
  }
}

enum AccessPlace: String, CaseIterable, Sendable { case own, other, foreign, top }

struct AccessRoute: Sendable {
  let method: HTTPRequest.Method
  let path: String

  var name: String { "\(method.rawValue) \(path)" }
}
