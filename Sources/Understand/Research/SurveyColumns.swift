import Columns
import Listen
import People
import Persistence
import Synchronization
import Values

/// The columns of one survey, which follow the database.
///
/// Changes are read one batch after the other; whoever asks gets the research with everything that was committed before they
/// asked. What they get is a value: it doesn't change under their hands, and nobody waits for a reader.
actor SurveyColumns {
  /// The columns as they are in memory.
  struct Held: Sendable {
    let plan: ColumnPlan
    let store: FrameStore
    let respondents: RespondentNumbers
    let mark: ResearchMark
    let research: Research
    /// Whether something was taken out that a snapshot file may still hold.
    var hasErased = false
  }

  private let survey: ID<Survey>
  private let organisation: ID<Organisation>
  private let database: any Database
  private let analyses: KeptAnalyses
  private let now: @Sendable () -> Instant
  private var held: Held?
  /// What a snapshot file had, until it is known whether it fits.
  private var found: KeptColumns?
  /// The mark of what the file has.
  private var writtenMark: ResearchMark?
  private var running: Task<Held, any Error>?
  private var waiting: Task<Held, any Error>?

  /// - Parameter found: what a snapshot file has of it.
  init(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, database: any Database, found: KeptColumns?,
    analyses: KeptAnalyses, now: @escaping @Sendable () -> Instant
  ) {
    self.analyses = analyses
    self.survey = survey
    self.organisation = organisation
    self.database = database
    self.found = found
    self.now = now
    writtenMark = found?.mark
  }

  /// The research with everything that was committed before the call.
  func current() async throws -> Held {
    try await reading().value
  }

  /// What is in memory, or was found on disk and not looked at yet.
  var kept: KeptColumns? { held.map(KeptColumns.init) ?? found }

  /// Whether the file has something else than memory.
  var isUnwritten: Bool { held.map { $0.mark.number != writtenMark?.number } ?? false }

  func wrote(_ columns: KeptColumns) {
    writtenMark = columns.mark
    if held?.mark == columns.mark { held?.hasErased = false }
  }

  /// A reading of the changes that has not begun yet: one that runs already may have missed what the caller knows of.
  private func reading() -> Task<Held, any Error> {
    if let waiting { return waiting }
    let before = running
    let task = Task {
      _ = await before?.result
      begin()
      defer { running = nil }
      let next = try await read()
      held = next
      found = nil
      return next
    }
    waiting = task
    return task
  }

  private func begin() {
    running = waiting
    waiting = nil
  }

  private func read() async throws -> Held {
    try await database.read { [source] db in try source.held(db) }
  }

  /// The columns, and columns that are made of the database at the same moment in the same way.
  func both() async throws -> (held: Held, made: Frame) {
    try await database.read { [source] db in
      let held = try source.held(db)
      do {
        return (held, try held.plan.frame(held.respondents, from: db))
      } catch is ColumnPlan.Unfit {
        return (held, Frame(schema: held.plan.schema, tree: held.plan.tree))
      }
    }
  }

  private var source: Source {
    Source(
      survey: survey, organisation: organisation, held: held, found: found, analyses: analyses, now: now())
  }

  /// What the next columns are made from.
  private struct Source: Sendable {
    let survey: ID<Survey>
    let organisation: ID<Organisation>
    let held: Held?
    let found: KeptColumns?
    let analyses: KeptAnalyses
    let now: Instant

    func held(_ db: any Connection) throws -> Held {
      if let held { return try held.following(survey, in: organisation, now: now, from: db) }
      if let adopted = try found?.adopted(survey, in: organisation, analyses, from: db) {
        return try adopted.following(survey, in: organisation, now: now, from: db)
      }
      return try Held(survey, in: organisation, analyses, from: db)
    }
  }
}

extension SurveyColumns.Held {
  /// The cubes of one survey take no more than this.
  private static let cubeBudget = 128 << 20

