import Listen
public import People
public import Persistence
public import Understand
import Values

/// Makes session plans from a group's own results.
public struct Plans: Sendable {
  let database: any Database
  let readings: Readings

  public init(database: any Database, readings: Readings) {
    self.database = database
    self.readings = readings
  }

  /// A plan for a level of a unit, filled from its results in a wave.
  ///
  /// - Parameter decided: what the level above decided, for the levels below it.
  public func make(
    _ template: PlanTemplate, at place: ReadingPlace, decided: DecidedAbove = DecidedAbove(), by member: Member
  ) async throws -> SessionPlan {
    var making = PlanMaking(try await material(template.level, at: place, decided: decided, by: member))
    return making.plan(template)
  }

  /// A step to add to a plan; nothing where the research can't fill it.
  public func step(
    _ slot: PlanSlot, minutes: Int, level: Level, at place: ReadingPlace, decided: DecidedAbove = DecidedAbove(),
    by member: Member
  ) async throws -> PlanStep? {
    var making = PlanMaking(try await material(level, at: place, decided: decided, by: member))
    return making.step(slot, minutes: minutes)
  }

  /// Everything that a plan of this group can be filled with.
  ///
  /// A unit with too few answers gets those of the nearest unit above it that has enough and that the member may read, so that
  /// nobody knows whose words and marks they are; the plan says so.
  public func material(
    _ level: Level, at place: ReadingPlace, decided: DecidedAbove = DecidedAbove(), by member: Member
  ) async throws -> PlanMaterial {
    let research = try await readings.research(place.survey, by: member)
    var material: PlanMaterial
    var place = place
    if level == .strategic {
      let reading = try await readings.strategic(place, by: member)
      material = try PlanMaterial(reading, research: research)
    } else {
      var reading = try await readings.tactical(place, by: member)
      var borrowed: String?
      for parent in reading.path.dropLast().reversed() where member.may(.readUnit, on: parent.id) {
        guard reading.responses < PlanMaterial.fewestAnswers else { break }
        place = ReadingPlace(survey: place.survey, wave: place.wave, unit: parent.id, organised: place.organised)
        reading = try await readings.tactical(place, by: member)
        borrowed = parent.name
      }
      material = try PlanMaterial(reading, level: level, research: research)
      material.borrowedFrom = borrowed
    }
    if material.hasEnough { try await takeComments(into: &material, from: place, by: member) }
    material.themes = decided.themes.map {
      RoundOption(id: ID($0.id.text), text: PlanMaking.plain($0.title), note: PlanMaking.plain($0.customerOutcome))
    }
    material.mandate = decided.mandate?.mayDecide
    material.answerDays = decided.mandate?.answerDays ?? Mandate.usualAnswerDays
    return material
  }

  private func takeComments(into material: inout PlanMaterial, from place: ReadingPlace, by member: Member) async throws
  {
    let organisation = member.organisation.id
    let screen = try await database.read { db in
      CommentScreen(
        people: try db.people(in: organisation).all().map(\.name),
        customers: try db.customers(in: organisation).all().map(\.name))
    }
    var seen: Set<ID<Comment>> = []
    for promotership in [nil, Promotership.promoter, .passive, .detractor] {
      var wish = CommentWish()
      wish.promotership = promotership
      let reading = try await readings.comments.read(place, wish, by: member)
      for line in reading.lines where seen.insert(line.comment.id).inserted && screen.clears(line.comment.text) {
        material.comments.append(PlanComment(line))
      }
      if promotership == nil { material.levers = PlanMaterial.levers(reading) }
    }
  }
}

/// What a session on the level above left for this one.
public struct DecidedAbove: Hashable, Sendable {
  public var themes: [Theme]
  public var mandate: Mandate?
  public var focus: [UnitFocus]

  public init(themes: [Theme] = [], mandate: Mandate? = nil, focus: [UnitFocus] = []) {
    self.themes = themes
    self.mandate = mandate
    self.focus = focus
  }
}

extension PlanComment {
  init(_ line: CommentReading.Line) {
    let topic = line.topics.count == 1 ? line.topics.first : nil
    self.init(
      id: line.comment.id, text: line.comment.text, language: line.comment.language,
      promotership: line.comment.recommendation.flatMap(Promotership.init(recommendation:)),
      topic: topic.map { ID($0.id.text) }, topicName: topic?.name, unit: line.comment.unit)
  }
}

extension PlanMaterial {
  /// What promoters and detractors write about, of the topics that ten comments and more are about.
  static func levers(_ reading: CommentReading) -> [Lever] {
    guard reading.whole.promoters >= fewestAnswers, reading.whole.detractors >= fewestAnswers else { return [] }
    return reading.topics.filter { $0.tally.total >= fewestAnswers }.prefix(8).map { line in
      Lever(
        id: ID(line.topic.id.text), name: line.topic.name,
        promoters: RoundTruth.Line(
          value: 100 * Double(line.tally.promoters) / Double(reading.whole.promoters), low: nil, high: nil,
          n: reading.whole.promoters),
        detractors: 100 * Double(line.tally.detractors) / Double(reading.whole.detractors))
    }
  }
}
