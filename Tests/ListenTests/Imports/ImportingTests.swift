import Foundation
@testable import Listen
import People
import Persistence
import Synchronization
import TestKit
import Testing
import Values

@Suite struct ImportingTests {
  static let table = """
    respondent,submitted,recommend,Team,Service,Price,Reason,Why?
    r1,2025-03-01 10:00:00,10,Noord,5,4,Phone,Vriendelijke mensen
    r2,2025-03-02 11:30:00,3,Zuid,2,1,Mail,Lang wachten op antwoord
    r3,2025-03-04 09:15:00,8,Noord,4,,Phone,
    r4,2025-03-05 09:15:00,9,West,5,3,Visit,Snel geholpen
    """

  /// What a person makes of the table above.
  static func changed(_ found: Import) throws -> ImportMapping {
    var mapping = found.mapping
    for column in mapping.columns {
      try mapping.change(column.key) { column in
        switch column.name {
        case "respondent": column.takenFor = .responseID
        case "submitted":
          column.takenFor = .submittedAt
          column.dateOrder = .yearMonthDay
        case "recommend": column.takenFor = .recommendation
        case "Team": column.takenFor = .unit
        case "Service", "Price":
          column.takenFor = .rating
          column.scale = ImportScale(min: 1, max: 5)
          column.group = "Drivers"
        case "Reason": column.takenFor = .singleChoice
        default: column.takenFor = .openText
        }
      }
    }
    return mapping
  }

  @Test func aFileThatWouldFillTheDiskStaysOut() async throws {
    let world = try await ImportWorld(keptFree: 1 << 50)
    await #expect(throws: ImportStop.noRoom) { try await world.take(Self.table) }
    #expect(try await world.imports.all(by: world.importer).isEmpty)
  }

  @Test func aTwentiethOfTheDiskStaysFree() async throws {
    let free = Atomic(50)
    let space: @Sendable () -> (free: Int, size: Int)? = { (free.load(ordering: .relaxed), 1_000) }
    let folder = ImportFolder(path: "unused", keptFree: 0, space: space)
    #expect(folder.hasRoom() && !folder.hasRoom(for: 1))
    free.store(49, ordering: .relaxed)
    #expect(!folder.hasRoom())
    #expect(!ImportFolder(path: "unused", keptFree: 60, space: { (59, 100) }).hasRoom())
    #expect(ImportFolder(path: "unused", keptFree: 60, space: { nil }).hasRoom(), "what can't be told is no reason")
  }

  /// Five thousand rows: three batches.
  private static let long =
    "respondent,How likely are you to recommend us? (0-10)\n"
    + (0..<5_000).map { "r\($0),\($0 % 11)\n" }.joined()

