import People
import Persistence
import Values

/// Writes batch after batch, each in a transaction of its own: responses, their comments, and the units and customers that they
/// need.
struct ImportWriter: Sendable {
  let organisation: ID<Organisation>
  let id: ID<Import>
  let survey: ID<Survey>
  let wave: ID<Wave>
  let plan: ImportPlan
  /// The moment of responses that don't say theirs.
  let moment: Instant
  let world: World

  /// What is known of the organisation so far. It comes back from each transaction that was committed.
  struct Places: Sendable {
    var version: Int
    var units: [String: ID<Unit>] = [:]
    /// The same by their words in the file, which need no folding then.
    var unitsInFile: [String: ID<Unit>] = [:]
    /// The top of the organisation and the day from which it is known.
    var top: (unit: ID<Unit>, from: Day)?
    var outcome = ImportOutcome()
    var first: Instant?
    var last: Instant?
  }

  enum Stopped: Error { case stopped }

  /// Units by their code and by their name.
  static func places(
    _ survey: Survey, in organisation: ID<Organisation>, on day: Day, _ db: any Connection
  ) throws
    -> Places
  {
    var places = Places(version: survey.version)
    let units = try db.units(in: organisation).all()
    for unit in units { places.units[unit.name.folded] = unit.id }
    for unit in units { places.units[unit.code.folded] = unit.id }
    let placements = try db.units(in: organisation).placements()
    places.top = placements.filter { $0.parent == nil }.min {
      ($0.validity.from, $0.unit) < ($1.validity.from, $1.unit)
    }
    .map { ($0.unit, $0.validity.from) }
    return places
  }

  func write(_ batch: ImportBatch, knowing known: Places, _ db: any Connection) throws -> Places {
    guard try db.imports(in: organisation).goOn(id, rowsRead: batch.rowsRead) else { throw Stopped.stopped }
    var places = known
    places.outcome.add(batch.outcome)
    if let document = batch.document {
      var survey = try db.surveys(in: organisation).find(survey)
      survey.document = document
      try db.surveys(in: organisation).update(survey, at: world.now())
    }
    guard !batch.lines.isEmpty else { return places }
    let table = ImportedRowsTable(db: db, organisation: organisation)
    let customers = try customers(of: batch, &places, table, db)
    var rows: [ImportedRow] = []
    rows.reserveCapacity(batch.lines.count)
    for line in batch.lines {
      guard line.weight > 0 else {
        places.outcome.refuse(ImportProblem(row: line.row, column: nil, value: "\(line.weight)", reason: .notAWeight))
        continue
      }
      let customer = customers.place(of: line)
      let unit = try unit(of: line, &places, db) ?? customer?.unit
      let moment = line.submittedAt ?? moment
      places.see(moment)
      rows.append(
        ImportedRow(
          line: line, submittedAt: moment, unit: unit, customer: customer?.id, owner: customer?.owner,
          mayBeNamed: plan.mayBeNamed && customer != nil))
    }
    let added = try table.insert(rows, survey: survey, wave: wave, version: places.version)
    places.outcome.added += added
    places.outcome.known += rows.count - added
    var talkative = rows.filter { !$0.line.texts.isEmpty }
    if added < rows.count, !talkative.isEmpty {
      let new = try table.stored(among: talkative.map(\.line.id))
      talkative.removeAll { !new.contains($0.line.id) }
    }
    places.outcome.comments += try table.insertComments(of: talkative, survey: survey, wave: wave)
    try tell(of: rows, hasKnown: added < rows.count, table, db)
    return places
  }

  /// What is recent asks to be acted upon; a backfill of earlier years does not.
  private func tell(of rows: [ImportedRow], hasKnown: Bool, _ table: ImportedRowsTable, _ db: any Connection) throws {
    let since = world.now().adding(days: -NamedResponse.daysToActUpon)
    var recent = rows.filter { $0.mayBeNamed && $0.submittedAt >= since }.map(\.line.id)
    if hasKnown, !recent.isEmpty {
      let new = try table.stored(among: recent)
      recent.removeAll { !new.contains($0) }
    }
    for response in recent { try db.tell(NamedResponse(response), in: organisation, world) }
  }

  /// The unit that is called as the cell says, or else as the mapping calls it.
  private func unit(of line: ImportBatch.Line, _ places: inout Places, _ db: any Connection) throws -> ID<Unit>? {
    guard let name = line.unit else { return nil }
    let own = line.unitCode ?? name
    if let known = places.unitsInFile[own] { return known }
    let found = try places.units[own.folded] ?? unit(folded: name.folded, name, code: own, &places, db)
    guard let found else { return nil }
    places.unitsInFile[own] = found
    return found
  }

