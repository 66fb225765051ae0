import People
public import Persistence
public import Values

/// What days do to waves, by the calendar of each organisation: one that was planned so opens on its first day, and one that is
/// open closes after its last.
public struct WaveDays: Sendable {
  let database: any Database
  let world: World
  let waves: OpenWaves

  public init(database: any Database, world: World, waves: OpenWaves) {
    self.database = database
    self.world = world
    self.waves = waves
  }

  /// Looks at every wave for which a day may have come; to be called every few minutes. Each is a transaction of its own, so one
  /// that can't open keeps no other from it.
  public func turn() async throws {
    let now = world.now()
    for (organisation, wave) in try await database.read({ try $0.wavesThatWaitForADay() }) {
      let home = try await database.read { try $0.organisations.find(organisation) }
      switch wave.state {
      case .planned where wave.opensOn <= home.day(of: now): try await open(wave, in: home)
      // Whoever began in time has a minute to finish.
      case .open where wave.closesOn.map({ home.zone.moment($0).adding(minutes: 1) <= now }) ?? false:
        try await close(wave.id, in: organisation)
      case .planned, .open, .closed: break
      }
    }
  }

  private func open(_ wave: Wave, in organisation: Organisation) async throws {
    guard let planned = wave.plannedOpening else { return }
    let today = organisation.day(of: world.now())
    do {
      try await database.write { [world] db in
        let tree = try db.units(in: organisation.id).tree(on: today)
        _ = try db.open(wave.id, asking: planned.choice, in: organisation.id, tree: tree, by: nil, world)
      }
    } catch let refusal as ListenRefusal {
      // It stays planned, and its page says that its first day has passed. Trying again would refuse again.
      try await database.write { [world] db in
        var found = try db.waves(in: organisation.id).find(wave.id)
        guard found.state == .planned else { return }
        found.plannedOpening = nil
        try db.waves(in: organisation.id).update(found)
        let nobody: ID<Person>? = nil
        try db.append(
          Event(
            "wave.didNotOpen", in: organisation.id, by: nobody, about: wave.id, facts: ["reason": "\(refusal)"],
            world: world))
      }
    } catch is NotFound {
      // It was taken away meanwhile.
    }
    waves.forget(wave.id)
  }

  private func close(_ wave: ID<Wave>, in organisation: ID<Organisation>) async throws {
    do {
      try await database.write { [world] db in try db.close(wave, in: organisation, by: nil, world) }
    } catch ListenRefusal.waveIsNotOpen {
      // Somebody was faster.
    } catch is NotFound {
    }
    waves.forget(wave)
  }
}
