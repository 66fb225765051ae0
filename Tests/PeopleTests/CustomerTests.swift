@testable import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct CustomerTests {
  private func draft(
    _ name: String, _ code: String, owner: ID<Person>? = nil, unit: ID<Unit>? = nil
  ) throws -> CustomerDraft {
    try CustomerDraft(
      kind: .organisation, name: name, email: "", language: .nl, code: code, owner: owner, unit: unit)
  }

  @Test(arguments: Engine.all) func eachRoleSeesItsOwnCustomers(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    for (name, code, owner, unit) in [
      ("Éclair", "1", company.carla.id, company.south.id), ("Bakker", "2", company.bram.id, company.northTeam.id),
      ("Ander", "3", company.dirk.id, company.south.id),
    ] {
      _ = try await company.customers.add(draft(name, code, owner: owner, unit: unit), by: anna)
    }
    func names(_ person: Person) async throws -> [String] {
      try await company.customers.page(by: company.member(person)).customers.map(\.name)
    }
    #expect(try await names(company.anna) == ["Ander", "Bakker", "Éclair"])
    #expect(try await names(company.carla) == ["Éclair"], "her own, wherever")
    #expect(try await names(company.bram) == ["Bakker"], "those of the units below him")
    #expect(try await names(company.dirk) == ["Ander", "Éclair"], "those of the region he administers")
    #expect(try await names(company.mallory) == [])

    let found = try await company.customers.page("ecl", by: anna).customers
    #expect(found.map(\.name) == ["Éclair"])
    #expect(try await company.customers.page("2", by: anna).customers.map(\.name) == ["Bakker"])
    let id = try #require(found.first?.id)
    for person in [company.bram, company.mallory] {
      let member = try await company.member(person)
      await #expect(throws: NotFound.self) { try await company.customers.find(id, by: member) }
      await #expect(throws: NotFound.self) { try await company.customers.unsubscribe(id, by: member) }
    }
    let carla = try await company.member(company.carla)
    #expect(try await company.customers.find(id, by: carla).mayBeChanged == false)
    await #expect(throws: NotAllowed.self) { try await company.customers.unsubscribe(id, by: carla) }
  }

  @Test(arguments: Engine.all) func aLongListHasPages(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let id = company.organisation.id
    let world = company.world
    try await company.database.write { db in
      for number in 1...120 {
        try db.customers(in: id).save(
          Customer(
            id: world.id(), kind: .person, name: "Klant \(number % 7)", email: nil, language: .nl, code: "K\(number)"))
      }
    }
    let anna = try await company.member(company.anna)
    var seen: [ID<Customer>] = []
    var place: Customers.Place?
    repeat {
      let page = try await company.customers.page(after: place, by: anna)
      #expect(page.count == 120)
      seen += page.customers.map(\.id)
      place = page.next.flatMap { Customers.Place(text: $0.text) }
    } while place != nil
    #expect(seen.count == 120 && Set(seen).count == 120)
  }

  @Test(arguments: Engine.all) func anIdOfAnotherOrganisationIsNoOwnerHere(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    await #expect(throws: NotFound.self) {
      try await company.customers.add(draft("X", "9", owner: company.mallory.id), by: anna)
    }
    await #expect(throws: NotFound.self) {
      try await company.customers.add(draft("X", "9", unit: company.otherWhole.id), by: anna)
    }
  }

  @Test(arguments: Engine.all) func valuesKeepTheirOrderAndComeBack(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let values = CustomerValues(database: company.database, world: company.world)
    for name in ["dichtbij", "eerlijk", "snel"] { try await values.add(LocalizedText(nl: " \(name) "), by: anna) }
    let fast = try #require(try await values.all(by: anna).last)
    try await values.raise(fast.id, by: anna)
    #expect(try await values.all(by: anna).compactMap(\.name.nl) == ["dichtbij", "snel", "eerlijk"])
    try await values.retire(fast.id, by: anna)
    #expect(try await values.all(by: anna).count == 2)
    try await values.bringBack(fast.id, by: anna)
    #expect(try await values.all(by: anna).count == 3)
    await #expect(throws: NotAllowed.self) {
      try await values.add(LocalizedText(nl: "x"), by: try await company.member(company.bram))
    }
    await #expect(throws: NotFound.self) {
      try await values.retire(fast.id, by: try await company.member(company.mallory))
    }
  }
}
