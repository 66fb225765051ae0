import People
import Persistence
import Synchronization
public import Values

extension Imports {
  /// Lets the responses in, in transactions of two thousand, and says what became of every row. Doing it again adds nothing; doing
  /// it after it was cut short goes on.
  ///
  /// - Throws: `ImportStop`, `CancellationError` where it was stopped on the way, `TableFileError` where the file breaks off.
  @discardableResult
  public func apply(
    _ id: ID<Import>, plan: ImportPlan, by importer: Importer,
    progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> Import {
    let begun = try await begin(id, plan: plan, by: importer)
    return try await bringIn(begun, in: importer.organisation.id, by: importer.person, progress)
  }

  /// Checks the plan, makes the survey and the wave, and marks the import as under way. `goOn` brings it in.
  public func begin(_ id: ID<Import>, plan: ImportPlan, by importer: Importer) async throws -> Import {
    try importer.mustImport()
    let organisation = importer.organisation.id
    guard !running.ids.withLock({ $0.contains(id) }) else { throw ImportStop.running }
    let known = try await find(id, by: importer)
    guard !known.isOpen else { throw ImportStop.open(known.mapping.problems) }
    guard folder.has(known.fileHash) else { throw ImportStop.fileGone(known.fileName) }
    let plan = plan.tidied
    guard !plan.wave.isEmpty else { throw ImportStop.noWave }
    guard plan.survey != nil || known.survey != nil || !plan.title.isEmpty else { throw ImportStop.noTitle }
    let now = world.now()
    let survey: ID<Survey> = world.id()
    let wave: ID<Wave> = world.id()
    return try await database.write { [world] db in
      var found = try db.imports(in: organisation).find(id)
      // It has a survey already where it was cut short.
      let target = found.survey ?? plan.survey
      if let target, found.survey == nil || found.state == .applied {
        let same = try db.imports(in: organisation).all(ofFile: found.fileHash)
          .first { $0.survey == target && $0.state == .applied && $0.plan?.wave == plan.wave }
        if let same { throw ImportStop.alreadyIn(same.id, on: importer.organisation.day(of: same.createdAt)) }
      }
      if let target {
        found.survey = try db.surveys(in: organisation).find(target).id
      } else {
        let document = SurveyDocument(
          title: plan.words(plan.title), languages: [plan.language], asksToBeNamed: false, questions: [])
        try db.surveys(in: organisation).insert(
          Survey(id: survey, state: .inUse, document: document, createdAt: now))
        found.survey = survey
      }
      if found.wave == nil, let target = found.survey {
        let asked = try db.surveys(in: organisation).find(target)
        let same = try db.waves(in: organisation).all(of: target).first { $0.kind == .imported && $0.name == plan.wave }
        if same == nil {
          try db.waves(in: organisation).insert(
            Wave(
              id: wave, survey: target, version: asked.version, name: plan.wave, kind: .imported, state: .planned,
              opensOn: plan.day ?? importer.organisation.day(of: now)))
        }
        found.wave = same?.id ?? wave
      }
      found.plan = plan
      found.state = .applying
      try db.imports(in: organisation).update(found)
      try db.append(
        Event(
          "import.begun", in: organisation, by: importer.person, about: id, facts: ["file": found.fileName],
          world: world))
      return found
    }
  }

  /// Goes on with all imports that were under way when the program ended; how many there were.
  public func resume() async throws -> Int {
    let cut = try await database.read { try $0.importsUnderWay() }
    for (organisation, id) in cut where !running.ids.withLock({ $0.contains(id) }) {
      let found = try await database.read { try $0.imports(in: organisation).find(id) }
      _ = try await bringIn(found, in: organisation, by: found.broughtBy) { _ in }
    }
    return cut.count
  }

  /// Brings in what `begin` marked.
  @discardableResult
  public func goOn(
    _ found: Import, by importer: Importer, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws -> Import {
    try importer.mustImport()
    return try await bringIn(found, in: importer.organisation.id, by: importer.person, progress)
  }

  private func bringIn(
    _ found: Import, in organisation: ID<Organisation>, by person: ID<Person>?,
    _ progress: @escaping @Sendable (ImportProgress) -> Void
  ) async throws -> Import {
    guard running.ids.withLock({ $0.insert(found.id).inserted }) else { throw ImportStop.running }
    defer { _ = running.ids.withLock { $0.remove(found.id) } }
    guard let plan = found.plan, let surveyID = found.survey, let wave = found.wave else { throw NotFound() }
    let moment = plan.day?.start ?? world.now()
    let writer = ImportWriter(
      organisation: organisation, id: found.id, survey: surveyID, wave: wave, plan: plan, moment: moment, world: world)
    let (survey, isFixed, start) = try await database.read { db in
      let survey = try db.surveys(in: organisation).find(surveyID)
      let isFixed = try db.waves(in: organisation).all(of: surveyID).contains { $0.kind != .imported }
      return (survey, isFixed, try ImportWriter.places(survey, in: organisation, on: moment.day, db))
    }
    let file = try open(found, sheet: found.mapping.sheet)
    let reader = try ResponseReader(file, mapping: found.mapping)
    let target = ImportedSurvey(
      reader.questions, mapping: found.mapping, title: plan.title, language: plan.language,
      known: survey.document, isFixed: isFixed)
    var places = start
    places.outcome.notNPS = target.notNPS
    places.outcome.withoutQuestion = target.withoutQuestion
    do {
      places = try await write(found, target, writer, places, file, progress)
    } catch ImportWriter.Stopped.stopped {
      // Nobody waits for its results: it can go on at once, and whoever asks for what went in gets it counted.
      throw CancellationError()
    }
    let written = places
    try await withRoom { try await close(writer, written) }
    // Who reads that it is done finds the results counted.
    await onApplied(surveyID, organisation)
    return try await withRoom { try await finish(found, writer, written, by: person) }
  }

  private func write(
    _ found: Import, _ target: ImportedSurvey, _ writer: ImportWriter, _ start: ImportWriter.Places, _ file: ImportFile,
    _ progress: @escaping @Sendable (ImportProgress) -> Void
  ) async throws -> ImportWriter.Places {
    var places = start
    let reading = BatchReading()
    let mapping = found.mapping
    let language = writer.plan.language
    let newID = world.newID
    let batches = reading.batches {
      ImportBatches(
        reader: try ResponseReader(file, mapping: mapping), survey: target, language: language, newID: newID)
    }
    for try await batch in batches {
      try Task.checkCancellation()
      let known = places
      places = try await withRoom { try await database.write { try writer.write(batch, knowing: known, $0) } }
      reading.done()
      progress(
        ImportProgress(rows: places.outcome.rows, of: found.findings.rows, added: places.outcome.added))
    }
    return places
  }

  /// Does it once there is room: what it writes is all there or not at all, so trying again doubles nothing.
  private func withRoom<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    while true {
      do {
        guard folder.hasRoom() else { throw ImportStop.noRoom }
        return try await body()
      } catch {
        guard error.isLackOfRoom else { throw error }
        guard let pause else { throw ImportStop.noRoom }
        try await Task.sleep(for: pause)
      }
    }
  }

  /// The wave stands where its responses lie in time, and is shown from now on.
  private func close(_ writer: ImportWriter, _ places: ImportWriter.Places) async throws {
    let organisation = writer.organisation
    try await database.write { db in
      var wave = try db.waves(in: organisation).find(writer.wave)
      let isNew = wave.state == .planned
      let home = try db.organisations.find(organisation)
      let first = writer.plan.day ?? places.first.map(home.day)
      let last = writer.plan.day ?? places.last.map(home.day)
      if let first { wave.opensOn = isNew ? first : min(wave.opensOn, first) }
      if let last { wave.closesOn = max(wave.closesOn ?? .distantPast, last.adding(days: 1)) }
      wave.state = .closed
      try db.waves(in: organisation).update(wave)
    }
  }

  private func finish(
    _ found: Import, _ writer: ImportWriter, _ places: ImportWriter.Places, by person: ID<Person>?
  ) async throws -> Import {
    let organisation = writer.organisation
    return try await database.write { [world] db in
      var done = try db.imports(in: organisation).find(found.id)
      done.state = .applied
      done.outcome = places.outcome
      try db.imports(in: organisation).update(done)
      try db.append(
        Event(
          "import.applied", in: organisation, by: person, about: found.id,
          facts: ["file": found.fileName, "added": String(places.outcome.added)], world: world))
      return done
    }
  }
}

extension Error {
  fileprivate var isLackOfRoom: Bool {
    (self as? ImportStop) == .noRoom || (self as? DatabaseError)?.kind == .full
  }
}

extension ImportPlan {
  fileprivate var tidied: ImportPlan {
    var plan = self
    plan.title = Self.line(title)
    plan.wave = Self.line(wave)
    return plan
  }

  private static func line(_ text: String) -> String {
    let clean = text.filter { !$0.isNewline && $0 != "\0" && $0 != "\t" }
    return String(clean.drop { $0 == " " }.prefix(200))
  }

  fileprivate func words(_ text: String) -> LocalizedText {
    var words = LocalizedText()
    words[language] = text
    return words
  }
}

extension Day {
  fileprivate static let distantPast = Day(daysSince1970: -1_000_000)
}
