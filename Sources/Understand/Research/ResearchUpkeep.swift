import Columns
import Listen
import People
import Persistence
import Values

extension ResearchLibrary {
  private static let pause = Duration.seconds(10)
  /// A file is written every five minutes where something changed: what comes after it is read from the database at a start.
  private static let pausesPerFile = 30
  private static let pausesPerTidying = 360
  /// Surveys that another process brought in are read within a minute.
  private static let pausesPerPreparing = 6

  /// Brings the columns into memory and keeps them there, up to date and on disk, until its task is cancelled.
  ///
  /// - Parameter onFailure: told of what went wrong; it goes on.
  public func keepReady(onFailure: @Sendable (any Error) -> Void) async {
    await prepare(onFailure: onFailure)
    await saveAll()
    await following(onFailure) { try await self.prepareUnits() }
    var pauses = 0
    while !Task.isCancelled {
      do { try await Task.sleep(for: Self.pause) } catch { break }
      pauses += 1
      await following(onFailure) { try await self.follow() }
      if pauses.isMultiple(of: Self.pausesPerPreparing) { await prepare(onFailure: onFailure) }
      if pauses.isMultiple(of: Self.pausesPerFile) { await saveAll() }
      if pauses.isMultiple(of: Self.pausesPerTidying) {
        await following(onFailure) { try await self.tidy() }
      }
    }
    await saveAll()
  }

  /// Reads what every organisation asks about first and isn't read yet, as far as half of the memory goes: the columns of its
  /// surveys, and what matters most in their last waves, which takes longest to find out.
  public func prepare(onFailure: @Sendable (any Error) -> Void = { _ in }) async {
    await following(onFailure) {
      for organisation in try await self.database.read({ try $0.organisations.all() }) {
        let surveys = try await self.database.read { try $0.researchChanges(in: organisation.id).surveys() }
        for survey in surveys
        where self.hasRoom && !Task.isCancelled && !self.isRead(Key(organisation: organisation.id, survey: survey)) {
          let research = try await self.research(survey, in: organisation.id)
          try research.prepareDrivers()
        }
      }
    }
  }

  /// Finds out what matters most in each unit, in waves that are closed: that never changes, and is kept on disk.
  private func prepareUnits() async throws {
    for key in keys {
      for unit in try await research(key.survey, in: key.organisation).units {
        guard !Task.isCancelled, let columns = held(key) else { break }
        try await columns.current().research.prepareDrivers(of: unit.id, today: now().day)
        await Task.yield()
      }
    }
  }

  /// Writes the files of all organisations in memory.
  public func saveAll() async {
    for organisation in Set(keys.map(\.organisation)) { await save(organisation) }
  }

  /// Reads what was committed by whomever, so that the next question finds little to do.
  private func follow() async throws {
    for key in keys { try await follow(key) }
  }

  /// What was erased leaves the files too, also those of organisations that nobody asked about.
  func tidy() async throws {
    let known = Set(keys.map(\.organisation))
    for organisation in try await database.read({ try $0.organisations.all() }) where !known.contains(organisation.id) {
      guard let files else { break }
      for columns in await files.read(organisation.id) where hasRoom {
        _ = try await research(columns.survey, in: organisation.id)
      }
      await save(organisation.id)
    }
    try await database.write { db in
      try db.forgetWords()
      try db.tidyResearchChanges()
    }
  }

  private func following(
    _ onFailure: @Sendable (any Error) -> Void, _ body: () async throws -> Void
  ) async {
    do {
      try await body()
    } catch is CancellationError {
      return
    } catch {
      onFailure(error)
    }
  }
}

extension Research {
  /// Finds out what matters most in the last wave that was answered, for the whole, before somebody asks.
  func prepareDrivers() throws {
    guard let last = try lastAnswered() else { return }
    _ = try driverReading(Selection(waves: [last.id]))
  }

  /// The same for a unit, where the wave is closed.
  func prepareDrivers(of unit: ID<Unit>, today: Day) throws {
    guard let last = try lastAnswered(), last.state == .closed else { return }
    let place = ReadingPlace(survey: survey.id, wave: last.id, unit: unit)
    let tree = tree(on: place.day(of: last, today: today, known: placements))
    guard tree.unit(unit) != nil else { return }
    let selection = Selection(unit, in: tree, waves: [last.id])
    if try count(selection) > 0 { _ = try driverReading(selection) }
  }

  private func lastAnswered() throws -> Wave? {
    try waves.last { try count(Selection(waves: [$0.id])) > 0 }
  }
}
