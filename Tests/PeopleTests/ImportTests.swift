@testable import People
import Persistence
import TestKit
import Testing
import Values

@Suite struct ImportTests {
  private func sheet(_ text: String) -> ImportSheet {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    return ImportSheet(
      header: lines[0], rows: lines.dropFirst().enumerated().map { ImportSheet.Row(number: $0 + 2, cells: $1) })
  }

  private func outcomes(_ preview: ImportPreview) -> [String] {
    preview.lines.map { line in
      switch line.outcome {
      case .new: "new"
      case .same: "same"
      case .changed(let fields): "changed \(fields.map(\.rawValue).joined(separator: " "))"
      case .problem(let problems): problems.map { "\($0.field): \($0.message.key)" }.joined(separator: ", ")
      }
    }
  }

  @Test(arguments: Engine.all) func unitsGoInParentsFirstAndTwiceIsOnce(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let units = PeopleImport(database: company.database, world: company.world)
    let table = sheet(
      """
      Code;Naam;Hangt onder;Opmerking
      west-1;West 1;west;komt voor zijn ouder
      west;West;linde;
      zuid;Zuid;;
      noord;Noord en Oost;linde;
      noord-1;Noord-1;zuid;verhuist
      """)
    let preview = try await units.preview(.units, table, from: company.today, by: anna)
    #expect(outcomes(preview) == ["new", "new", "same", "changed name", "changed parent"])
    #expect(preview.columns.map(\.field) == [.code, .name, .parent, nil])
    #expect(try await company.units.tree(on: company.today, by: anna).units.count == 4, "a preview changes nothing")

    let done = try await units.apply(.units, table, from: company.today, by: anna)
    #expect(outcomes(done) == outcomes(preview))
    let tree = try await company.units.tree(on: company.today, by: anna)
    #expect(tree.units.map(\.name) == ["Linde", "Noord en Oost", "West", "West 1", "Zuid", "Noord-1"])
    let again = try await units.apply(.units, table, from: company.today, by: anna)
    #expect(again.same == 5 && !again.changesSomething)
    #expect(try await company.events() == ["units.imported"])
  }

  @Test(arguments: Engine.all) func everyProblemIsNamedWithItsRowAndColumn(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let units = PeopleImport(database: company.database, world: company.world)
    let preview = try await units.apply(
      .units,
      sheet(
        """
        code;name;parent
        a;A;b
        b;B;a
        c;;nergens
        d;D;c
        e;E;
        e;E2;
        """), from: company.today, by: anna)
    #expect(
      outcomes(preview) == [
        "parent: people.units.belowItself", "parent: people.units.belowItself",
        "name: people.form.missing, parent: people.import.unknownUnit", "parent: people.import.unknownUnit",
        "new", "code: people.import.twice",
      ])
    #expect(preview.lines.map(\.row) == [2, 3, 4, 5, 6, 7])
    #expect(try await company.units.tree(on: company.today, by: anna).units.count == 5)
  }

  @Test(arguments: Engine.all) func peopleGoInWithTheirRoles(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let people = PeopleImport(database: company.database, world: company.world)
    let table = sheet(
      """
      Naam;E-mailadres;Rol;Onderdeel;Taal
      Eva de Wit;eva@example.nl;Leidinggevende;Zuid;Engels
      Eva de Wit;eva@example.nl;medewerker;noord-1;
      Bram;bram@example.nl;manager;Noord;nl
      Carla Vos;carla@example.nl;;;
      Fout;geen adres;koning;Nergens;fr
      Zonder rol;zonder@example.nl;;;
      """)
    let preview = try await people.apply(.people, table, from: company.today, by: anna)
    #expect(
      outcomes(preview) == [
        "new", "changed role", "same", "changed name",
        "email: people.form.noAddress, role: people.import.unknownWord, language: people.import.unknownWord, "
          + "unit: people.import.unknownUnit",
        "role: people.form.missing",
      ])
    let lines = try await company.colleagues.all(by: anna)
    let eva = try #require(lines.first { $0.person.email == "eva@example.nl" })
    #expect(Set(eva.grants) == [Grant(.manager, on: company.south.id), Grant(.employee, on: company.northTeam.id)])
    #expect(eva.person.language == .en && eva.person.account == nil)
    let again = try await people.apply(.people, table, from: company.today, by: anna)
    #expect(again.same == 4 && again.problems == 2)
  }

  @Test(arguments: Engine.all) func customersGoInWithOwnerAndUnit(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let customers = PeopleImport(database: company.database, world: company.world)
    let table = sheet(
      """
      Customer number;Customer;Type;E-mail;Owner;Unit
      100;Bakkerij Jansen;company;info@jansen.example;carla@example.nl;noord-1
      101;Mevrouw De Boer;particulier;;Bram;Zuid
      102;Wie;;;Niemand;
      """)
    let first = try await customers.apply(.customers, table, from: company.today, by: anna)
    #expect(outcomes(first) == ["new", "new", "owner: people.import.unknownPerson"])
    let again = try await customers.apply(.customers, table, from: company.today, by: anna)
    #expect(outcomes(again) == ["same", "same", "owner: people.import.unknownPerson"])
    let carla = try await company.member(company.carla)
    #expect(try await company.customers.page(by: carla).customers.map(\.code) == ["100"])
  }

  @Test(arguments: Engine.all) func aTableWithoutItsColumnsIsRefusedAsAWhole(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let anna = try await company.member(company.anna)
    let people = PeopleImport(database: company.database, world: company.world)
    let preview = try await people.preview(
      .people, sheet("Achternaam;Leeftijd\nJansen;40"), from: company.today, by: anna)
    #expect(preview.missing == [.name, .email] && preview.lines.isEmpty)
    let dirk = try await company.member(company.dirk)
    for kind in ImportKind.allCases {
      await #expect(throws: NotAllowed.self) {
        try await people.preview(kind, sheet("code;name\n1;x"), from: company.today, by: dirk)
      }
    }
  }
}

