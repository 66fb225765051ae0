public import People
public import Persistence
public import Values

/// What a maker can do with the waves of a survey.
public struct Waves: Sendable {
  /// A wave with how it goes.
  public struct Progress: Sendable {
    public let wave: Wave
    public let survey: Survey
    public let rates: [ID<Unit>?: ResponseRate]
    /// All responses, those by the open link included.
    public let responses: Int

    public init(wave: Wave, survey: Survey, rates: [ID<Unit>?: ResponseRate], responses: Int) {
      self.wave = wave
      self.survey = survey
      self.rates = rates
      self.responses = responses
    }

    /// Everyone who was invited.
    public var total: ResponseRate { rates.values.reduce(ResponseRate(), +) }

    /// A unit with everything below it, as the organisation is now.
    public func rate(of unit: ID<Unit>, in tree: UnitTree) -> ResponseRate {
      rates.reduce(ResponseRate()) { sum, rate in
        rate.key.map { tree.contains($0, within: unit) } == true ? sum + rate.value : sum
      }
    }
  }

  let database: any Database
  let world: World
  let waves: OpenWaves

  public init(database: any Database, world: World, waves: OpenWaves) {
    self.database = database
    self.world = world
    self.waves = waves
  }

  public func find(_ id: ID<Wave>, by member: Member) async throws -> Progress {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    return try await database.read { db in
      let wave = try db.waves(in: organisation).find(id)
      return Progress(
        wave: wave, survey: try db.surveys(in: organisation).find(wave.survey),
        rates: try db.invitations(in: organisation).rates(in: id),
        responses: try db.responses(in: organisation).count(in: id))
    }
  }

  /// Plans a wave. Nobody is asked before it opens.
  public func plan(_ draft: WaveDraft, of survey: ID<Survey>, by member: Member) async throws -> ID<Wave> {
    try member.must(.makeSurveys)
    let draft = try draft.validated(in: member.tree)
    let organisation = member.organisation.id
    let id: ID<Wave> = world.id()
    let link = world.newToken()
    try await database.write { [world] db in
      let survey = try db.surveys(in: organisation).find(survey)
      guard survey.state != .archived else { throw ListenRefusal.surveyIsArchived }
      var wave = Wave(
        id: id, survey: survey.id, version: survey.version, name: draft.name,
        kind: draft.isContinuous ? .continuous : .periodic, state: .planned, opensOn: draft.opensOn)
      wave.take(draft, link: link)
      try db.waves(in: organisation).insert(wave)
      try db.record("wave.planned", about: id, by: member, world)
    }
    return id
  }

  /// Changes the name, the days or the open link. Whether a wave is continuous is settled once it is open.
  public func change(_ id: ID<Wave>, to draft: WaveDraft, by member: Member) async throws {
    try member.must(.makeSurveys)
    let draft = try draft.validated(in: member.tree)
    let organisation = member.organisation.id
    let link = world.newToken()
    try await database.write { [world] db in
      var wave = try db.waves(in: organisation).find(id)
      guard wave.kind != .imported else { throw ListenRefusal.waveIsImported }
      guard wave.state != .closed else { throw ListenRefusal.waveIsClosed }
      if wave.state == .planned { wave.kind = draft.isContinuous ? .continuous : .periodic }
      wave.take(draft, link: link)
      try db.waves(in: organisation).update(wave)
      try db.record("wave.changed", about: id, by: member, world)
    }
    waves.forget(id)
  }

  /// Who would be asked by this choice: looks only.
  public func roster(of id: ID<Wave>, _ choice: RosterChoice, by member: Member) async throws -> Roster {
    try member.must(.makeSurveys)
    let since = world.now().adding(days: -choice.quietDays)
    return try await database.read { db in
      _ = try db.waves(in: member.organisation.id).find(id)
      return try db.roster(of: id, choice, in: member.organisation.id, tree: member.tree, since: since)
    }
  }

