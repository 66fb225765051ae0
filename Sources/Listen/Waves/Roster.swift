public import People
public import Values

/// Whom a wave asks.
public struct RosterChoice: Hashable, Sendable, Codable {
  /// These units and everything below them; empty means everyone.
  public var units: [ID<Unit>]
  /// Organisations or persons; nothing means both.
  public var kind: Customer.Kind?
  /// Who was asked in the last so many days is left in peace. 0 asks everyone.
  public var quietDays: Int

  public init(units: [ID<Unit>] = [], kind: Customer.Kind? = nil, quietDays: Int = 90) {
    self.units = units
    self.kind = kind
    self.quietDays = quietDays
  }

  func chooses(_ customer: Customer, in tree: UnitTree) -> Bool {
    guard kind == nil || kind == customer.kind else { return false }
    guard !units.isEmpty else { return true }
    guard let own = customer.unit else { return false }
    return units.contains { tree.contains(own, within: $0) }
  }
}

/// The customers of a choice, and why some of them are not asked. A customer counts once, under the first reason that holds.
public struct Roster: Hashable, Sendable {
  public private(set) var customers: [Customer] = []
  /// In this wave already.
  public private(set) var alreadyAsked = 0
  public private(set) var unsubscribed = 0
  /// Without an address to mail to.
  public private(set) var unreachable = 0
  /// Asked too short ago.
  public private(set) var leftInPeace = 0

  /// - Parameter askedLately: who got an invitation or a reminder within the quiet days of this choice.
  public init(
    _ choice: RosterChoice, of customers: [Customer], in tree: UnitTree, alreadyAsked: Set<ID<Customer>>,
    askedLately: Set<ID<Customer>>
  ) {
    for customer in customers where choice.chooses(customer, in: tree) {
      if alreadyAsked.contains(customer.id) {
        self.alreadyAsked += 1
      } else if customer.unsubscribedAt != nil {
        unsubscribed += 1
      } else if customer.email?.contains("@") != true {
        unreachable += 1
      } else if choice.quietDays > 0, askedLately.contains(customer.id) {
        leftInPeace += 1
      } else {
        self.customers.append(customer)
      }
    }
  }

  public var chosen: Int { customers.count + alreadyAsked + unsubscribed + unreachable + leftInPeace }
}
