import Listen
import People
import Persistence
import Values

/// What customers say right after a contact, in the weeks before the day on which somebody looks around. It turned cold, and
/// what fails then fails for many: nearly everyone has a customer to call today or this week.
struct DemoContacts {
  private let db: any Connection
  private let organisation: ID<Organisation>
  private let wave: Wave
  /// How many days back people answered.
  private let days: Int
  private let today: Day
  private var ids = DemoIDs(seed: 1_202)
  private var random = DemoRandom(seed: 1_202)
  private var stems: [Language: [String: [String]]] = [:]

  /// The days since the term of what was said then passed long ago.
  private static let longest = 35

  init(db: any Connection, organisation: ID<Organisation>, wave: Wave, until today: Day) {
    self.db = db
    self.organisation = organisation
    self.wave = wave
    self.today = today
    days = min(Self.longest, today.daysSince1970 - wave.opensOn.daysSince1970)
  }

  /// The contacts of one employee.
  ///
  /// - Parameter number: which employee it is, so that they differ: each fifth has nobody to call.
  mutating func make(_ clients: [(customer: Customer, isNamed: Bool)], region: Int, number: Int) throws {
    for (place, client) in clients.prefix(16).enumerated() {
      let isNow = place == 0 && number % 5 != 4
      // Zuid, short of people, has more to call than it can.
      let isLately = place == 1 && (number % 2 == 0 || region == 4)
      let ago = isNow ? 1 + number % 2 : isLately ? 3 + number % 7 : 3 + Int(random.unit() * Double(days - 3))
      let mood = 7.7 + [0.5, 0.1, 0, 0, -0.7][region] + 1.3 * random.normal()
      let answers = random.chance(0.42) || isNow || isLately
      let moment = today.adding(days: -ago).start.adding(seconds: 28_000 + Int(random.unit() * 36_000))
      let invitation = try invite(client.customer, at: moment.adding(days: -1), answers ? moment : nil)
      guard let answeredAt = invitation.answeredAt else { continue }
      try answer(
        invitation, grade: isNow || isLately ? 3 + number % 3 : DemoOpinion.step(mood, 1...10),
        about: isNow ? [0, 2][number % 2] : [0, 0, 0, 1, 2, 2, 3][Int(random.unit() * 7)],
        isNamed: client.isNamed || isNow || isLately, at: answeredAt)
    }
  }

  private mutating func invite(_ customer: Customer, at sent: Instant, _ answered: Instant?) throws -> Invitation {
    let invitation = Invitation(
      id: ids.make(at: sent), wave: wave.id, customer: customer.id, unit: customer.unit, owner: customer.owner,
      language: customer.language, tokenHash: "demo.\(wave.id.text).\(customer.code)", sentAt: sent,
      remindedAt: answered == nil ? sent.adding(days: 1) : nil, answeredAt: answered)
    try db.waves(in: organisation).insert(invitation)
    return invitation
  }

  /// - Parameter driver: what it is about, by its place among what is rated.
  private mutating func answer(
    _ invitation: Invitation, grade: Int, about driver: Int, isNamed: Bool, at moment: Instant
  ) throws {
    var answers = Answers()
    let solved: ID<Question.Option> = grade >= 7 ? "yes" : grade >= 5 ? "partly" : "no"
    let language = invitation.language
    answers[AnswerKey("solved" as ID<Question>)] = .choice([solved], other: nil)
    answers[AnswerKey("effort" as ID<Question>)] = .number(
      Double(DemoOpinion.step(Double(grade) * 0.75 + 0.6 * random.normal(), 1...7)))
    answers[AnswerKey("grade" as ID<Question>)] = .number(Double(grade))
    let items: [ID<Question.Item>] = ["wait", "expertise", "followup", "understood", "friendly"]
    for (place, item) in items.enumerated() where random.chance(0.95) {
      let pull = place == driver ? (grade >= 7 ? 0.5 : -1.2) : place == 0 ? -0.3 : 0.4
      answers[AnswerKey("drivers", item)] = .number(
        Double(DemoOpinion.step(Double(grade) / 2 + pull + 0.4 * random.normal(), 1...5)))
    }
    if grade <= 5 || random.chance(0.4) {
      let words = grade >= 7 ? DemoWords.praise(driver, language) : DemoWords.complaint(driver, language)
      answers[AnswerKey("why" as ID<Question>)] = .text(random.pick(words))
    }
    if grade < 7, random.chance(0.5) {
      answers[AnswerKey("open" as ID<Question>)] = .text(random.pick(DemoWords.wish(driver, language)))
    }
    let response = Response(
      id: ids.make(at: moment), survey: wave.survey, wave: wave.id, version: 1,
      submission: "demo.\(invitation.customer.text)", invitation: invitation.id, customer: invitation.customer,
      unit: invitation.unit, owner: invitation.owner, submittedAt: moment, language: language, mayBeNamed: isNamed,
      answers: answers)
    try db.responses(in: organisation).insert(response)
    for comment in response.comments(recommendation: nil) {
      try db.comments(in: organisation).insert(comment, stems: stemmed(comment.text, comment.language))
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
