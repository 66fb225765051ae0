public import Listen
public import People
import Persistence
public import Values

extension Readings {
  /// What customers wrote.
  public var comments: Comments { Comments(readings: self) }
}

/// Reads what customers wrote: for those who may read a unit, and without names.
public struct Comments: Sendable {
  let readings: Readings

  public static let pageSize = 20
  /// The words of the newest comments are compared: so many of promoters, and of detractors.
  public static let mostCompared = 10_000

  /// The comments of a unit and everything below it.
  public func read(_ place: ReadingPlace, _ wish: CommentWish, by member: Member) async throws -> CommentReading {
    try member.must(.readUnit, on: place.unit)
    let research = try await readings.library.research(place.survey, in: member.organisation.id)
    return try await readings.database.read { [readings] db in
      let scene = try CommentScene(place, research, today: member.today(readings.world), db)
      return try scene.reading(wish)
    }
  }

  /// A few comments that show what the words are about: of promoters and of detractors, each of something else. Nothing for who
  /// may not read the unit.
  ///
  /// - Parameter language: comments in this language go first.
  public func chosen(_ place: ReadingPlace, language: Language, by member: Member) async throws -> [Comment] {
    guard member.may(.readUnit, on: place.unit) else { return [] }
    let research = try await readings.library.research(place.survey, in: member.organisation.id)
    return try await readings.database.read { [readings] db in
      let scene = try CommentScene(place, research, today: member.today(readings.world), db)
      return try scene.chosen(language)
    }
  }

  /// Every comment that was asked for, one by one, with its topics: for a table.
  public func all(_ place: ReadingPlace, _ wish: CommentWish, by member: Member) async throws -> [CommentReading.Line] {
    try member.must(.readUnit, on: place.unit)
    let research = try await readings.library.research(place.survey, in: member.organisation.id)
    return try await readings.database.read { [readings] db in
      let scene = try CommentScene(place, research, today: member.today(readings.world), db)
      return try scene.all(wish)
    }
  }
}

/// The comments of one place, with what is needed to read them.
struct CommentScene {
  let db: any Connection
  let organisation: ID<Organisation>
  let survey: Survey
  let wave: Wave
  let waves: [Wave]
  let tree: UnitTree
  let unit: Unit
  let units: [ID<Unit>]?
  let topics: [Topic]

  init(_ place: ReadingPlace, _ research: Research, today: Day, _ db: any Connection) throws {
    self.db = db
    organisation = research.organisation
    survey = research.survey
    waves = research.waves
    guard let wave = research.wave(place.wave) else { throw NotFound() }
    self.wave = wave
    tree = research.tree(on: place.day(of: wave, today: today, known: research.placements))
    guard let unit = tree.unit(place.unit) else { throw NotFound() }
    self.unit = unit
    units = Selection(place.unit, in: tree, waves: [wave.id]).units
    topics = try db.topics(in: organisation).all().filter { !$0.isRetired }
  }

  func reading(_ wish: CommentWish) throws -> CommentReading {
    let place = filter(isAllWaves: wish.isAllWaves)
    let wanted = try filter(wish)
    let comments = db.comments(in: organisation)
    let found = try comments.find(wanted, page: wish.page, limit: Comments.pageSize)
    let whole = try comments.tally(place)
    return CommentReading(
      survey: survey, wave: wave, unit: unit, path: tree.path(to: unit.id), treeDay: tree.day, wish: wish,
      whole: whole, found: wish.isNarrow ? try comments.tally(wanted) : whole, topics: try topicLines(place),
      words: try words(place, limit: Comments.mostCompared).words, lines: try lines(found),
      offset: try found.first.map { try comments.count(wanted, above: $0.id) } ?? 0)
  }

  func all(_ wish: CommentWish) throws -> [CommentReading.Line] {
    var found: [Comment] = []
    try db.comments(in: organisation).forEach(try filter(wish)) { comment, _ in found.append(comment) }
    var lines: [CommentReading.Line] = []
    for start in stride(from: 0, to: found.count, by: 500) {
      lines += try self.lines(Array(found[start..<min(found.count, start + 500)]))
    }
    return lines
  }

  /// Two of promoters and two of detractors where there are so many.
  func chosen(_ language: Language) throws -> [Comment] {
    let (words, praise, complaints) = try words(filter(isAllWaves: false), limit: 300)
    let choice = CommentChoice(language: language)
    return choice.few(of: praise, telling: words.promoters) + choice.few(of: complaints, telling: words.detractors)
  }

  private func words(
    _ place: CommentFilter, limit: Int
  ) throws -> (words: TellingWords, promoters: [StemmedComment], detractors: [StemmedComment]) {
    func comments(_ promotership: Promotership) throws -> [StemmedComment] {
      var filter = place
      filter.promotership = promotership
      var found: [StemmedComment] = []
      try db.comments(in: organisation).forEach(filter, limit: limit) { found.append(StemmedComment($0, $1)) }
      return found
    }
    let (praise, complaints) = (try comments(.promoter), try comments(.detractor))
    return (try TellingWords(promoters: praise, detractors: complaints), praise, complaints)
  }

  private func topicLines(_ place: CommentFilter) throws -> [CommentReading.TopicLine] {
    let lines = try topics.map { topic in
      var filter = place
      filter.conditions.append(db.topics(in: organisation).isAbout(topic))
      return CommentReading.TopicLine(topic: topic, tally: try db.comments(in: organisation).tally(filter))
    }
    // A sort that keeps the frame's own order among equals.
    return lines.enumerated().sorted { ($1.element.tally.total, $0.offset) < ($0.element.tally.total, $1.offset) }
      .map(\.element)
  }

  private func lines(_ comments: [Comment]) throws -> [CommentReading.Line] {
    let ids = comments.map(\.id)
    let about = try topics.map { topic in
      try db.comments(in: organisation).those(of: ids, where: db.topics(in: organisation).isAbout(topic))
    }
    return comments.map { comment in
      CommentReading.Line(
        comment: comment, unit: comment.unit.flatMap(tree.unit), wave: waves.first { $0.id == comment.wave },
        topics: zip(topics, about).filter { $0.1.contains(comment.id) }.map(\.0))
    }
  }

  private func filter(isAllWaves: Bool) -> CommentFilter {
    CommentFilter(survey: survey.id, wave: isAllWaves ? nil : wave.id, units: units)
  }

  private func filter(_ wish: CommentWish) throws -> CommentFilter {
    var filter = filter(isAllWaves: wish.isAllWaves)
    filter.promotership = wish.promotership
    filter.question = wish.question
    filter.language = wish.language
    filter.words = WordRule(searching: wish.search)
    if let id = wish.topic {
      guard let topic = topics.first(where: { $0.id == id }) else { throw NotFound() }
      filter.conditions.append(db.topics(in: organisation).isAbout(topic))
    }
    return filter
  }
}
