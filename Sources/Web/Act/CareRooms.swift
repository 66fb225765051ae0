import Act
import Hummingbird
import People
public import Persistence
public import Values

/// The use cases of follow-up and gestures, for their pages.
public struct CareRooms: Sendable {
  let followUps: FollowUps
  let rules: FollowUpRules
  let asks: CustomerAsks
  let gestures: Gestures
  let rooms: GestureRooms
  let editors: Editors

  public init(database: any Database, world: World) {
    followUps = FollowUps(database: database, world: world)
    rules = FollowUpRules(database: database, world: world)
    asks = CustomerAsks(database: database, world: world)
    gestures = Gestures(database: database, world: world)
    rooms = GestureRooms(database: database, world: world)
    editors = Editors(database: database)
  }
}

extension Link {
  static let followUps = Link("act", "customers")
  static let stuckFollowUps = Link("act", "customers", "stuck")
  static let followUpRules = Link("act", "customers", "rules")
  static func followUpShare(_ unit: ID<Unit>) -> Link { Link("act", "customers", "share", unit.text) }
  static func followUp(_ id: ID<FollowUp>) -> Link { Link("act", "customers", id.text) }
  static func followUp(_ id: ID<FollowUp>, _ part: String) -> Link { Link("act", "customers", id.text, part) }
  /// Where a customer answers one question.
  static func customerAsk(_ token: Token) -> Link { Link("c", token.secret) }
  static func withdrawal(_ token: Token) -> Link { Link("c", token.secret, "withdrawal") }

  static let gestures = Link("act", "gestures")
  static let newGesture = Link("act", "gestures", "new")
  static func gestures(_ list: GestureList) -> Link { Link("act", "gestures", "lists", list.rawValue) }
  static let gestureRooms = Link("act", "room")
  static func gesture(_ id: ID<Gesture>) -> Link { Link("act", "gestures", id.text) }
  static func gesture(_ id: ID<Gesture>, _ part: String) -> Link { Link("act", "gestures", id.text, part) }
  static func gestureRoom(_ unit: ID<Unit>) -> Link { Link("act", "room", unit.text) }
  static func newGesture(for customer: ID<Customer>, after followUp: ID<FollowUp>? = nil) -> Link {
    newGesture.with("customer", customer.text).with("followUp", followUp?.text)
  }
}

/// What stands beside each other about customers and gestures, as far as somebody may see it.
enum CareTab: CaseIterable {
  case own, stuck, share, gestures, room

  static func tabs(for member: Member, current: CareTab?) -> [Tab] {
    allCases.compactMap { tab in tab.link(for: member).map { Tab(tab.name, $0, isCurrent: tab == current) } }
      + [Tab(Message("route.tabs.route"), .route, isCurrent: false)]
  }

  /// From the route to customers: the first of these pages that somebody may see.
  static func door(for member: Member) -> Tab? {
    allCases.lazy.compactMap { tab in tab.link(for: member).map { Tab(tab.name, $0, isCurrent: false) } }.first
  }

  private var name: Message {
    switch self {
    case .own: Message("followUps.tab.own")
    case .stuck: Message("followUps.tab.stuck")
    case .share: Message("followUps.tab.share")
    case .gestures: Message("gestures.tab")
    case .room: Message("gestures.room.tab")
    }
  }

  private func link(for member: Member) -> Link? {
    switch self {
    case .own: member.may(.workWithCustomers) ? .followUps : nil
    case .stuck: member.may(.readNamed) ? .stuckFollowUps : nil
    case .share: member.units(for: .readUnit).first.map { .followUpShare($0.id) }
    case .gestures: member.may(.readWhole) ? .gestures : nil
    case .room: member.may(.setRoom) ? .gestureRooms : nil
    }
  }
}

extension Link {
  /// Where doing begins for somebody: their own customers, what is stuck, or what colleagues did.
  static let act = Link("act")
  static let anchor = Link("anchor")
  static let indicator = Link("anchor", "indicator")
}
