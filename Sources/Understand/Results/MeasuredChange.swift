public import Listen
public import People
public import Statistics
public import Values

/// A measure in the last wave before something began, and in a wave after it: what proof is read from.
public struct MeasuredChange: Hashable, Sendable {
  public let measure: Measure
  /// Nothing where the measure was not asked, or nothing was answered, before.
  public let before: Wave?
  /// Nothing while no wave was held since.
  public let after: Wave?
  /// The figure after, with its movement; nothing where nobody answered.
  public let figure: Figure?

  /// What may be said: nothing while there is no wave, or no figure, on both sides.
  public var verdict: Relevance.Verdict? {
    guard before != nil, after != nil else { return nil }
    guard let figure else { return .tooFewAnswers }
    return figure.movement?.verdict ?? .tooFewAnswers
  }
}

/// One unit's figures in each wave, with everything below it, for comparing units that acted with units that did not.
public struct UnitSeries: Hashable, Sendable {
  public let unit: ID<Unit>
  /// In the unit of the measure; nothing where fewer than `UnitSeries.fewest` answered.
  public let figures: [Double?]
  public let counts: [Int]

  /// Below this a unit's figure is too much chance to follow.
  public static let fewest = 5
}

extension Research {
  /// The place of the measure with this key.
  public func place(of key: AnswerKey) -> Int? { measures.firstIndex { $0.key == key } }

  /// How a measure changed in a unit between the last wave that opened before `start` and a wave that opened from `end` on:
  /// the first one (`isFirst`), or the latest.
  public func change(
    of key: AnswerKey, in unit: ID<Unit>, tree: UnitTree, start: Day, end: Day, isFirst: Bool
  ) throws -> MeasuredChange? {
    guard let measure = place(of: key) else { return nil }
    let held = waves.filter { $0.state != .planned }
    let before = held.last { $0.opensOn < start }
    let later = held.filter { $0.opensOn >= end && $0.opensOn >= start }
    let after = isFirst ? later.first : later.last
    guard let after else {
      return MeasuredChange(measure: measures[measure], before: before, after: nil, figure: nil)
    }
    let units = Selection(unit, in: tree, waves: []).units
    let figure = try self.figure(.score, measure, unit: unit, units: units, wave: after.id, before: before?.id)
    return MeasuredChange(measure: measures[measure], before: before, after: after, figure: figure)
  }

  /// The measure wave by wave in each of these units.
  public func series(
    of key: AnswerKey, units: [ID<Unit>], tree: UnitTree
  ) throws -> (waves: [Wave], units: [UnitSeries]) {
    guard let measure = place(of: key) else { return ([], []) }
    let held = waves.filter { $0.state != .planned }
    let table = try tabulation(measure, waves: held.map(\.id))
    let series = try units.map { unit in
      let own = tree.range(of: unit).map { tree.units[$0].map(\.id) } ?? [unit]
      let figures = try held.map { wave -> (value: Double?, count: Int) in
        let tallies = own.flatMap { table[$0]?[wave.id]?.tallies ?? [] }
        let answers = try Histogram(tallies: tallies.merged(), missing: 0)
        guard answers.count >= UnitSeries.fewest, let score = try score(.score, answers, measure) else {
          return (nil, answers.count)
        }
        return (score.estimate.value, answers.count)
      }
      return UnitSeries(unit: unit, figures: figures.map(\.value), counts: figures.map(\.count))
    }
    return (held, series)
  }
}

extension Research {
  /// The grade of a unit in a wave, else its NPS, else the outcome, with its movement: the one figure of a short page.
  public func headline(of unit: ID<Unit>, tree: UnitTree, wave: ID<Wave>) throws -> Figure? {
    guard let measure = measure(.grade) ?? measure(.recommendation) ?? outcome else { return nil }
    let units = Selection(unit, in: tree, waves: []).units
    return try figure(.score, measure, unit: unit, units: units, wave: wave, before: self.wave(before: wave)?.id)
  }
}
