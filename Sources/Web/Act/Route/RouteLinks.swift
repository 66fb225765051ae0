import Act
import Activate
import Listen
import People
import Values

/// One small thing that a team does; in pages `Action` is a button.
typealias RouteAction = Act.Action

extension Link {
  static let route = Link("act", "route")
  static func route(_ unit: ID<Unit>) -> Link { Link("act", "route", "units", unit.text) }
  static func newAmbition(_ unit: ID<Unit>) -> Link { Link("act", "route", "units", unit.text, "ambition") }
  static func newAction(_ unit: ID<Unit>) -> Link { Link("act", "route", "units", unit.text, "action") }
  static func ambition(_ id: ID<Ambition>) -> Link { Link("act", "route", "ambitions", id.text) }
  static func ambition(_ id: ID<Ambition>, _ verb: String) -> Link { Link("act", "route", "ambitions", id.text, verb) }
  static func ambition(_ id: ID<Ambition>, from unit: ID<Unit>) -> Link { .ambition(id).with("unit", unit.text) }
  static func translation(_ id: ID<Ambition>, _ unit: ID<Unit>) -> Link {
    Link("act", "route", "ambitions", id.text, "units", unit.text)
  }
  static func action(_ id: ID<RouteAction>) -> Link { Link("act", "route", "actions", id.text) }
  static func action(_ id: ID<RouteAction>, _ verb: String) -> Link { Link("act", "route", "actions", id.text, verb) }
  static func trail(_ comment: ID<Comment>) -> Link { Link("act", "route", "comments", comment.text) }
  static let outcomes = Link("act", "route", "outcomes")
  static func outcomes(_ session: ID<Session>) -> Link { Link("act", "route", "outcomes", session.text) }
  static func handOver(_ person: ID<Person>) -> Link { Link("act", "route", "people", person.text) }
  static func asks(_ unit: ID<Unit>) -> Link { Link("act", "asks", "units", unit.text) }
  static func ask(_ id: ID<Ask>) -> Link { Link("act", "asks", id.text) }
  static let commitments = Link("act", "commitments")
  static func commitment(_ id: ID<Commitment>, _ verb: String) -> Link { Link("act", "commitments", id.text, verb) }
  static func huddle(_ unit: ID<Unit>) -> Link { Link("act", "huddles", unit.text) }
  static func huddle(_ unit: ID<Unit>, _ verb: String) -> Link { Link("act", "huddles", unit.text, verb) }
}

/// The pages of the route beside each other.
enum RouteTabs {
  enum Place { case route, asks, huddle, commitments }

  static func tabs(_ place: Place?, unit: ID<Unit>, for member: Member) -> [Tab] {
    var tabs = [
      Tab(Message("route.tabs.route"), .route(unit), isCurrent: place == .route),
      Tab(Message("route.tabs.asks"), .asks(unit), isCurrent: place == .asks),
    ]
    if member.may(.takeActions, on: unit) {
      tabs.append(Tab(Message("route.tabs.huddle"), .huddle(unit), isCurrent: place == .huddle))
    }
    if member.may(.takeActions) {
      tabs.append(Tab(Message("route.tabs.commitments"), .commitments, isCurrent: place == .commitments))
    }
    return tabs + [CareTab.door(for: member)].compactMap { $0 }
  }
}

extension Member {
  /// Where somebody stands on the route: the unit of their first role, else the top.
  var home: ID<Unit> {
    let own = grants.first { $0.role.abilities.contains(.takeActions) } ?? grants.first
    return own?.unit ?? tree.roots.first?.id ?? ""
  }
}