@Suite struct DemoTests {
  @Test(arguments: Engine.all) func oneClickWorksInADemoAndNowhereElse(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let demo = DemoSignIns(demo: company.database, world: company.world)
    #expect(try await demo.doors().isEmpty)
    for person in [company.anna, company.mallory] {
      await #expect(throws: NotFound.self) { try await demo.signIn(as: person.id, device: "") }
    }
    let world = company.world
    let shop = Organisation(id: world.id(), name: "Demo", language: .nl, isDemo: true, createdAt: world.now())
    let whole = Unit(id: world.id(), name: "Demo", code: "demo")
    let gerda = Person(id: world.id(), name: "Gerda", email: "gerda@demo.example", language: .nl, account: world.id())
    let today = company.today
    try await company.database.write { db in
      try db.organisations.insert(shop)
      try db.units(in: shop.id).insert(whole, below: nil, from: today)
      if let account = gerda.account {
        try db.accounts.insert(Account(id: account, email: gerda.email), at: world.now())
      }
      try db.people(in: shop.id).insert(gerda)
      try db.people(in: shop.id).grant(Grant(.board, on: whole.id), to: gerda.id, from: today)
    }
    #expect(try await demo.doors().map(\.person.name) == ["Gerda"])
    let token = try await demo.signIn(as: gerda.id, device: "")
    #expect(try await company.signIns.visit(token)?.member.name == "Gerda")
    await #expect(throws: NotFound.self) { try await demo.signIn(as: company.anna.id, device: "") }
  }

  @Test(arguments: Engine.all) func aDemoIsNoWayIntoARealOrganisation(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let world = company.world
    let shop = Organisation(id: world.id(), name: "Demo", language: .nl, isDemo: true, createdAt: world.now())
    let linked = Person(
      id: world.id(), name: "Anna", email: "a@demo.example", language: .nl, account: company.anna.account)
    let sameAddress = Person(id: world.id(), name: "Bram", email: company.bram.email, language: .nl)
    try await company.database.write { db in
      try db.organisations.insert(shop)
      for person in [linked, sameAddress] { try db.people(in: shop.id).insert(person) }
    }
    let demo = DemoSignIns(demo: company.database, world: world)
    for person in [linked, sameAddress] {
      await #expect(throws: NotFound.self) { try await demo.signIn(as: person.id, device: "") }
    }
  }
}

@Suite struct InstallationTests {
  @Test(arguments: Engine.all) func theOperatorMakesTheFirstOrganisation(_ engine: Engine) async throws {
    let company = try await Company(engine)
    let installation = Installation(database: company.database, world: company.world, hashing: company.hashing)
    _ = try await installation.found(OrganisationDraft(name: "Nieuw", language: .nl))
    let draft = try PersonDraft(name: "Ivo", email: "ivo@example.nl", language: .nl)
    await #expect(throws: Installation.Unclear.severalOrganisations(["De Linde", "Elders", "Nieuw"])) {
      try await installation.add(draft, as: .administrator, on: nil, in: nil, password: nil)
    }
    let ivo = try await installation.add(
      draft, as: .administrator, on: nil, in: "nieuw", password: "groene olifant met pet")
    _ = try await company.signIns.signIn(company.attempt(ivo, "groene olifant met pet"))
    let lines = try await installation.members(of: "Nieuw")
    #expect(lines.map(\.person.name) == ["Ivo"] && lines.first?.roles.first?.unit.name == "Nieuw")
    try await installation.setPassword("rode olifant zonder pet", of: "IVO@example.nl")
    await #expect(throws: SignInRefused.wrongAddressOrPassword) {
      try await company.signIns.signIn(company.attempt(ivo, "groene olifant met pet"))
    }
    _ = try await company.signIns.signIn(company.attempt(ivo, "rode olifant zonder pet"))
    await #expect(throws: Installation.Unclear.nothingCalled("x@y.nl")) {
      try await installation.setPassword("rode olifant zonder pet", of: "x@y.nl")
    }
  }
}
