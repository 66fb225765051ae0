import Persistence
import Values

extension ImportSource {
  private struct Wanted {
    var row: ImportRow
    let code: String
    let name: String
    let parent: String
  }

  /// Units by their code. Parents may come later in the table; who has none hangs below the whole.
  func units(_ db: any Connection) throws -> (lines: [ImportPreview.Line], changes: [ImportPlan.Change]) {
    let tree = try db.units(in: organisation.id).tree(on: day)
    let known = Dictionary(
      try db.units(in: organisation.id).all().map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var wanted = read()
    let inTable = Dictionary(
      wanted.filter { $0.row.problems.isEmpty }.map { ($0.code, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for place in wanted.indices {
      checkParent(of: &wanted[place], inTable: inTable, known: known, tree: tree)
    }
    // What hangs below a row that is left out can't go in either.
    var leftOut = Set(wanted.filter { !$0.row.problems.isEmpty }.map(\.code)).subtracting(known.keys)
    var isSettled = false
    while !isSettled {
      isSettled = true
      for place in wanted.indices where wanted[place].row.problems.isEmpty && leftOut.contains(wanted[place].parent) {
        wanted[place].row.reject(.parent, "people.import.parentLeftOut", ["code": .text(wanted[place].parent)])
        if known[wanted[place].code] == nil { leftOut.insert(wanted[place].code) }
        isSettled = false
      }
    }
    return plan(wanted, known: known, tree: tree)
  }

  private func read() -> [Wanted] {
    var seen: [String: Int] = [:]
    return sheet.rows.map { row in
      var found = ImportRow(row)
      let code = columns.value(.code, row)
      let name = columns.value(.name, row)
      found.checkLength(.code, code, most: 60)
      found.checkLength(.name, name, most: 200)
      if let first = seen[code] { found.reject(.code, "people.import.twice", ["row": .count(first)]) }
      seen[code] = seen[code] ?? row.number
      return Wanted(row: found, code: code, name: name, parent: columns.value(.parent, row))
    }
  }

  private func checkParent(
    of wanted: inout Wanted, inTable: [String: String], known: [String: Unit], tree: UnitTree
  ) {
    guard !wanted.parent.isEmpty else { return }
    guard inTable[wanted.parent] != nil || known[wanted.parent].flatMap({ tree.unit($0.id) }) != nil else {
      wanted.row.reject(.parent, "people.import.unknownUnit", ["code": .text(wanted.parent)])
      return
    }
    var above = wanted.parent
    for _ in 0...inTable.count {
      if above == wanted.code {
        wanted.row.reject(.parent, "people.units.belowItself")
        return
      }
      if let next = inTable[above], !next.isEmpty {
        above = next
      } else if let unit = known[above], inTable[above] == nil || inTable[above] == "",
        let parent = tree.parent(of: unit.id)
      {
        above = parent.code
      } else {
        return
      }
    }
  }

  private func plan(
    _ wanted: [Wanted], known: [String: Unit], tree: UnitTree
  ) -> (lines: [ImportPreview.Line], changes: [ImportPlan.Change]) {
    var ids = known.mapValues(\.id)
    for row in wanted where row.row.problems.isEmpty && ids[row.code] == nil { ids[row.code] = world.id() }
    let organisation = organisation.id
    let day = day
    var lines: [ImportPreview.Line] = []
    var additions: [(unit: Unit, parent: ID<Unit>?)] = []
    var changes: [ImportPlan.Change] = []
    for row in wanted {
      guard row.row.problems.isEmpty, let id = ids[row.code] else {
        lines.append(row.row.line(row.name, .same))
        continue
      }
      let unit = Unit(id: id, name: row.name, code: row.code)
      let parent = ids[row.parent]
      guard let present = known[row.code] else {
        additions.append((unit, parent ?? tree.roots.first?.id))
        lines.append(row.row.line(row.name, .new))
        continue
      }
      var differs: [ImportField] = []
      if present.name != row.name {
        differs.append(.name)
        changes.append { try $0.units(in: organisation).update(unit) }
      }
      let isGone = tree.unit(id) == nil
      if isGone || (parent != nil && parent != tree.parent(of: id)?.id) {
        differs.append(.parent)
        let place = parent ?? tree.roots.first?.id
        changes.append { try $0.units(in: organisation).place(id, below: place, from: day) }
      }
      lines.append(row.row.line(row.name, differs.isEmpty ? .same : .changed(differs)))
    }
    // A parent is there before what hangs below it.
    var present = Set(known.values.map(\.id))
    var insertions: [ImportPlan.Change] = []
    while !additions.isEmpty {
      let ready = additions.filter { addition in addition.parent.map(present.contains) ?? true }
      guard !ready.isEmpty else { break }
      for (unit, parent) in ready {
        insertions.append { try $0.units(in: organisation).insert(unit, below: parent, from: day) }
        present.insert(unit.id)
      }
      additions.removeAll { present.contains($0.unit.id) }
    }
    return (lines, insertions + changes)
  }
}