  private func unit(
    folded key: String, _ name: String, code: String, _ places: inout Places, _ db: any Connection
  ) throws -> ID<Unit>? {
    if let known = places.units[key] { return known }
    guard plan.makesUnits, let top = places.top, let draft = Self.draft(name, code) else {
      places.outcome.missUnit(name)
      return nil
    }
    if let known = places.units[draft.code.folded] { return known }
    let unit = Unit(id: world.id(), name: draft.name, code: draft.code)
    // As long as the organisation is known, this unit was part of it: nobody said otherwise.
    try db.units(in: organisation).insert(unit, below: top.unit, from: top.from)
    places.units[key] = unit.id
    places.units[draft.code.folded] = unit.id
    places.outcome.unitsMade += 1
    return unit.id
  }

  /// What the file calls a unit is its code as well, unless it is too long for one.
  private static func draft(_ name: String, _ code: String) -> UnitDraft? {
    do {
      return try UnitDraft(name: String(name.prefix(200)), code: code.count <= 20 ? code : "")
    } catch {
      return nil
    }
  }

  /// The customers of a batch, by their number and by their address.
  struct BatchCustomers {
    var byCode: [String: CustomerPlace] = [:]
    var byEmail: [String: CustomerPlace] = [:]

    func place(of line: ImportBatch.Line) -> CustomerPlace? {
      if let code = line.customerKey { return byCode[code] }
      return line.customerEmail.flatMap { byEmail[Address.normal($0)] }
    }
  }

  private func customers(
    of batch: ImportBatch, _ places: inout Places, _ table: ImportedRowsTable, _ db: any Connection
  ) throws -> BatchCustomers {
    var found = BatchCustomers()
    let codes = Set(batch.lines.compactMap(\.customerKey))
    let emails = Set(batch.lines.compactMap { $0.customerKey == nil ? $0.customerEmail.map(Address.normal) : nil })
    guard !codes.isEmpty || !emails.isEmpty else { return found }
    for place in try table.customers(codes: codes.sorted()) { found.byCode[place.code] = place }
    for place in try table.customers(emails: emails.sorted()) {
      if let email = place.email { found.byEmail[email] = place }
    }
    guard plan.makesCustomers else { return found }
    for line in batch.lines where found.place(of: line) == nil {
      guard let made = try make(line, &places, db) else { continue }
      if let code = line.customerKey { found.byCode[code] = made }
      if let email = made.email { found.byEmail[email] = made }
      places.outcome.customersMade += 1
    }
    return found
  }

  private func make(_ line: ImportBatch.Line, _ places: inout Places, _ db: any Connection) throws -> CustomerPlace? {
    let email = line.customerEmail.map(Address.normal).flatMap { Address.isPlausible($0) ? $0 : nil }
    guard let code = line.customerKey ?? email, !code.isEmpty, code.utf8.count <= 100 else { return nil }
    // One with this number may be there under another address.
    if let kept = try db.customers(in: organisation).find(code: code) { return CustomerPlace(kept) }
    let name = (line.customerName ?? email ?? code).filter { !$0.isNewline }
    let unit = try unit(of: line, &places, db)
    let customer = Customer(
      id: world.id(), kind: .person, name: String(name.prefix(200)), email: email, language: line.language, code: code,
      unit: unit)
    try db.customers(in: organisation).save(customer)
    return CustomerPlace(customer)
  }
}

extension CustomerPlace {
  fileprivate init(_ customer: Customer) {
    self.init(
      id: customer.id, code: customer.code, email: customer.email, owner: customer.owner, unit: customer.unit)
  }
}

extension ImportWriter.Places {
  fileprivate mutating func see(_ moment: Instant) {
    first = min(first ?? moment, moment)
    last = max(last ?? moment, moment)
  }
}

extension ImportOutcome {
  fileprivate mutating func add(_ part: ImportOutcome) {
    rows += part.rows + part.refused
    empty += part.empty
    trials += part.trials
    refused += part.refused
    answersLeftOut += part.answersLeftOut
    problems += part.problems.prefix(max(0, ImportFindings.listedProblems - problems.count))
  }

  fileprivate mutating func refuse(_ problem: ImportProblem) {
    refused += 1
    if problems.count < ImportFindings.listedProblems { problems.append(problem) }
  }

  fileprivate mutating func missUnit(_ name: String) {
    if unknownUnits[name] != nil || unknownUnits.count < 100 { unknownUnits[name, default: 0] += 1 }
  }
}
