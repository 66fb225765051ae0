import People
import Persistence
import Values

/// The steps of a wave's life, each within a transaction: taken by a maker, or by the day that was set.
extension Connection {
  func open(
    _ id: ID<Wave>, asking choice: RosterChoice?, in organisation: ID<Organisation>, tree: UnitTree,
    by person: ID<Person>?,
    _ world: World
  ) throws -> Roster? {
    let now = world.now()
    var wave = try waves(in: organisation).find(id)
    var survey = try surveys(in: organisation).find(wave.survey)
    guard wave.kind != .imported else { throw ListenRefusal.waveIsImported }
    guard wave.state == .planned else { throw ListenRefusal.waveIsNotPlanned }
    guard survey.state != .archived else { throw ListenRefusal.surveyIsArchived }
    let problems = survey.document.problems
    guard problems.isEmpty else { throw ListenRefusal.surveyIsNotReady(problems: problems.count) }
    let roster = try choice.map { choice in
      try self.roster(of: id, choice, in: organisation, tree: tree, since: now.adding(days: -choice.quietDays))
    }
    guard wave.openLink != nil || wave.kind == .continuous || roster?.customers.isEmpty == false else {
      throw ListenRefusal.nobodyToAsk
    }
    survey.state = .inUse
    try surveys(in: organisation).update(survey, at: now)
    wave.state = .open
    wave.version = survey.version
    wave.plannedOpening = nil
    try waves(in: organisation).update(wave)
    try invite(roster?.customers ?? [], to: id, in: organisation, world)
    try append(Event("wave.opened", in: organisation, by: person, about: id, world: world))
    return roster
  }

  func close(_ id: ID<Wave>, in organisation: ID<Organisation>, by person: ID<Person>?, _ world: World) throws {
    var wave = try waves(in: organisation).find(id)
    guard wave.state == .open else { throw ListenRefusal.waveIsNotOpen }
    wave.state = .closed
    try waves(in: organisation).update(wave)
    try later(.forgetUnfinished(id), in: organisation, world)
    try append(Event("wave.closed", in: organisation, by: person, about: id, world: world))
  }

  func roster(
    of wave: ID<Wave>, _ choice: RosterChoice, in organisation: ID<Organisation>, tree: UnitTree, since: Instant
  ) throws -> Roster {
    Roster(
      choice, of: try customers(in: organisation).all(), in: tree,
      alreadyAsked: try invitations(in: organisation).customers(in: wave),
      askedLately: try invitations(in: organisation).customersAsked(since: since))
  }

  func invite(
    _ customers: [Customer], to wave: ID<Wave>, in organisation: ID<Organisation>, _ world: World
  ) throws {
    guard !customers.isEmpty else { return }
    for customer in customers {
      // The link gets its secret when the mail is made; until then nobody knows this one.
      try invitations(in: organisation).insert(
        Invitation(
          id: world.id(), wave: wave, customer: customer.id, unit: customer.unit, owner: customer.owner,
          language: customer.language, tokenHash: world.newToken().hash))
    }
    try later(.invite(wave), in: organisation, world)
  }
}
