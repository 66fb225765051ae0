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
    let hasLevers = template.steps.contains { $0.slot == .levers }
    var making = PlanMaking(
      try await material(template.level, at: place, decided: decided, withLevers: hasLevers, by: member))
    return making.plan(template)
  }

  /// A step to add to a plan; nothing where the research can't fill it.
  public func step(
    _ slot: PlanSlot, minutes: Int, level: Level, at place: ReadingPlace, decided: DecidedAbove = DecidedAbove(),
    by member: Member
  ) async throws -> PlanStep? {
    var making = PlanMaking(
      try await material(level, at: place, decided: decided, withLevers: slot == .levers, by: member))
    return making.step(slot, minutes: minutes)
  }

  /// Everything that a plan of this group can be filled with.
  ///
  /// A unit with too few answers gets those of the nearest unit above it that has enough and that the member may read, so that
  /// nobody knows whose words and marks they are; the plan says so.
  ///
  /// - Parameter withLevers: whether to count what promoters and detractors write about, which reads every comment.
  public func material(
    _ level: Level, at place: ReadingPlace, decided: DecidedAbove = DecidedAbove(), withLevers: Bool = false,
    by member: Member
  ) async throws -> PlanMaterial {
    let research = try await readings.research(place.survey, by: member)
    var material: PlanMaterial
    let tree: UnitTree
    if level == .strategic {
      let reading = try await readings.strategic(place, by: member)
      material = try PlanMaterial(reading, research: research)
      tree = research.tree(on: reading.treeDay)
    } else {
      var reading = try await readings.tactical(place, by: member)
      var borrowed: String?
      for parent in reading.path.dropLast().reversed() where member.may(.readUnit, on: parent.id) {
        guard reading.responses < PlanMaterial.fewestAnswers else { break }
        let above = ReadingPlace(
          survey: place.survey, wave: place.wave, unit: parent.id, organised: place.organised)
        reading = try await readings.tactical(above, by: member)
        borrowed = parent.name
      }
      material = try PlanMaterial(reading, level: level, research: research)
      material.borrowedFrom = borrowed
      tree = research.tree(on: reading.treeDay)
    }
    if material.hasEnough, member.may(.readUnit, on: material.unit) {
      let units = Selection(material.unit, in: tree, waves: [material.wave]).units
      let search = PlanComments(survey: material.survey, wave: material.wave, units: units)
      let organisation = member.organisation.id
      (material.comments, material.levers) = try await database.read { db in
        (try search.found(in: organisation, db), withLevers ? try search.levers(in: organisation, db) : [])
      }
    }
    material.themes = decided.themes.map(\.option)
    material.cards = decided.cards
    material.answerDays = decided.mandate?.answerDays ?? Mandate.usualAnswerDays
    return material
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
