public import Persistence
public import Values

/// What somebody is in a unit, and so in everything below it.
public enum Role: String, Sendable, Hashable, CaseIterable, SQLColumn {
  /// Board and management: the strategic level.
  case board
  /// Team, unit or region manager: the tactical level.
  case manager
  /// The front line: the operational level.
  case employee
  case facilitator
  case researcher
  case administrator
}

/// The three levels on which one research is read and acted upon.
public enum Level: String, Sendable, Hashable, Codable, CaseIterable, SQLColumn {
  case strategic
  case tactical
  case operational
}

/// A role on a unit. A person may hold several.
public struct Grant: Hashable, Sendable {
  public let role: Role
  public let unit: ID<Unit>

  public init(_ role: Role, on unit: ID<Unit>) {
    self.role = role
    self.unit = unit
  }
}

/// A role and the days on which it is held.
public struct RolePeriod: Hashable, Sendable {
  public let grant: Grant
  public let validity: Validity

  public init(grant: Grant, validity: Validity) {
    self.grant = grant
    self.validity = validity
  }
}

/// What can be done, as the use cases ask it. Pages, API and jobs obey the same answers.
public enum Ability: String, Sendable, Hashable, CaseIterable {
  /// The figures of the whole: open to everyone who works here.
  case readWhole
  /// The figures, drivers and comments of a unit.
  case readUnit
  /// Who said what, of customers who agreed to be named, of all customers of a unit.
  case readNamed
  /// The same, of one's own customers only.
  case readOwnCustomers
  /// Tables and files that leave Kompas.
  case export
  case makeSurveys
  case importResults
  case editTopics
  case managePeople
  case manageCustomers
  case manageOrganisation
  /// Chooses what the whole, or a part of it, wants to reach for customers, and ends it.
  case setAmbitions
  /// Says what an ambition means for a unit, or why it is not for that unit; hands over what others leave behind.
  case translateRoute
  /// Begins small actions, asks something of a higher level, makes a commitment, joins the huddle.
  case takeActions
  /// Answers what a unit below asks.
  case answerAsks
  /// Plans the meetings that look at the route, and writes down what they decide.
  case keepAgenda
  /// Calls one's own customers, does something personal for them, and keeps what came of it.
  case workWithCustomers
  /// Says when a response asks for a call, by whom and within how many days.
  case setFollowUpRules
  /// Says what people of a unit may decide and spend themselves.
  case setRoom
  /// Chooses the customer measures on which the organisation steers.
  case chooseIndicators
  /// Sessions of a unit: prepare, lead and report.
  case runSessions
}

extension Role {
  /// The one table of what a role may do in its unit and below. What is not here is not allowed.
  public var abilities: Set<Ability> {
    switch self {
    case .board:
      [
        .readWhole, .readUnit, .export, .setAmbitions, .translateRoute, .takeActions, .answerAsks, .keepAgenda,
        .setFollowUpRules, .chooseIndicators,
      ]
    case .manager:
      [
        .readWhole, .readUnit, .readNamed, .readOwnCustomers, .export, .translateRoute, .takeActions, .answerAsks,
        .keepAgenda, .workWithCustomers, .setRoom, .runSessions,
      ]
    case .employee: [.readWhole, .readOwnCustomers, .takeActions, .workWithCustomers]
    case .facilitator:
      // Writes down what a group chose, in its own words.
      [.readWhole, .readUnit, .setAmbitions, .translateRoute, .takeActions, .runSessions]
    case .researcher: [.readWhole, .readUnit, .export, .makeSurveys, .importResults, .editTopics, .manageCustomers]
    case .administrator:
      [.readWhole, .managePeople, .manageCustomers, .manageOrganisation, .setFollowUpRules, .chooseIndicators]
    }
  }
}