  /// Opens a wave: from now on the survey is in use, and whoever was chosen is in it, with the unit and the owner that they
  /// have now. The mails go out after the commit.
  public func open(_ id: ID<Wave>, asking choice: RosterChoice?, by member: Member) async throws -> Roster? {
    try member.must(.makeSurveys)
    let roster = try await database.write { [world] db in
      try db.open(id, asking: choice, in: member.organisation.id, tree: member.tree, by: member.person, world)
    }
    waves.forget(id)
    return roster
  }

  /// Lets a wave open by itself on its first day. Who is asked is counted anew on that day.
  public func openLater(_ id: ID<Wave>, asking choice: RosterChoice?, by member: Member) async throws {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let today = member.today(world)
    try await database.write { [world] db in
      var wave = try db.waves(in: organisation).find(id)
      guard wave.kind != .imported else { throw ListenRefusal.waveIsImported }
      guard wave.state == .planned, wave.opensOn > today else { throw ListenRefusal.waveIsNotPlanned }
      let problems = try db.surveys(in: organisation).find(wave.survey).document.problems
      guard problems.isEmpty else { throw ListenRefusal.surveyIsNotReady(problems: problems.count) }
      wave.plannedOpening = PlannedOpening(asking: choice)
      try db.waves(in: organisation).update(wave)
      try db.record("wave.scheduled", about: id, by: member, world)
    }
  }

  /// Asks more customers in an open wave: after each contact in a continuous one.
  public func add(_ choice: RosterChoice, to id: ID<Wave>, by member: Member) async throws -> Roster {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let since = world.now().adding(days: -choice.quietDays)
    return try await database.write { [world] db in
      let wave = try db.waves(in: organisation).find(id)
      guard wave.kind != .imported else { throw ListenRefusal.waveIsImported }
      guard wave.state == .open else { throw ListenRefusal.waveIsNotOpen }
      let roster = try db.roster(of: id, choice, in: member.organisation.id, tree: member.tree, since: since)
      guard !roster.customers.isEmpty else { throw ListenRefusal.nobodyToAsk }
      try db.invite(roster.customers, to: id, in: organisation, world)
      try db.record("wave.extended", about: id, by: member, world)
      return roster
    }
  }

  /// Mails everyone once more who did not answer. A customer is reminded once in a wave.
  public func remind(_ id: ID<Wave>, by member: Member) async throws -> Int {
    try member.must(.makeSurveys)
    let organisation = member.organisation.id
    let before = world.now().adding(days: -Self.daysBeforeReminder)
    return try await database.write { [world] db in
      let wave = try db.waves(in: organisation).find(id)
      guard wave.state == .open else { throw ListenRefusal.waveIsNotOpen }
      let silent = try db.invitations(in: organisation).silent(in: id, sentBefore: before, limit: .max).count
      guard silent > 0 else { throw ListenRefusal.noOneToRemind }
      try db.later(.remind(id), in: organisation, world)
      try db.record("wave.reminded", about: id, by: member, world)
      return silent
    }
  }

  /// Takes no more answers from now on. What was never finished is forgotten.
  public func close(_ id: ID<Wave>, by member: Member) async throws {
    try member.must(.makeSurveys)
    try await database.write { [world] db in
      try db.close(id, in: member.organisation.id, by: member.person, world)
    }
    waves.forget(id)
  }

  /// Who got the first mail shorter ago than this is not reminded yet.
  public static let daysBeforeReminder = 3
}

extension Wave {
  fileprivate mutating func take(_ draft: WaveDraft, link: Token) {
    name = draft.name
    opensOn = draft.opensOn
    closesOn = draft.lastDay?.adding(days: 1)
    openLink = draft.hasOpenLink ? openLink ?? String(link.secret.suffix(22)) : nil
    openLinkUnit = draft.hasOpenLink ? draft.openLinkUnit : nil
  }
}
