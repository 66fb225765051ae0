import People
import Values

extension Link {
  static let choice = Link("sign-in", "choice")
  static let forgotten = Link("forgotten")
  static func begin(_ token: Token) -> Link { Link("begin", token.secret) }
  static func reset(_ token: Token) -> Link { Link("reset", token.secret) }
  static func invitation(_ token: Token) -> Link { Link("invitation", token.secret) }
  static let demoSignIn = Link("demo", "sign-in")

  static let ownPassword = Link("account", "password")
  static let ownWorkplace = Link("account", "workplace")
  static let otherSignIns = Link("account", "other-sign-ins", "end")
  static func endedSignIn(_ id: ID<SignIn>) -> Link { Link("account", "sign-ins", id.text, "end") }

  static let units = Link("organisation")
  static let addedUnits = Link("organisation", "units")
  static let newUnit = Link("organisation", "units", "new")
  static func unit(_ id: ID<Unit>) -> Link { Link("organisation", "units", id.text) }
  static func unit(_ id: ID<Unit>, _ change: String) -> Link { Link("organisation", "units", id.text, change) }

  static let colleagues = Link("organisation", "people")
  static let newColleague = Link("organisation", "people", "new")
  static func colleague(_ id: ID<Person>) -> Link { Link("organisation", "people", id.text) }
  static func colleague(_ id: ID<Person>, _ change: String) -> Link {
    Link("organisation", "people", id.text, change)
  }

  static let customers = Link("organisation", "customers")
  static let newCustomer = Link("organisation", "customers", "new")
  static func customer(_ id: ID<Customer>) -> Link { Link("organisation", "customers", id.text) }
  static func customer(_ id: ID<Customer>, _ change: String) -> Link {
    Link("organisation", "customers", id.text, change)
  }

  static let customerValues = Link("organisation", "values")
  static func customerValue(_ id: ID<CustomerValue>, _ change: String) -> Link {
    Link("organisation", "values", id.text, change)
  }

  static let settings = Link("organisation", "settings")
  static let peopleImport = Link("organisation", "import")
  static func peopleImport(_ id: ID<ImportDraft>) -> Link { Link("organisation", "import", id.text) }
}

/// The pages about the organisation itself, beside each other: each member sees those that mean something to them.
enum OrganisationTabs {
  enum Place: String, CaseIterable { case units, people, customers, values, imports, settings }

  static func tabs(_ current: Place, for member: Member) -> [Tab] {
    Place.allCases.filter { isOpen($0, for: member) }.map { place in
      Tab(Message("people.tabs.\(place.rawValue)"), link(place), isCurrent: place == current)
    }
  }

  private static func isOpen(_ place: Place, for member: Member) -> Bool {
    switch place {
    case .units, .values: true
    case .people: member.may(.managePeople)
    case .customers: member.may(.manageCustomers) || member.may(.readNamed) || member.may(.readOwnCustomers)
    case .imports: !PeopleImport.kinds(for: member).isEmpty
    case .settings: member.managesTheWhole
    }
  }

  private static func link(_ place: Place) -> Link {
    switch place {
    case .units: .units
    case .people: .colleagues
    case .customers: .customers
    case .values: .customerValues
    case .imports: .peopleImport
    case .settings: .settings
    }
  }
}
