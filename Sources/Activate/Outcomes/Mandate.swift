public import Listen
public import People
public import Values

/// What the level above decided together: a theme of the improvement route.
public struct Theme: Hashable, Sendable, Codable {
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody held up fewer than three fingers.
    case agreed
    /// Objections stay; it is put away for later.
    case parked
  }

  public let id: ID<Theme>
  public var title: String
  /// What customers will notice.
  public var customerOutcome: String
  /// The question by which one sees whether it works.
  public var measure: AnswerKey?
  /// What that question is called; alone, where it is seen in another way than by the research.
  public var measureName: LocalizedText?
  public var sponsor: ID<Person>?
  /// As it is written down, also where the sponsor isn't known to Kompas.
  public var sponsorName: String
  /// What the organisation stops doing for it.
  public var stop: String
  /// The first ninety days.
  public var firstSteps: String
  public var by: Day?
  public var state: State
  public var consent: ConsentRecord?

  public init(
    id: ID<Theme>, title: String, customerOutcome: String = "", measure: AnswerKey? = nil,
    measureName: LocalizedText? = nil, sponsor: ID<Person>? = nil, sponsorName: String = "", stop: String = "",
    firstSteps: String = "", by: Day? = nil, state: State = .agreed, consent: ConsentRecord? = nil
  ) {
    self.id = id
    self.title = title
    self.customerOutcome = customerOutcome
    self.measure = measure
    self.measureName = measureName
    self.sponsor = sponsor
    self.sponsorName = sponsorName
    self.stop = stop
    self.firstSteps = firstSteps
    self.by = by
    self.state = state
    self.consent = consent
  }

  /// Something without which no session may end with it.
  public enum Part: String, Sendable, Hashable, Codable, CaseIterable {
    /// Somebody who stands for it.
    case sponsor
    /// By what one sees whether it works.
    case measure
    case day
  }

  /// What has to be filled in before a session may end with it.
  public var missing: [Part] {
    (sponsor == nil && sponsorName.isEmpty ? [.sponsor] : [])
      + (measure == nil && measureName?.isEmpty != false ? [.measure] : []) + (by == nil ? [.day] : [])
  }

  /// The most themes of a route.
  public static let most = 4
}

/// Fingers and objections at a decision.
public struct ConsentRecord: Hashable, Sendable, Codable {
  /// How many held up 0, 1, 2, 3, 4 and 5 fingers.
  public let counts: [Int]
  public let objections: [String]

  public init(_ result: RoundResult.ConsentResult) {
    counts = result.counts
    objections = result.objections
  }
}

/// What units may decide by themselves, and how the level above keeps its side.
public struct Mandate: Hashable, Sendable, Codable {
  /// How often the route is on the management's agenda.
  public enum Rhythm: String, Sendable, Hashable, Codable, CaseIterable {
    case weekly
    case monthly
    case quarterly
  }

  public let id: ID<Mandate>
  public var mayDecide: String
  /// Within so many days an ask upward is answered.
  public var answerDays: Int
  public var rhythm: Rhythm
  public var agendaOwner: ID<Person>?
  public var agendaOwnerName: String
  public var firstOn: Day?

  public static let usualAnswerDays = 14

  public init(
    id: ID<Mandate>, mayDecide: String, answerDays: Int = usualAnswerDays, rhythm: Rhythm = .monthly,
    agendaOwner: ID<Person>? = nil, agendaOwnerName: String = "", firstOn: Day? = nil
  ) {
    self.id = id
    self.mayDecide = mayDecide
    self.answerDays = answerDays
    self.rhythm = rhythm
    self.agendaOwner = agendaOwner
    self.agendaOwnerName = agendaOwnerName
    self.firstOn = firstOn
  }
}

/// What a unit does for a theme, or why it does nothing for it.
public struct UnitFocus: Hashable, Sendable, Codable {
  public let id: ID<UnitFocus>
  public var unit: ID<Unit>
  public var theme: ID<Theme>
  /// 0 nothing … 3 much.
  public var contribution: Int
  /// How; where it does nothing, why.
  public var note: String

  /// Whether the unit takes it up; else it says why not.
  public var isForUs: Bool { contribution > 0 }

  /// The most focus themes of a unit.
  public static let most = 2

  /// A unit says one thing of a theme in a session, whoever writes it down.
  public static func id(of unit: ID<Unit>, for theme: ID<Theme>, in session: ID<Session>) -> ID<UnitFocus> {
    ID("\(session).focus.\(unit).\(theme)")
  }

  public init(id: ID<UnitFocus>, unit: ID<Unit>, theme: ID<Theme>, contribution: Int, note: String = "") {
    self.id = id
    self.unit = unit
    self.theme = theme
    self.contribution = contribution
    self.note = note
  }
}

/// Something that a unit or team does together.
public struct TeamAction: Hashable, Sendable, Codable {
  public let id: ID<TeamAction>
  public var unit: ID<Unit>
  public var theme: ID<Theme>?
  public var what: String
  public var owner: ID<Person>?
  public var ownerName: String
  public var by: Day?
  /// Whether it may be done without asking anybody.
  public var isInsideMandate: Bool

  public init(
    id: ID<TeamAction>, unit: ID<Unit>, theme: ID<Theme>? = nil, what: String, owner: ID<Person>? = nil,
    ownerName: String = "", by: Day? = nil, isInsideMandate: Bool = true
  ) {
    self.id = id
    self.unit = unit
    self.theme = theme
    self.what = what
    self.owner = owner
    self.ownerName = ownerName
    self.by = by
    self.isInsideMandate = isInsideMandate
  }
}
