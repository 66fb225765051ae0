public import Act
import Listen
public import People
public import Persistence
import Statistics
import Synchronization
public import Understand
public import Values

/// Reads from the waves whether what was done moved what was meant. The route is open to everyone who works here, and so is its
/// proof.
public struct Proofs: Sendable {
  let database: any Database
  let library: ResearchLibrary
  let world: World
  private let kept: KeptEffects

  public init(database: any Database, library: ResearchLibrary, world: World) {
    self.database = database
    self.library = library
    self.world = world
    kept = KeptEffects()
  }

  /// Every ambition that goes on or ended, the soonest due first.
  public func all(by member: Member) async throws -> [AmbitionProof] {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    let (ambitions, tallies) = try await database.read { db in
      let ambitions =
        try db.ambitions(in: organisation).all(.going)
        + db.ambitions(in: organisation).all(.reached, limit: 20)
        + db.ambitions(in: organisation).all(.ended, limit: 20)
      return (ambitions, try db.routeTallies(in: organisation).wholes(of: ambitions.map(\.id)))
    }
    var proofs: [AmbitionProof] = []
    for ambition in ambitions {
      proofs.append(try await proof(of: ambition, tally: tallies[ambition.id] ?? RouteTally(), member))
    }
    return proofs
  }

  /// One ambition: since it was set, and what the units that acted gained beside the others.
  public func ambition(_ id: ID<Ambition>, by member: Member) async throws -> AmbitionProof {
    try member.must(.readWhole)
    let organisation = member.organisation.id
    let (ambition, tallies) = try await database.read { db in
      (try db.ambitions(in: organisation).find(id), try db.routeTallies(in: organisation).wholes(of: [id]))
    }
    return try await proof(of: ambition, tally: tallies[id] ?? RouteTally(), member)
  }

  /// Actions of an ambition: each by the first wave after it ended, or after its day.
  public func actions(_ actions: [Action], of ambition: Ambition?, by member: Member) async throws -> [ActionProof] {
    try member.must(.readWhole)
    guard let measure = ambition?.measure, let research = try await research(measure, member) else {
      return actions.map { ActionProof(action: $0, proof: Proof(nil)) }
    }
    let today = member.today(world)
    return try actions.map { action in
      // Something that goes on can show from its day on; what was stopped is compared all the same.
      let end = min(action.endedOn ?? action.due, today.adding(days: 1))
      return ActionProof(
        action: action,
        proof: Proof(
          try research.change(
            of: measure.key, in: action.unit, tree: member.tree, start: action.begins, end: end, isFirst: true)))
    }
  }

  private func proof(of ambition: Ambition, tally: RouteTally, _ member: Member) async throws -> AmbitionProof {
    guard let measure = ambition.measure, let research = try await research(measure, member) else {
      return AmbitionProof(ambition: ambition, proof: Proof(nil), effect: nil, tally: tally)
    }
    let change = try research.change(
      of: measure.key, in: ambition.unit, tree: member.tree, start: ambition.setOn, end: ambition.setOn, isFirst: false)
    let key = KeptEffects.Key(
      ambition: ambition.id, responses: research.responseCount, finished: tally.finished, moved: tally.lastMoved,
      tree: member.tree.day)
    if let effect = kept.effect(key) {
      return AmbitionProof(ambition: ambition, proof: Proof(change), effect: effect, tally: tally)
    }
    let organisation = member.organisation.id
    let first = try await database.read { try $0.actions(in: organisation).firstDays(of: ambition.id) }
    let effect = try Self.effect(of: ambition, measure, research, first, member.tree)
    if let effect { kept.keep(effect, key) }
    return AmbitionProof(ambition: ambition, proof: Proof(change), effect: effect, tally: tally)
  }

  private func research(_ measure: RouteMeasure, _ member: Member) async throws -> Research? {
    do {
      return try await library.research(measure.survey, in: member.organisation.id)
    } catch is NotFound {
      return nil
    }
  }

  /// Teams that acted beside teams that did not. A team acted when it or a unit above it (but below the one that set the
  /// ambition) brought an action to a result; from the first wave after that action began it could show.
  private static func effect(
    of ambition: Ambition, _ measure: RouteMeasure, _ research: Research, _ first: [ID<Unit>: Day], _ tree: UnitTree
  ) throws -> ActionsEffect? {
    guard let place = research.place(of: measure.key), let range = tree.range(of: ambition.unit) else { return nil }
    let teams = tree.units[range].filter { tree.children(of: $0.id).isEmpty }
    let (waves, series) = try research.series(of: measure.key, units: teams.map(\.id), tree: tree)
    var acted: [Unit] = []
    var units: [Panel.Unit] = []
    for (team, line) in zip(teams, series) {
      let path = tree.path(to: team.id).map(\.id).filter { $0 != ambition.unit || team.id == ambition.unit }
      let day = path.compactMap { first[$0] }.min()
      let from = day.flatMap { day in waves.firstIndex { $0.opensOn >= day } }
      if from != nil { acted.append(team) }
      guard line.figures.contains(where: { $0 != nil }) else { continue }
      units.append(
        Panel.Unit(
          outcomes: line.figures, actedFrom: from, weight: Double(max(1, line.counts.reduce(0, +)))))
    }
    func found(_ outcome: ActionsEffect.Outcome) -> ActionsEffect {
      ActionsEffect(
        measure: research.measures[place], outcome: outcome, acted: acted, untouched: teams.count - acted.count,
        waves: waves)
    }
    guard !acted.isEmpty else { return found(.nobodyActed) }
    guard acted.count < teams.count else { return found(.everybodyActed) }
    do {
      // With many units their own spread tells enough; the bootstrap is for few.
      let inference: ActionEffect.Inference =
        units.count > 100 ? .clustered : .wildBootstrap(draws: 1_999, seed: 20_261_122)
      return found(.known(try ActionEffect(try Panel(units: units), inference: inference)))
    } catch StatisticsError.tooFewAnswers, StatisticsError.zeroVariance {
      return found(.tooFewUnits)
    }
  }
}

/// The effects that were made of frozen numbers: two thousand draws are not made again while nothing changed.
private final class KeptEffects: Sendable {
  struct Key: Hashable {
    let ambition: ID<Ambition>
    let responses: Int
    let finished: Int
    let moved: Day?
    let tree: Day
  }

  private let kept = Mutex<[ID<Ambition>: (key: Key, effect: ActionsEffect)]>([:])

  func effect(_ key: Key) -> ActionsEffect? {
    kept.withLock { $0[key.ambition].flatMap { $0.key == key ? $0.effect : nil } }
  }

  func keep(_ effect: ActionsEffect, _ key: Key) {
    kept.withLock { kept in
      if kept.count > 500 { kept.removeAll() }
      kept[key.ambition] = (key, effect)
    }
  }
}
