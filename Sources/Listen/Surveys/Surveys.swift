public import People
public import Persistence
public import Values

/// What a maker can do with surveys.
public struct Surveys: Sendable {
  /// A survey on the maker's table: what is asked now and what is being worked on.
  public struct OnTable: Sendable {
    public let survey: Survey
    /// What the maker sees and changes; equal to the survey's own document where nothing is unpublished.
    public let document: SurveyDocument
    public let waves: [Wave]

    public init(survey: Survey, document: SurveyDocument, waves: [Wave]) {
      self.survey = survey
      self.document = document
      self.waves = waves
    }

    /// Whether changes wait to be published.
    public var hasUnpublishedChanges: Bool { survey.state == .inUse && document != survey.document }
    public var problems: [String: Message] { document.problems }
  }

  let database: any Database
  let world: World
  let waves: OpenWaves

  public init(database: any Database, world: World, waves: OpenWaves) {
    self.database = database
    self.world = world
    self.waves = waves
  }

  /// All surveys, newest first, with their waves.
  public func all(by member: Member) async throws -> [OnTable] {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    return try await database.read { db in
      let waves = Dictionary(grouping: try db.waves(in: organisation).all(), by: \.survey)
      return try db.surveys(in: organisation).all().map { survey in
        OnTable(survey: survey, document: survey.document, waves: waves[survey.id] ?? [])
      }
    }
  }

  public func find(_ id: ID<Survey>, by member: Member) async throws -> OnTable {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    return try await database.read { db in
      let survey = try db.surveys(in: organisation).find(id)
      return OnTable(
        survey: survey, document: try db.surveys(in: organisation).draft(of: survey) ?? survey.document,
        waves: try db.waves(in: organisation).all(of: id))
    }
  }

  /// Begins a survey from a template, or an empty one.
  public func begin(from template: SurveyTemplate?, by member: Member) async throws -> ID<Survey> {
    try member.must(.makeSurveys)
    let organisation = member.organisation
    let now = world.now()
    let id: ID<Survey> = world.id()
    try await database.write { [world] db in
      let values = try db.customerValues(in: organisation.id).all()
      let document =
        try template?.document(for: organisation, values: values)
        ?? SurveyDocument(title: LocalizedText(), languages: Language.allCases, questions: [])
      try db.surveys(in: organisation.id).insert(Survey(id: id, document: document, createdAt: now))
      try db.record("survey.begun", about: id, by: member, world)
    }
    return id
  }

  /// A new survey with the same questions: the way to change what can't be changed in one that is in use.
  public func copy(_ id: ID<Survey>, by member: Member) async throws -> ID<Survey> {
    let original = try await find(id, by: member)
    let organisation = member.organisation.id
    let now = world.now()
    let copy: ID<Survey> = world.id()
    try await database.write { [world] db in
      try db.surveys(in: organisation).insert(Survey(id: copy, document: original.document, createdAt: now))
      try db.record("survey.copied", about: copy, by: member, world)
    }
    return copy
  }

  /// Changes what is asked. In a survey that is in use the change waits to be published, and one that would give earlier
  /// answers another meaning is refused.
  public func edit(
    _ id: ID<Survey>, by member: Member, _ change: @escaping @Sendable (inout SurveyDocument) throws -> Void
  ) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let now = world.now()
    try await database.write { db in
      let surveys = db.surveys(in: organisation)
      var survey = try surveys.find(id)
      switch survey.state {
      case .archived: throw ListenRefusal.surveyIsArchived
      case .draft:
        try change(&survey.document)
        try surveys.update(survey, at: now)
      case .inUse:
        var document = try surveys.draft(of: survey) ?? survey.document
        try change(&document)
        try survey.document.mustKeepMeaning(in: document)
        if document == survey.document {
          try surveys.discardDraft(of: survey)
        } else {
          try surveys.saveDraft(document, of: survey, at: now)
        }
      }
    }
    waves.forget(id)
  }

  /// Makes the changes of a survey in use hold from now on. Continuous waves go over to the new wording; a periodic wave keeps
  /// what it asked its first respondent.
  public func publish(_ id: ID<Survey>, by member: Member) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let now = world.now()
    try await database.write { [world] db in
      let surveys = db.surveys(in: organisation)
      var survey = try surveys.find(id)
      guard survey.state == .inUse, let draft = try surveys.draft(of: survey) else { return }
      try survey.document.mustKeepMeaning(in: draft)
      guard draft.problems.isEmpty else { throw ListenRefusal.surveyIsNotReady(problems: draft.problems.count) }
      survey.version += 1
      survey.document = draft
      try surveys.update(survey, at: now)
      for var wave in try db.waves(in: organisation).all(of: id) where wave.kind == .continuous && wave.state != .closed
      {
        wave.version = survey.version
        try db.waves(in: organisation).update(wave)
      }
      try db.record("survey.published", about: id, by: member, world)
    }
    waves.forget(id)
  }

  /// Drops changes that were not published.
  public func discardChanges(of id: ID<Survey>, by member: Member) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    try await database.write { db in
      let survey = try db.surveys(in: organisation).find(id)
      if survey.state == .inUse { try db.surveys(in: organisation).discardDraft(of: survey) }
    }
  }

  /// Takes a survey off the list: a draft is deleted, one with answers archived.
  public func putAway(_ id: ID<Survey>, by member: Member) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let now = world.now()
    try await database.write { [world] db in
      var survey = try db.surveys(in: organisation).find(id)
      let waves = try db.waves(in: organisation).all(of: id)
      guard !waves.contains(where: { $0.state == .open }) else { throw ListenRefusal.surveyIsInUse }
      if survey.state == .draft, waves.allSatisfy({ $0.state == .planned }) {
        try db.surveys(in: organisation).delete(id)
      } else {
        survey.state = .archived
        try db.surveys(in: organisation).update(survey, at: now)
      }
      try db.record("survey.putAway", about: id, by: member, world)
    }
    waves.forget(id)
  }

  /// Brings an archived survey back.
  public func bringBack(_ id: ID<Survey>, by member: Member) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let now = world.now()
    try await database.write { [world] db in
      var survey = try db.surveys(in: organisation).find(id)
      guard survey.state == .archived else { return }
      survey.state = .inUse
      try db.surveys(in: organisation).update(survey, at: now)
      try db.record("survey.broughtBack", about: id, by: member, world)
    }
  }
}

extension SurveyDocument {
  fileprivate func mustKeepMeaning(in other: SurveyDocument) throws {
    let forbidden = forbiddenChanges(to: other)
    guard forbidden.isEmpty else { throw ListenRefusal.wouldChangeAnswers(forbidden) }
  }
}
