import Act
import Anchor
import Foundation
import Listen
import People
import Persistence
import Schema
import TestKit
import Testing
import Understand
import Values

/// An organisation of 2,000 units, 20,000 people and 20,000 actions: `KOMPAS_BENCH_ROUTE=1 swift test -c release --filter
/// RouteBenchmark`. Prints the medians; the goal is 50 ms for each page's use case.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["KOMPAS_BENCH_ROUTE"] == "1")) struct RouteBenchmark {
  @Test func theRouteAndTheAgendaStayQuickInALargeOrganisation() async throws {
    let database = try await Engine.sqlite.open(try await Engine.sqlite.makeAddress(Schema.migrations))
    let world = World.test()
    let today = world.now().day
    let organisation = ID<Organisation>("groot")
    let board = try await database.write { db in
      try db.organisations.insert(
        Organisation(id: organisation, name: "Groot", language: .nl, createdAt: today.start))
      let units = db.units(in: organisation)
      try units.insert(
        People.Unit(id: "whole", name: "Groot", code: "groot"), below: nil, from: today.adding(days: -400))
      for number in 0..<1_999 {
        let parent = number < 20 ? "whole" : number < 200 ? "u\(number % 20)" : "u\(20 + number % 180)"
        try units.insert(
          People.Unit(id: ID("u\(number)"), name: "Onderdeel \(number)", code: "u\(number)"), below: ID(parent),
          from: today.adding(days: -400))
      }
      let people = db.people(in: organisation)
      for number in 0..<20_000 {
        let person = ID<Person>("p\(number)")
        try people.insert(
          Person(id: person, name: "Persoon \(number)", email: "p\(number)@groot.test", language: .nl))
        let grant =
          number == 0
          ? Grant(.board, on: "whole") : Grant(number < 2_000 ? .manager : .employee, on: ID("u\(number % 1_999)"))
        try people.grant(grant, to: person, from: today.adding(days: -300))
      }
      return try people.member("p0", on: today)
    }
    let member = try #require(board)
    let route = ImprovementRoute(database: database, world: world)
    var ambitions: [ID<Ambition>] = []
    for number in 0..<10 {
      ambitions.append(
        try await route.set(
          AmbitionDraft(
            outcome: "Ambitie \(number)", measure: nil, sponsor: "p0", stops: "Iets", due: today.adding(days: 300)),
          on: "whole", by: member))
    }
    let known = ambitions
    try await database.write { db in
      for number in 0..<20_000 {
        let unit = ID<People.Unit>("u\(number % 1_999)")
        try db.begin(
          ActionDraft(
            ambition: known[number % 10], title: "Actie \(number)", effect: "Merkbaar", owner: ID("p\(number)"),
            due: today.adding(days: 14 + number % 28)), in: unit, as: ID("a\(number)"), by: member,
          at: world.now().adding(days: -30), world)
      }
    }
    let readings = Readings(database: database, library: ResearchLibrary(database: database), world: world)
    let agenda = Agenda(database: database, readings: readings, world: world)
    let series = try await agenda.plan(
      SeriesDraft(name: "MT", firstOn: today, everyWeeks: 4, minute: 570), of: "whole", by: member)
    for (name, body) in [
      ("route of the whole", { @Sendable in _ = try await route.reading("whole", by: member) }),
      ("route of a region", { @Sendable in _ = try await route.reading("u3", by: member) }),
      ("ambition", { @Sendable in _ = try await route.ambition(known[0], by: member) }),
      ("agenda", { @Sendable in _ = try await agenda.reading(series, on: today, language: .nl, by: member) }),
    ] as [(String, @Sendable () async throws -> Void)] {
      var times: [Double] = []
      for _ in 0..<30 {
        let start = ContinuousClock.now
        try await body()
        times.append((ContinuousClock.now - start) / .milliseconds(1))
      }
      let median = times.sorted()[times.count / 2]
      print("bench-route \(name): \(String(format: "%.1f", median)) ms")
      #expect(median <= 50, "\(name)")
    }
  }
}
