import Persistence
import Values

extension ImportSource {
  /// People by their mail address; each row may add a role. Roles that are not in the table stay.
  func people(_ db: any Connection) throws -> (lines: [ImportPreview.Line], changes: [ImportPlan.Change]) {
    let tree = try db.units(in: organisation.id).tree(on: day)
    let places = UnitWords(tree)
    var people = Dictionary(
      try db.people(in: organisation.id).all().map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    var grants = try db.people(in: organisation.id).grants(on: day).mapValues(Set.init)
    let organisation = organisation
    let day = day
    var named: [String: (name: String, row: Int)] = [:]
    var lines: [ImportPreview.Line] = []
    var changes: [ImportPlan.Change] = []
    for row in sheet.rows {
      var found = ImportRow(row)
      let name = columns.value(.name, row)
      let email = Address.normal(columns.value(.email, row))
      found.checkLength(.name, name, most: 200)
      if !Address.isPlausible(email) {
        found.reject(.email, email.isEmpty ? "people.form.missing" : "people.form.noAddress")
      }
      let role = found.word(.role, columns.value(.role, row), in: ImportWords.roles)
      let language = found.word(.language, columns.value(.language, row), in: ImportWords.languages)
      let unit = places.unit(columns.value(.unit, row), &found)
      if let first = named[email], first.name != name {
        found.reject(.name, "people.import.otherName", ["row": .count(first.row), "name": .text(first.name)])
      }
      let present = people[email]
      if present == nil, role == nil, columns.value(.role, row).isEmpty { found.reject(.role, "people.form.missing") }
      guard found.problems.isEmpty else {
        lines.append(found.line(name, .same))
        continue
      }
      named[email] = named[email] ?? (name, row.number)
      var person =
        present ?? Person(id: world.id(), name: name, email: email, language: language ?? organisation.language)
      var differs: [ImportField] = []
      if person.name != name { differs.append(.name) }
      if let language, person.language != language { differs.append(.language) }
      person.name = name
      person.language = language ?? person.language
      let saved = person
      if present == nil {
        changes.append { try $0.people(in: organisation.id).insert(saved) }
      } else if !differs.isEmpty {
        changes.append { try $0.people(in: organisation.id).update(saved) }
      }
      if let role, let home = unit ?? tree.roots.first?.id {
        let grant = Grant(role, on: home)
        if grants[person.id, default: []].insert(grant).inserted {
          differs.append(.role)
          changes.append { try $0.people(in: organisation.id).grant(grant, to: saved.id, from: day) }
        }
      }
      people[email] = person
      let outcome: ImportPreview.Outcome = present == nil ? .new : differs.isEmpty ? .same : .changed(differs)
      lines.append(found.line(name, outcome))
    }
    return (lines, changes)
  }
}

/// Units by what people call them: the code, else the name where only one has it.
struct UnitWords {
  private let codes: [String: ID<Unit>]
  private let names: [String: [ID<Unit>]]

  init(_ tree: UnitTree) {
    codes = Dictionary(tree.units.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(grouping: tree.units, by: \.name.folded).mapValues { $0.map(\.id) }
  }

  func unit(_ words: String, _ row: inout ImportRow) -> ID<Unit>? {
    guard !words.isEmpty else { return nil }
    if let unit = codes[words] { return unit }
    let found = names[words.folded] ?? []
    if found.count == 1 { return found.first }
    row.reject(
      .unit, found.isEmpty ? "people.import.unknownUnit" : "people.import.severalUnits", ["code": .text(words)])
    return nil
  }
}
