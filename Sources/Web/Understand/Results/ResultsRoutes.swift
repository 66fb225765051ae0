import Anchor
import Hummingbird
import Listen
import Localization
import People
import Understand
import Values

extension Link {
  static let results = Link("understand")
  static func strategic(_ survey: ID<Survey>, _ wave: ID<Wave>) -> Link {
    Link("understand", survey.text, wave.text)
  }
  static func tactical(_ survey: ID<Survey>, _ wave: ID<Wave>, _ unit: ID<Unit>) -> Link {
    Link("understand", survey.text, wave.text, "units", unit.text)
  }
  static func ownCustomers(_ survey: ID<Survey>, _ wave: ID<Wave>) -> Link {
    Link("understand", survey.text, wave.text, "customers")
  }
  static func unitCustomers(_ survey: ID<Survey>, _ wave: ID<Wave>, _ unit: ID<Unit>) -> Link {
    Link("understand", survey.text, wave.text, "units", unit.text, "customers")
  }
}

/// The three readings of a wave.
struct ResultsRoutes {
  let readings: Readings
  /// Remembers who read results, so that adoption can be measured.
  let adoption: Adoption

  var routes: RouteCollection<MemberContext> {
    RouteCollection(context: MemberContext.self)
      .get(use: index)
      .get(":survey", use: survey)
      .get(":survey/:wave", use: strategic)
      .get(":survey/:wave/units/:unit", use: tactical)
      .get(":survey/:wave/units/:unit/customers", use: unitCustomers)
      .get(":survey/:wave/customers", use: ownCustomers)
  }

  /// The research that was measured last, on the member's own level.
  @Sendable func index(_ request: Request, _ context: MemberContext) async throws -> Response {
    let shelves = try await readings.shelves(by: context.member)
    guard let shelf = shelves.first else {
      return try ResultsEmptyPage(mayBegin: context.member.may(.makeSurveys)).response(context)
    }
    return .redirect(to: first(shelf.survey.id, shelf.latest.id, context.member), context)
  }

  /// The latest wave of a survey.
  @Sendable func survey(_ request: Request, _ context: MemberContext) async throws -> Response {
    let survey = try context.parameters.id("survey", of: Survey.self)
    let shelf = try await readings.shelves(by: context.member).first { $0.survey.id == survey }
    guard let shelf else { throw NotFound() }
    return .redirect(to: first(survey, shelf.latest.id, context.member), context)
  }

  @Sendable func strategic(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try await place(request, context, unit: context.member.tree.roots.first?.id)
    let reading = try await readings.strategic(place, by: context.member)
    try await adoption.noteReading(of: place.wave, on: .strategic, by: context.member)
    let comments = try await readings.comments.chosen(place, language: context.book.language, by: context.member)
    return try StrategicPage(reading, try await surroundings(place, .strategic, context), comments: comments)
      .response(context)
  }

  @Sendable func tactical(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try await place(request, context, unit: try context.parameters.id("unit", of: Unit.self))
    guard let reading = try await tactical(place, by: context.member) else {
      return .redirect(
        to: .strategic(place.survey, place.wave),
        saying: Message("results.notThereThen", ["unit": .text(context.member.tree.unit(place.unit)?.name ?? "")]),
        context)
    }
    try await adoption.noteReading(of: place.wave, on: .tactical, by: context.member)
    let comments = try await readings.comments.chosen(place, language: context.book.language, by: context.member)
    return try TacticalPage(reading, try await surroundings(place, .tactical, context), comments: comments)
      .response(context)
  }

  @Sendable func ownCustomers(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try await place(request, context, unit: context.member.tree.roots.first?.id)
    let reading = try await readings.ownCustomers(place.survey, wave: place.wave, by: context.member)
    try await adoption.noteReading(of: place.wave, on: .operational, by: context.member)
    return try CustomersPage(reading, unit: nil, try await surroundings(place, .operational, context)).response(context)
  }

  @Sendable func unitCustomers(_ request: Request, _ context: MemberContext) async throws -> Response {
    let place = try await place(request, context, unit: try context.parameters.id("unit", of: Unit.self))
    let reading = try await readings.unitCustomers(place, by: context.member)
    let unit = context.member.tree.unit(place.unit)
    return try CustomersPage(reading, unit: unit, try await surroundings(place, .operational, context)).response(
      context)
  }

  /// Nothing where the unit wasn't there yet when the wave was held.
  private func tactical(_ place: ReadingPlace, by member: Member) async throws -> TacticalReading? {
    do {
      return try await readings.tactical(place, by: member)
    } catch let absence as NotFound {
      guard member.may(.readUnit, on: place.unit), member.tree.unit(place.unit) != nil,
        try await readings.research(place.survey, by: member).wave(place.wave) != nil
      else { throw absence }
      return nil
    }
  }

  /// Where a member looks first: board the whole, a manager their unit, the front line their customers.
  private func first(_ survey: ID<Survey>, _ wave: ID<Wave>, _ member: Member) -> Link {
    switch member.level {
    case .strategic: .strategic(survey, wave)
    case .tactical:
      member.units(for: .readUnit).first.map { .tactical(survey, wave, $0.id) } ?? .strategic(survey, wave)
    case .operational: .ownCustomers(survey, wave)
    }
  }

  private func place(_ request: Request, _ context: MemberContext, unit: ID<Unit>?) async throws -> ReadingPlace {
    guard let unit else { throw NotFound() }
    let organised = request.uri.queryParameters.get("organised").flatMap(ReadingPlace.Organised.init) ?? .asMeasured
    return ReadingPlace(
      survey: try context.parameters.id("survey"), wave: try context.parameters.id("wave"), unit: unit,
      organised: organised)
  }

  private func surroundings(
    _ place: ReadingPlace, _ level: Level, _ context: MemberContext
  ) async throws -> ReadingSurroundings {
    ReadingSurroundings(
      place: place, level: level, shelves: try await readings.shelves(by: context.member), member: context.member,
      book: context.book)
  }
}
