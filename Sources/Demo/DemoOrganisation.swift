import Listen
public import People
public import Persistence
public import Values

/// A believable organisation to look around in: De Linde Installatietechniek, with 58 people in fourteen teams, 3,900 customers,
/// four waves and about 6,000 responses. The same each time, on every machine.
public struct DemoOrganisation: Sendable {
  /// The Saturday on which the told story ends.
  public static let storyEnds = Day(daysSince1970: 20_778)

  private let today: Day

  /// - Parameter today: the day on which somebody looks around: customers who answered in the days before are to be called.
  ///   Before the end of the story it is that end.
  public init(today: Day = DemoOrganisation.storyEnds) {
    self.today = max(today, Self.storyEnds)
  }

  /// Where anyone answers the survey after contact: `/o/` and this.
  public static let openLink = "linde-na-contact"
  /// Where a customer who was spoken to says with one tap whether it was solved: `/c/` and this.
  public static let askLink = "linde-is-het-opgelost"

  /// How far the making is, for whoever waits.
  public enum Step: Sendable, Hashable {
    case people
    case customers(Int)
    case wave(Int, of: Int)
    case route
    case customerCare
  }

  /// Makes the organisation in an empty database, and lets it live: its route goes through the use cases, day by day.
  @discardableResult
  public func make(
    in database: any Database, progress: @escaping @Sendable (Step) -> Void = { _ in }
  ) async throws -> Organisation {
    let organisation = try await database.write { [today] db in
      var making = DemoMaking(db: db, today: today)
      return try making.make(progress)
    }
    progress(.route)
    let route = DemoRoute(database, organisation.id)
    try await route.make()
    progress(.customerCare)
    try await DemoCare(database, organisation.id).make()
    try await DemoCare(database, organisation.id, seed: 1_618, series: 4).callBack(until: today)
    try await DemoSessions(route: route).make()
    return organisation
  }
}

/// The making itself, step by step.
struct DemoMaking {
  let db: any Connection
  let today: Day
  private var ids = DemoIDs()
  private var random = DemoRandom(seed: 2026)
  private var stems: [Language: [String: [String]]] = [:]

  init(db: any Connection, today: Day) {
    self.db = db
    self.today = today
  }

  private struct Client {
    let customer: Customer
    let team: Int
    let temper: DemoOpinion.Temper
    let isNamed: Bool
    let knowsOthers: Bool
  }

  private static let start = Day(daysSince1970: 20_148).start
  private static let waves: [(nl: String, opens: Day, closes: Day)] = [
    ("Voorjaar 2025", Day(daysSince1970: 20_157), Day(daysSince1970: 20_179)),
    ("Najaar 2025", Day(daysSince1970: 20_346), Day(daysSince1970: 20_368)),
    ("Voorjaar 2026", Day(daysSince1970: 20_521), Day(daysSince1970: 20_543)),
    ("Najaar 2026", Day(daysSince1970: 20_710), Day(daysSince1970: 20_732)),
  ]

  mutating func make(_ progress: (DemoOrganisation.Step) -> Void) throws -> Organisation {
    let cast = DemoCast(&ids, at: Self.start)
    progress(.people)
    try insert(cast)
    let clients = try makeClients(cast)
    progress(.customers(clients.count))
    let survey = Survey(
      id: ids.make(at: Self.start), state: .inUse, document: DemoSurvey.document, createdAt: Self.start)
    try db.surveys(in: cast.organisation.id).insert(survey)
    for number in Self.waves.indices {
      progress(.wave(number + 1, of: Self.waves.count))
      try hold(number, survey, clients, cast)
    }
    try askAfterContact(cast, clients)
    return cast.organisation
  }

  /// A second survey, open to anyone who has its link: to answer as a customer would.
  private mutating func askAfterContact(_ cast: DemoCast, _ clients: [Client]) throws {
    let survey = Survey(
      id: ids.make(at: Self.start.adding(days: -1)), state: .inUse,
      document: try SurveyTemplate.afterContact.document(for: cast.organisation, values: []),
      createdAt: Self.start.adding(days: -1))
    try db.surveys(in: cast.organisation.id).insert(survey)
    let opens = Day(daysSince1970: 20_728)
    let wave = Wave(
      id: ids.make(at: opens.start), survey: survey.id, version: 1, name: "Na contact", kind: .continuous,
      state: .open, opensOn: opens, openLink: DemoOrganisation.openLink, openLinkUnit: cast.teams[0].unit.id)
    try db.waves(in: cast.organisation.id).insert(wave)
    var contacts = DemoContacts(db: db, organisation: cast.organisation.id, wave: wave, until: today)
    let owned = Dictionary(grouping: clients) { $0.customer.owner }
    for (number, owner) in cast.teams.flatMap({ team in team.people.map { ($0.id, team) } }).enumerated() {
      try contacts.make(
        (owned[owner.0] ?? []).map { ($0.customer, $0.isNamed) }, region: owner.1.region, number: number)
    }
  }

