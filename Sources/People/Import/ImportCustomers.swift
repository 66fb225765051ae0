import Persistence
import Values

extension ImportSource {
  /// Customers by their number.
  func customers(_ db: any Connection) throws -> (lines: [ImportPreview.Line], changes: [ImportPlan.Change]) {
    let places = UnitWords(try db.units(in: organisation.id).tree(on: day))
    let owners = OwnerWords(try db.people(in: organisation.id).all())
    let known = Dictionary(
      try db.customers(in: organisation.id).all().map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let organisation = organisation
    var seen: [String: Int] = [:]
    var lines: [ImportPreview.Line] = []
    var changes: [ImportPlan.Change] = []
    for row in sheet.rows {
      var found = ImportRow(row)
      let code = columns.value(.code, row)
      let name = columns.value(.name, row)
      let email = Address.normal(columns.value(.email, row))
      found.checkLength(.code, code, most: 60)
      found.checkLength(.name, name, most: 200)
      if !email.isEmpty, !Address.isPlausible(email) { found.reject(.email, "people.form.noAddress") }
      if let first = seen[code] { found.reject(.code, "people.import.twice", ["row": .count(first)]) }
      seen[code] = seen[code] ?? row.number
      let kind = found.word(.kind, columns.value(.kind, row), in: ImportWords.kinds)
      let language = found.word(.language, columns.value(.language, row), in: ImportWords.languages)
      let unit = places.unit(columns.value(.unit, row), &found)
      let owner = owners.person(columns.value(.owner, row), &found)
      guard found.problems.isEmpty else {
        lines.append(found.line(name, .same))
        continue
      }
      let present = known[code]
      var customer =
        present
        ?? Customer(
          id: world.id(), kind: kind ?? .organisation, name: name, email: nil, language: organisation.language,
          code: code)
      customer.name = name
      customer.kind = kind ?? customer.kind
      customer.language = language ?? customer.language
      customer.email = email.isEmpty ? customer.email : email
      customer.unit = unit ?? customer.unit
      customer.owner = owner ?? customer.owner
      let differs = present.map { customer.differences(from: $0) }
      let saved = customer
      if differs?.isEmpty != true { changes.append { try $0.customers(in: organisation.id).save(saved) } }
      lines.append(found.line(name, differs.map { $0.isEmpty ? .same : .changed($0) } ?? .new))
    }
    return (lines, changes)
  }
}

extension Customer {
  fileprivate func differences(from other: Customer) -> [ImportField] {
    var fields: [ImportField] = []
    if name != other.name { fields.append(.name) }
    if kind != other.kind { fields.append(.kind) }
    if email != other.email { fields.append(.email) }
    if language != other.language { fields.append(.language) }
    if owner != other.owner { fields.append(.owner) }
    if unit != other.unit { fields.append(.unit) }
    return fields
  }
}

/// People by what a table of customers calls them: the mail address, else the name where only one has it.
private struct OwnerWords {
  private let addresses: [String: ID<Person>]
  private let names: [String: [ID<Person>]]

  init(_ people: [Person]) {
    addresses = Dictionary(people.map { ($0.email, $0.id) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(grouping: people, by: \.name.folded).mapValues { $0.map(\.id) }
  }

  func person(_ words: String, _ row: inout ImportRow) -> ID<Person>? {
    guard !words.isEmpty else { return nil }
    if let person = addresses[Address.normal(words)] { return person }
    let found = names[words.folded] ?? []
    if found.count == 1 { return found.first }
    row.reject(
      .owner, found.isEmpty ? "people.import.unknownPerson" : "people.import.severalPeople", ["text": .text(words)])
    return nil
  }
}