  /// Reads every response.
  init(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, _ analyses: KeptAnalyses, from db: any Connection
  ) throws {
    let respondents = RespondentNumbers()
    let mark = try db.researchChanges(in: organisation).end()
    let (plan, frame) = try ColumnPlan.frame(of: survey, in: organisation, respondents, from: db)
    self.init(plan, frame, respondents, mark, analyses)
  }

  init(
    _ plan: ColumnPlan, _ frame: Frame, _ respondents: RespondentNumbers, _ mark: ResearchMark,
    _ analyses: KeptAnalyses
  ) {
    self.init(
      plan: plan, store: FrameStore(frame), respondents: respondents, mark: mark,
      research: Research(
        plan, frame: frame, cubes: CubeShelf(budget: Self.cubeBudget), keptDrivers: KeptDrivers(analyses), changes: [:])
    )
  }

  var byteCount: Int { research.frame.byteCount + research.cubes.byteCount }

  /// The columns with what was committed since their mark.
  func following(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, now: Instant, from db: any Connection
  ) throws -> SurveyColumns.Held {
    let changes = db.researchChanges(in: organisation)
    guard let (news, mark) = try changes.since(mark, of: survey, now: now) else {
      return try remade(survey, in: organisation, from: db)
    }
    guard news.isOtherwise || !news.responses.isEmpty else { return with(mark) }
    do {
      let plan = news.isOtherwise ? try ColumnPlan(survey, in: organisation, going: plan.numbers, from: db) : plan
      guard plan.schema == self.plan.schema else { return try remade(survey, in: organisation, from: db) }
      return try taking(news, as: plan, mark) ?? remade(survey, in: organisation, from: db)
    } catch is ColumnPlan.Unfit {
      return try remade(survey, in: organisation, from: db)
    }
  }

  private func remade(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, from db: any Connection
  ) throws -> SurveyColumns.Held {
    var made = try SurveyColumns.Held(survey, in: organisation, research.keptDrivers.analyses, from: db)
    made.hasErased = true
    return made
  }

  private func with(_ mark: ResearchMark) -> SurveyColumns.Held {
    SurveyColumns.Held(
      plan: plan, store: store, respondents: respondents, mark: mark, research: research, hasErased: hasErased)
  }

  /// Nothing where responses went that alone asked for tenths or weights: the columns without them are others.
  private func taking(_ news: ResearchNews, as plan: ColumnPlan, _ mark: ResearchMark) throws -> SurveyColumns.Held? {
    var filling = ColumnFilling(plan, respondents)
    for case let response? in news.responses.values.sorted(by: Self.byID) { try filling.append(response) }
    let periods = filling.filledPeriods
    let batch = try filling.take()
    if plan.tree.count != store.frame.tree.count { try store.reorganise(as: plan.tree) }
    let taken = store.erase(Set(news.responses.keys.map { UInt128(number: $0.text) }))
    if taken > 0, plan.numbers.isSpecial { return nil }
    try store.append(batch)
    if taken > 0 { forgetUnusedRespondents() }
    // What somebody took back is in no reading, not even while the next one is made.
    let isSame = taken == 0 && plan.survey == self.plan.survey
    var changes = research.changes
    // Where a row was taken out is not known any more.
    for period in taken > 0 ? Set(plan.numbers.period.values) : periods { changes[period, default: 0] += 1 }
    return SurveyColumns.Held(
      plan: plan, store: store, respondents: respondents, mark: mark,
      research: Research(
        plan, frame: store.frame, cubes: research.cubes,
        keptDrivers: isSame ? research.keptDrivers : KeptDrivers(research.keptDrivers.analyses), changes: changes),
      hasErased: hasErased || taken > 0)
  }

  private static func byID(_ one: CountedResponse?, _ other: CountedResponse?) -> Bool {
    (one?.id.text ?? "") < (other?.id.text ?? "")
  }

  /// A customer of whom nothing is left is not remembered either.
  private func forgetUnusedRespondents() {
    var used: Set<UInt32> = []
    store.frame.forEachRespondent { _, respondent in used.insert(respondent) }
    respondents.keep(only: used)
  }
}