  private mutating func insert(_ cast: DemoCast) throws {
    let organisation = cast.organisation.id
    try db.organisations.insert(cast.organisation)
    let units = db.units(in: organisation)
    try units.insert(cast.whole, below: nil, from: DemoCast.founded)
    for region in cast.regions { try units.insert(region, below: cast.whole.id, from: DemoCast.founded) }
    for team in cast.teams {
      try units.insert(team.unit, below: cast.regions[team.region].id, from: DemoCast.founded)
    }
    for (person, grant) in cast.people {
      try db.people(in: organisation).insert(person)
      try db.people(in: organisation).grant(grant, to: person.id, from: DemoCast.founded)
    }
    for (position, value) in DemoSurvey.values.enumerated() {
      try db.customerValues(in: organisation).insert(
        CustomerValue(id: ids.make(at: Self.start), name: LocalizedText(nl: value.nl, en: value.en)),
        position: position + 1)
    }
  }

  private mutating func makeClients(_ cast: DemoCast) throws -> [Client] {
    var names = DemoClientNames()
    var clients: [Client] = []
    for number in 0..<3_900 {
      let team = Int(random.unit() * Double(cast.teams.count))
      let (name, kind) = names.next(&random, town: cast.teams[team].unit.name.replacing("Team ", with: ""))
      let owners = cast.teams[team].people
      let customer = Customer(
        id: ids.make(at: Self.start), kind: kind, name: name, email: "klant\(number + 1)@klanten.example",
        language: random.chance(0.12) ? .en : .nl, code: "K\(10_001 + number)",
        owner: owners[number % owners.count].id, unit: cast.teams[team].unit.id)
      try db.customers(in: cast.organisation.id).save(customer)
      clients.append(
        Client(
          customer: customer, team: team, temper: DemoOpinion.Temper(&random), isNamed: random.chance(0.7),
          knowsOthers: random.chance(0.35)))
    }
    return clients
  }

  private mutating func hold(_ number: Int, _ survey: Survey, _ clients: [Client], _ cast: DemoCast) throws {
    let (name, opens, closes) = Self.waves[number]
    let wave = Wave(
      id: ids.make(at: opens.start), survey: survey.id, version: 1, name: name, kind: .periodic, state: .closed,
      opensOn: opens, closesOn: closes)
    try db.waves(in: cast.organisation.id).insert(wave)
    for client in clients {
      let sent = opens.start.adding(hours: 8)
      let answers = random.chance(0.385 + 0.02 * client.temper.general)
      let moment = sent.adding(
        seconds: Int(random.unit() * random.unit() * Double(closes.daysSince1970 - opens.daysSince1970) * 82_000))
      let invitation = Invitation(
        id: ids.make(at: sent), wave: wave.id, customer: client.customer.id, unit: client.customer.unit,
        owner: client.customer.owner, language: client.customer.language,
        tokenHash: "demo.\(wave.id.text).\(client.customer.code)", sentAt: sent,
        remindedAt: answers && moment < sent.adding(days: 7) ? nil : sent.adding(days: 7),
        answeredAt: answers ? moment : nil)
      try db.waves(in: cast.organisation.id).insert(invitation)
      if answers { try answer(invitation, number, survey, client, cast, at: moment) }
    }
  }

