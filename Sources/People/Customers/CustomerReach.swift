import Persistence
public import Values

/// Which customers somebody may see.
public enum CustomerReach: Hashable, Sendable {
  case all
  /// Those that a person owns, and those of these units.
  case some(owner: ID<Person>?, units: [ID<Unit>])

  /// What a member may see: all where customers are managed from the top; else those of the units where the member
  /// manages customers or reads who said what; and one's own.
  public init(of member: Member) {
    let tree = member.tree
    guard !member.mayEverywhere(.manageCustomers) else {
      self = .all
      return
    }
    let units = tree.units.map(\.id).filter { member.may(.manageCustomers, on: $0) || member.may(.readNamed, on: $0) }
    self = .some(owner: member.may(.readOwnCustomers) ? member.person : nil, units: units)
  }

  public func contains(_ customer: Customer) -> Bool {
    switch self {
    case .all: true
    case .some(let owner, let units):
      (owner != nil && customer.owner == owner) || customer.unit.map(units.contains) ?? false
    }
  }

  var isEmpty: Bool { self == .some(owner: nil, units: []) }

  var condition: SQL {
    switch self {
    case .all: "1 = 1"
    case .some(let owner?, let units): "(owner_id = \(owner) OR unit_id IN \(.list(units)))"
    case .some(nil, let units): "unit_id IN \(.list(units))"
    }
  }
}