  @Test(arguments: Engine.all) func anImportThatFindsNoRoomEndsAndGoesOnWhenItIsAskedTo(_ engine: Engine) async throws {
    let free = Atomic(1_000)
    let world = try await ImportWorld(engine, space: { (free.load(ordering: .relaxed), 1_000) })
    free.store(1_000_000, ordering: .relaxed)
    let taken = try await world.take(Self.long)
    await #expect(throws: ImportStop.noRoom) {
      try await world.imports.apply(taken.id, plan: world.plan, by: world.importer) { _ in
        free.store(49, ordering: .relaxed)
      }
    }
    let cut = try await world.imports.find(taken.id, by: world.importer)
    #expect(cut.state == .applying && cut.rowsRead < 5_000)
    let before = try await world.responses(of: cut.survey).count
    #expect(before > 0 && before < 5_000)
    free.store(1_000, ordering: .relaxed)
    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)
    #expect(done.state == .applied)
    #expect(try await world.responses(of: cut.survey).count == 5_000, "everything once")
  }

  @Test func anImportOfTheServerWaitsForRoomAndNothingIsDoubled() async throws {
    let free = Atomic(1_000_000)
    let looks = Atomic(0)
    let world = try await ImportWorld(
      pause: .milliseconds(1),
      space: {
        // Full for the first two looks after the first batch, then somebody made room.
        let isFull = free.load(ordering: .relaxed) == 0 && looks.add(1, ordering: .relaxed).newValue <= 2
        return (isFull ? 49 : 1_000_000, 1_000)
      })
    let taken = try await world.take(Self.long)
    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer) { _ in
      free.store(0, ordering: .relaxed)
    }
    #expect(looks.load(ordering: .relaxed) > 2)
    #expect(done.state == .applied && done.outcome?.added == 5_000)
    #expect(try await world.responses(of: done.survey).count == 5_000)
  }

  @Test(arguments: Engine.all) func aFileBecomesASurveyWithItsResponsesUnitsAndComments(_ engine: Engine) async throws {
    let world = try await ImportWorld(engine)
    let taken = try await world.take(Self.table)
    #expect(taken.state == .proposed && taken.findings.rows == 4 && taken.fileName == "results.csv")
    let changed = try await world.imports.change(taken.id, to: Self.changed(taken), by: world.importer)
    #expect(!changed.isOpen)

    var plan = world.plan
    plan.makesUnits = true
    let done = try await world.imports.apply(taken.id, plan: plan, by: world.importer)

    #expect(done.state == .applied)
    let outcome = try #require(done.outcome)
    #expect(outcome.rows == 4 && outcome.added == 4 && outcome.known == 0 && outcome.unitsMade == 3)
    #expect(outcome.comments == 3)
    let survey = try await world.survey(done.survey)
    #expect(survey.document.title.nl == "Onderzoek" && survey.state == .inUse)
    #expect(survey.document.questions.map(\.kind) == [.recommendation, .ratings, .singleChoice, .text])
    let drivers = survey.document.questions[1]
    #expect(drivers.text.nl == "Drivers" && drivers.items.map { $0.text.nl } == ["Service", "Price"])
    #expect(drivers.scale?.range == 1...5)
    #expect(survey.document.questions[2].options.map { $0.text.nl } == ["Phone", "Mail", "Visit"])
    let wave = try await world.wave(done.wave)
    #expect(wave.name == "2025" && wave.kind == .imported && wave.state == .closed)
    #expect(wave.opensOn.text == "2025-03-01" && wave.closesOn?.text == "2025-03-06")
    let responses = try await world.responses(of: done.survey)
    #expect(responses.map(\.submission) == ["id.r1", "id.r2", "id.r3", "id.r4"])
    #expect(responses[0].answers.number(AnswerKey("recommend")) == 10)
    #expect(responses[0].answers.number(AnswerKey(drivers.id, drivers.items[0].id)) == 5)
    #expect(responses[2].answers[AnswerKey(drivers.id, drivers.items[1].id)] == nil)
    // 10:00 in Amsterdam, in winter.
    #expect(responses[0].submittedAt.text == "2025-03-01T09:00:00.000Z")
    #expect(responses[0].unit == responses[2].unit && responses[0].unit != nil)
    #expect(try await world.count("comments") == 3)
  }

  @Test func theSameFileTwiceAddsNothing() async throws {
    let world = try await ImportWorld()
    let taken = try await world.take(Self.table)
    try await world.imports.change(taken.id, to: Self.changed(taken), by: world.importer)
    let first = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)

    let again = try await world.take(Self.table, named: "copy.csv")
    #expect(again.id != first.id && again.fileHash == first.fileHash)
    #expect(try await world.imports.earlier(than: again, by: world.importer).map(\.id) == [first.id])
    try await world.imports.change(again.id, to: Self.changed(again), by: world.importer)
    var plan = world.plan
    plan.survey = first.survey
    let clean = plan
    await #expect(throws: ImportStop.alreadyIn(first.id, on: world.clock.now.day)) {
      try await world.imports.apply(again.id, plan: clean, by: world.importer)
    }
    #expect(try await world.responses(of: first.survey).count == 4)
  }

  @Test func aLongerExportOfTheSameWaveAddsOnlyWhatIsNew() async throws {
    let world = try await ImportWorld()
    let taken = try await world.take(Self.table)
    try await world.imports.change(taken.id, to: Self.changed(taken), by: world.importer)
    let first = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)

    let longer = try await world.take(Self.table + "\nr5,2025-03-09 09:15:00,7,Noord,3,3,Fax,Prima")
    try await world.imports.change(longer.id, to: Self.changed(longer), by: world.importer)
    var plan = world.plan
    plan.survey = first.survey
    let second = try await world.imports.apply(longer.id, plan: plan, by: world.importer)

    #expect(second.outcome?.added == 1 && second.outcome?.known == 4 && second.wave == first.wave)
    #expect(second.outcome?.comments == 1)
    let survey = try await world.survey(first.survey)
    #expect(survey.document.questions.count == 4)
    #expect(survey.document.questions[2].options.map { $0.text.nl } == ["Phone", "Mail", "Visit", "Fax"])
    #expect(try await world.wave(first.wave).closesOn?.text == "2025-03-10")
  }

  @Test func equalRowsWithoutAnIdAreDifferentRespondentsAndStayOneEach() async throws {
    let world = try await ImportWorld()
    let text = "recommend,grade\n9,8\n9,8\n2,4\n9,8\n"
    let taken = try await world.take(text)
    var mapping = taken.mapping
    try mapping.change(mapping.columns[0].key) { $0.takenFor = .recommendation }
    try mapping.change(mapping.columns[1].key) { $0.takenFor = .grade }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)
    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)
    #expect(done.outcome?.added == 4)
    #expect(Set(try await world.responses(of: done.survey).map(\.submission)).count == 4)
  }

  @Test func aRecommendQuestionThatStartsAtOneIsNeverAnNPS() async throws {
    let world = try await ImportWorld()
    let rows = (1...10).map { "\($0),\(max(1, $0 / 2)),x\($0)" }.joined(separator: "\n")
    let taken = try await world.take("How likely are you to recommend us to a friend?,Enjoy,Why?\n" + rows)
    var mapping = taken.mapping
    let key = mapping.columns[0].key
    try mapping.change(key) { column in
      column.takenFor = .rating
      column.scale = ImportScale(min: 1, max: 10)
      column.attention = [.npsLike1To10]
    }
    try mapping.change(mapping.columns[1].key) { column in
      column.takenFor = .rating
      column.scale = ImportScale(min: 1, max: 5)
    }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)

    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)

    let document = try await world.survey(done.survey).document
    #expect(document.question(.recommendation) == nil)
    #expect(document.outcome == document.questions[0].answerKeys.first)
    #expect(document.questions[0].items[0].name?.nl == "Aanbevelen (1–10)")
    #expect(done.outcome?.notNPS == ["How likely are you to recommend us to a friend?"])
  }

  @Test func whatCannotBeReadIsListedWithItsRowAndColumn() async throws {
    let world = try await ImportWorld()
    let text = """
      recommend,Weight,Why?
      9,1.5,good
      eleven,1,odd
      8,-3,bad weight
      7,0,weighs nothing
      ,,
      6,1,"quoted, with a comma"
      """
    let taken = try await world.take(text)
    var mapping = taken.mapping
    try mapping.change(mapping.columns[0].key) { $0.takenFor = .recommendation }
    try mapping.change(mapping.columns[1].key) { $0.takenFor = .weight }
    try mapping.change(mapping.columns[2].key) { $0.takenFor = .openText }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)

    let done = try await world.imports.apply(taken.id, plan: world.plan, by: world.importer)

    let outcome = try #require(done.outcome)
    #expect(outcome.added == 3 && outcome.refused == 2 && outcome.answersLeftOut == 1)
    #expect(outcome.rows == outcome.added + outcome.known + outcome.empty + outcome.trials + outcome.refused)
    #expect(outcome.problems.contains { $0.row == 3 && $0.column == 1 && $0.reason == .notANumber })
    #expect(outcome.problems.contains { $0.row == 4 && $0.column == 2 && $0.reason == .notAWeight })
    let responses = try await world.responses(of: done.survey)
    #expect(responses.map(\.weight) == [1.5, 1, 1])
  }

  @Test(arguments: Engine.all) func customersAreMatchedByNumberOrAddressAndMadeWhenAsked(_ engine: Engine) async throws
  {
    let world = try await ImportWorld(engine)
    let known = Customer(
      id: "c1", kind: .person, name: "Anna", email: "anna@example.nl", language: .nl, code: "K1", unit: world.top.id)
    let organisation = world.organisation.id
    try await world.database.write { try $0.customers(in: organisation).save(known) }
    let taken = try await world.take(
      "recommend,email,name\n9,Anna@Example.nl,Someone\n4,bo@example.nl,Bo\n5,no address,Cees\n")
    var mapping = taken.mapping
    try mapping.change(mapping.columns[0].key) { $0.takenFor = .recommendation }
    try mapping.change(mapping.columns[1].key) { $0.takenFor = .customerEmail }
    try mapping.change(mapping.columns[2].key) { $0.takenFor = .customerName }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)
    var plan = world.plan
    plan.makesCustomers = true
    plan.mayBeNamed = true

    let done = try await world.imports.apply(taken.id, plan: plan, by: world.importer)

    #expect(done.outcome?.customersMade == 1)
    let responses = try await world.responses(of: done.survey)
    #expect(responses[0].customer == "c1" && responses[0].unit == world.top.id && responses[0].mayBeNamed)
    #expect(responses[1].customer != nil && responses[2].customer == nil && !responses[2].mayBeNamed)
    let bo = try await world.database.read { try $0.customers(in: organisation).find(code: "bo@example.nl") }
    #expect(bo?.name == "Bo")
    let anna = try await world.database.read { try $0.customers(in: organisation).find(code: "K1") }
    #expect(anna == known)
  }

  @Test func anImportThatWasCutShortGoesOnAndLosesNothing() async throws {
    let world = try await ImportWorld()
    let rows = (0..<5_000).map { "r\($0),\($0 % 11),word\($0)" }.joined(separator: "\n")
    let taken = try await world.take("respondent,recommend,Why?\n" + rows)
    var mapping = taken.mapping
    try mapping.change(mapping.columns[0].key) { $0.takenFor = .responseID }
    try mapping.change(mapping.columns[1].key) { $0.takenFor = .recommendation }
    try mapping.change(mapping.columns[2].key) { $0.takenFor = .openText }
    try await world.imports.change(taken.id, to: mapping, by: world.importer)
    let (imports, importer, plan) = (world.imports, world.importer, world.plan)

    let cut = Task {
      try await imports.apply(taken.id, plan: plan, by: importer) { progress in
        if progress.rows >= 2_000 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await cut.value }
    let halfway = try await imports.find(taken.id, by: importer)
    #expect(halfway.state == .applying && halfway.rowsRead > 0)
    #expect(try await world.wave(halfway.wave).state == .planned)
    #expect((1..<5_000).contains(try await world.responses(of: halfway.survey).count))

    #expect(try await imports.resume() == 1)

    let done = try await imports.find(taken.id, by: importer)
    #expect(done.state == .applied && done.outcome.map { $0.added + $0.known } == 5_000)
    #expect(try await world.responses(of: done.survey).count == 5_000)
    #expect(try await world.count("comments") == 5_000)
    #expect(try await imports.resume() == 0)
  }

  @Test func onlyWhoMayImportDoes() async throws {
    let world = try await ImportWorld()
    let tree = try await world.database.read { [world] in
      try $0.units(in: world.organisation.id).tree(on: world.clock.now.day)
    }
    func member(_ role: Role) -> Importer {
      .member(
        Member(
          person: "p1", name: "P", email: "p@example.nl", language: .nl, organisation: world.organisation,
          grants: [Grant(role, on: world.top.id)], tree: tree))
    }
    let file = try world.file(Self.table)
    for role in Role.allCases where role != .researcher {
      await #expect(throws: NotAllowed.self) {
        try await world.imports.take(file, named: "x.csv", by: member(role))
      }
    }
    #expect(try await world.imports.take(file, named: "x.csv", by: .operator(world.organisation)).state == .proposed)
  }

  @Test func aFileThatIsNoTableIsRefusedAndNotKept() async throws {
    let world = try await ImportWorld()
    let file = try world.file("just a line of text\nand another\n", named: "letter.txt")
    await #expect(throws: (any Error).self) {
      try await world.imports.take(file, named: "letter.txt", by: world.importer)
    }
    #expect(try await world.imports.all(by: world.importer).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: world.folder.appending(path: "kept").path))
  }

  @Test func aDiscardedFileIsGone() async throws {
    let world = try await ImportWorld()
    let taken = try await world.take(Self.table)
    let original = world.folder.appending(path: "kept/\(taken.fileHash)").path
    #expect(FileManager.default.fileExists(atPath: original))
    try await world.imports.discard(taken.id, by: world.importer)
    #expect(!FileManager.default.fileExists(atPath: original))
    await #expect(throws: NotFound.self) { try await world.imports.find(taken.id, by: world.importer) }
  }
}