  private mutating func answer(
    _ invitation: Invitation, _ wave: Int, _ survey: Survey, _ client: Client, _ cast: DemoCast, at moment: Instant
  ) throws {
    let team = cast.teams[client.team]
    let opinion = DemoOpinion(client.temper, region: team.region, team: team.unit.code, wave: wave, &random)
    let response = Response(
      id: ids.make(at: moment), survey: survey.id, wave: invitation.wave, version: 1,
      submission: "demo.\(invitation.customer.text)", invitation: invitation.id, customer: invitation.customer,
      unit: invitation.unit, owner: invitation.owner, submittedAt: moment, language: invitation.language,
      mayBeNamed: client.isNamed, answers: answers(opinion, client))
    try db.responses(in: cast.organisation.id).insert(response)
    for comment in response.comments(recommendation: AnswerKey("recommend" as ID<Question>)) {
      try db.comments(in: cast.organisation.id).insert(comment, stems: stemmed(comment.text, comment.language))
    }
  }

  private mutating func answers(_ opinion: DemoOpinion, _ client: Client) -> Answers {
    var answers = Answers()
    answers[AnswerKey("recommend" as ID<Question>)] = .number(Double(opinion.recommendation))
    if random.chance(0.97) { answers[AnswerKey("grade" as ID<Question>)] = .number(Double(opinion.grade)) }
    for (place, driver) in DemoSurvey.drivers.enumerated() where random.chance(0.95) {
      answers[AnswerKey("drivers", driver)] =
        random.chance(place == 5 ? 0.1 : 0.03)
        ? .notApplicable : .number(Double(DemoOpinion.step(opinion.drivers[place], 1...10)))
    }
    for (place, value) in DemoSurvey.values.enumerated() where random.chance(0.92) {
      let own = [3.3, 3.8, 4.2, 2.9][place] + 0.45 * (opinion.satisfaction - 7.3)
      answers[AnswerKey("values", value.id)] = .number(Double(DemoOpinion.step(own + 0.6 * random.normal(), 1...5)))
    }
    if client.knowsOthers { addCompetitors(to: &answers, opinion) }
    if random.chance(0.9) {
      let reason = random.unit()
      answers[AnswerKey("reason" as ID<Question>)] =
        reason > 0.97
        ? .choice([], other: client.customer.language == .nl ? "Een verhuizing" : "Moving house")
        : .choice([DemoSurvey.reasons[reason < 0.4 ? 0 : reason < 0.75 ? 1 : reason < 0.88 ? 2 : 3].id], other: nil)
      let used = DemoSurvey.channels.enumerated().filter { random.chance([0.7, 0.35, 0.6, 0.15][$0.offset]) }
      answers[AnswerKey("channel" as ID<Question>)] = .choice(used.map(\.element.id), other: nil)
    }
    addWords(to: &answers, opinion, client.customer.language)
    return answers
  }

  private mutating func addCompetitors(to answers: inout Answers, _ opinion: DemoOpinion) {
    let items: [(id: ID<Question.Item>, driver: Int)] = [
      (DemoSurvey.craft, 1), (DemoSurvey.reachability, 0), (DemoSurvey.price, 5),
    ]
    for item in items {
      answers[AnswerKey("others", item.id, Question.ourselves)] = .number(
        Double(DemoOpinion.step(opinion.drivers[item.driver], 1...10)))
      for (place, competitor) in DemoSurvey.competitors.enumerated() where random.chance(0.7) {
        let level = [[7.3, 7.5, 7.0], [7.6, 6.7, 6.2]][place][item.driver == 1 ? 0 : item.driver == 0 ? 1 : 2]
        answers[AnswerKey("others", item.id, competitor.id)] = .number(
          Double(DemoOpinion.step(level + 1.1 * random.normal(), 1...10)))
      }
    }
  }

  private mutating func addWords(to answers: inout Answers, _ opinion: DemoOpinion, _ language: Language) {
    let (driver, isGood) = opinion.mainReason(&random)
    if random.chance(isGood ? 0.55 : 0.72) {
      let words = isGood ? DemoWords.praise(driver, language) : DemoWords.complaint(driver, language)
      answers[AnswerKey("why" as ID<Question>)] = .text(
        random.pick(words) + random.pick(DemoWords.ending(isGood: isGood, language)))
    }
    if opinion.recommendation <= 8, random.chance(0.35) {
      answers[AnswerKey("better" as ID<Question>)] = .text(random.pick(DemoWords.wish(driver, language)))
    }
  }

  /// The stems of a text; the same sentences come back, so each is stemmed once.
  private mutating func stemmed(_ text: String, _ language: Language) -> [String] {
    if let known = stems[language]?[text] { return known }
    let found = Stems(language).of(text)
    stems[language, default: [:]][text] = found
    return found
  }
}
