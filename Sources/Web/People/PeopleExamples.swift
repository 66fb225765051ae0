import People
import Values

/// The people that the examples of pages show.
extension Organisation {
  static let example = Organisation(
    id: "linde", name: "Zorggroep De Linde", language: .nl, createdAt: Instant(milliseconds: 1_795_298_400_000))
}

extension Person {
  static let example = Person(
    id: "p1", name: "Anna-Sophie van den Bogaerde-Schouten", email: "anna@example.nl", language: .nl, account: "a1")
  static let exampleNew = Person(id: "p2", name: "Bram", email: "bram@example.nl", language: .en)
  static let exampleLeft = Person(
    id: "p3", name: "Carla", email: "carla@example.nl", language: .nl, account: "a3", leftOn: .example)
}

extension Day {
  static let example = Day(daysSince1970: 20_778)
}

extension UnitTree {
  static let example = UnitTree(
    day: .example,
    units: [
      Unit(id: "u1", name: "Zorggroep De Linde", code: "linde"), Unit(id: "u2", name: "Regio Noord", code: "noord"),
      Unit(id: "u3", name: "Team wijkverpleging Groningen-Centrum en Haren", code: "noord-1"),
      Unit(id: "u4", name: "Regio Zuid", code: "zuid"),
    ],
    placements: [("u1", nil), ("u2", "u1"), ("u3", "u2"), ("u4", "u1")].map {
      UnitPlacement(
        unit: ID($0.0), parent: $0.1.map { ID($0) }, validity: Validity(from: Day.example.adding(days: -400)))
    })
}

extension Member {
  static func example(_ role: Role) -> Member {
    Member(
      person: Person.example.id, name: Person.example.name, email: Person.example.email, language: .nl,
      organisation: .example, grants: [Grant(role, on: "u1")], tree: .example)
  }
}

extension Invitations.Invitation {
  static let example = Invitations.Invitation(
    name: "Bram", email: "bram@example.nl", organisation: .example, language: .nl, hasPassword: false)
  static let exampleElsewhere = Invitations.Invitation(
    name: "Bram", email: "bram@example.nl", organisation: .example, language: .nl, hasPassword: true)
}
