public import People
import Persistence
public import Values

/// A gesture as somebody may see it.
public struct GestureLine: Hashable, Sendable {
  public let gesture: Gesture
  public let maker: String
  public let unit: Unit?
  /// The customer's name, for who may know it.
  public let customer: String?
  public let isOwn: Bool
  public let isApplauded: Bool

  public init(
    gesture: Gesture, maker: String, unit: Unit? = nil, customer: String? = nil, isOwn: Bool, isApplauded: Bool
  ) {
    self.gesture = gesture
    self.maker = maker
    self.unit = unit
    self.customer = customer
    self.isOwn = isOwn
    self.isApplauded = isApplauded
  }
}

/// Applause that somebody got.
public struct ReceivedApplause: Hashable, Sendable {
  public let gesture: ID<Gesture>
  public let from: ID<Person>
  public let at: Instant
}

/// How it was to do these things, added up over at least five people.
public struct FeltGestures: Hashable, Sendable {
  /// Below this many people nothing is told.
  public static let fewestMakers = 5

  public var makers = 0
  public var gestures = 0
  var control = 0
  var creativity = 0
  var impact = 0

  public init(makers: Int = 0, gestures: Int = 0, control: Int = 0, creativity: Int = 0, impact: Int = 0) {
    self.makers = makers
    self.gestures = gestures
    self.control = control
    self.creativity = creativity
    self.impact = impact
  }

  /// The means of control, creativity and impact, 1…5; nothing where too few people said so.
  public var means: (control: Double, creativity: Double, impact: Double)? {
    guard makers >= Self.fewestMakers, gestures > 0 else { return nil }
    let count = Double(gestures)
    return (Double(control) / count, Double(creativity) / count, Double(impact) / count)
  }
}

/// The room that holds for somebody, and what was used of it this month.
public struct UsedRoom: Hashable, Sendable {
  public let room: GestureRoom
  public let unit: Unit?
  public let gestures: Int
  /// In cents.
  public let spent: Int

  public init(room: GestureRoom, unit: Unit? = nil, gestures: Int, spent: Int) {
    self.room = room
    self.unit = unit
    self.gestures = gestures
    self.spent = spent
  }

  public var left: Int { max(0, room.month - spent) }
}

extension Connection {
  func lines(of gestures: [Gesture], for member: Member) throws -> [GestureLine] {
    let organisation = member.organisation.id
    let people = try care(in: organisation).people(gestures.map(\.maker))
    let known = gestures.filter { member.knowsCustomer(of: $0) }.compactMap(\.customer)
    let customers = try care(in: organisation).customers(known)
    let applauded = try self.gestures(in: organisation).applauded(gestures.map(\.id), by: member.person)
    return gestures.map { gesture in
      GestureLine(
        gesture: gesture, maker: people[gesture.maker] ?? "", unit: gesture.unit.flatMap { member.tree.unit($0) },
        customer: member.knowsCustomer(of: gesture) ? gesture.customer.flatMap { customers[$0] } : nil,
        isOwn: gesture.maker == member.person, isApplauded: applauded.contains(gesture.id))
    }
  }
}

extension Member {
  /// The maker knows whom it was for, and who reads names in that unit.
  func knowsCustomer(of gesture: Gesture) -> Bool {
    gesture.maker == person || gesture.unit.map { may(.readNamed, on: $0) } ?? false
  }

  /// Who may read a gesture: everyone what was done and shared, the maker and their manager the rest.
  func sees(_ gesture: Gesture) -> Bool {
    (gesture.isShared && gesture.state == .done && may(.readWhole)) || knowsCustomer(of: gesture)
  }
}
