public import Listen
public import People
import Persistence
import Values

extension Readings {
  /// Tables that leave Kompas.
  public var exports: Exports { Exports(readings: self) }
}

/// Gives the tables of the readings to those who may take them out of Kompas, and remembers who took what.
public struct Exports: Sendable {
  let readings: Readings

  /// The figures of the whole.
  public func strategic(_ place: ReadingPlace, by member: Member) async throws -> [ReportFigure] {
    try member.must(.export)
    let reading = try await readings.strategic(place, by: member)
    let research = try await readings.research(place.survey, by: member)
    return reading.figures(waves: research.waves)
  }

  /// The figures of a unit.
  public func tactical(_ place: ReadingPlace, by member: Member) async throws -> [ReportFigure] {
    try member.must(.export, on: place.unit)
    let reading = try await readings.tactical(place, by: member)
    let research = try await readings.research(place.survey, by: member)
    return reading.figures(waves: research.waves)
  }

  /// The comments of a unit, as they were asked for.
  public func comments(
    _ place: ReadingPlace, _ wish: CommentWish, by member: Member
  ) async throws -> (survey: Survey, lines: [CommentReading.Line]) {
    try member.must(.export, on: place.unit)
    let lines = try await readings.comments.all(place, wish, by: member)
    return (try await readings.research(place.survey, by: member).survey, lines)
  }

  /// The customers of a unit who agreed to be named: for those who may read names there.
  public func customers(_ place: ReadingPlace, by member: Member) async throws -> OperationalReading {
    try member.must(.export, on: place.unit)
    return try await readings.unitCustomers(place, by: member)
  }

  /// Remembers that a table left Kompas. Called before it does: a table that can't be remembered doesn't leave.
  ///
  /// - Parameter file: its name, such as `comments.csv`.
  public func record(_ file: String, rows: Int, of place: ReadingPlace, by member: Member) async throws {
    try await readings.database.write { [world = readings.world] db in
      try db.append(
        Event(
          "table.exported", in: member.organisation.id, by: member.person, about: place.survey,
          facts: [
            "file": file, "rows": String(rows), "wave": place.wave.text, "unit": place.unit.text,
          ], world: world))
    }
  }
}
