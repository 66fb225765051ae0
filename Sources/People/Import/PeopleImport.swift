public import Persistence
public import Values

/// Takes units, people and customers from a table. The preview and the change are the same plan, made from what is there
/// at that moment: what the preview shows is what is done, and doing it twice changes nothing. An empty cell changes
/// nothing either, and what is not in the table stays as it is.
public struct PeopleImport: Sendable {
  let database: any Database
  let world: World

  public init(database: any Database, world: World) {
    self.database = database
    self.world = world
  }

  /// What a member may take in: lists are about the whole organisation.
  public static func kinds(for member: Member) -> [ImportKind] {
    ImportKind.allCases.filter { kind in
      switch kind {
      case .units: member.managesTheWhole
      case .people: member.mayEverywhere(.managePeople)
      case .customers: member.mayEverywhere(.manageCustomers)
      }
    }
  }

  /// What the table would do.
  ///
  /// - Parameter day: the day from which new units, moves and roles count.
  public func preview(
    _ kind: ImportKind, _ sheet: ImportSheet, from day: Day, by member: Member
  ) async throws
    -> ImportPreview
  {
    try check(sheet, kind, by: member)
    let world = world
    return try await database.read { try ImportPlan(kind, sheet, from: day, by: member, world, $0).preview }
  }

  /// Does what the preview shows, in one transaction; rows with a problem are left out.
  public func apply(
    _ kind: ImportKind, _ sheet: ImportSheet, from day: Day, by member: Member
  ) async throws
    -> ImportPreview
  {
    try check(sheet, kind, by: member)
    let world = world
    return try await database.write { db in
      let plan = try ImportPlan(kind, sheet, from: day, by: member, world, db)
      for change in plan.changes { try change(db) }
      if kind == .units {
        try db.units(in: member.organisation.id).checkThatNothingHangsBelowItself(from: day)
      }
      if plan.preview.changesSomething {
        try db.record("\(kind.rawValue).imported", about: member.organisation.id, by: member, world)
      }
      return plan.preview
    }
  }

  func check(_ sheet: ImportSheet, _ kind: ImportKind, by member: Member) throws {
    guard Self.kinds(for: member).contains(kind) else { throw NotAllowed() }
    guard sheet.rows.count <= ImportSheet.mostRows else {
      throw Rejection("file", Message("people.import.tooManyRows", ["count": .count(ImportSheet.mostRows)]))
    }
  }
}

/// What is going to be done for a table, and what is said about it.
struct ImportPlan {
  typealias Change = (any Connection) throws -> Void

  let preview: ImportPreview
  let changes: [Change]

  init(
    _ kind: ImportKind, _ sheet: ImportSheet, from day: Day, by member: Member, _ world: World, _ db: any Connection
  ) throws {
    let columns = ImportColumns(kind, header: sheet.header)
    let missing = kind.required.filter { !columns.has($0) }
    let made: (lines: [ImportPreview.Line], changes: [Change])
    if !missing.isEmpty {
      made = ([], [])
    } else {
      let source = ImportSource(
        sheet: sheet, columns: columns, day: day, organisation: member.organisation, world: world)
      made =
        switch kind {
        case .units: try source.units(db)
        case .people: try source.people(db)
        case .customers: try source.customers(db)
        }
    }
    preview = ImportPreview(
      kind: kind,
      columns: zip(sheet.header, columns.fields).map { ImportPreview.Column(header: $0, field: $1) },
      missing: missing, lines: made.lines)
    changes = made.changes
  }
}

/// A table that is about to be planned. Each kind has a file of its own.
struct ImportSource {
  let sheet: ImportSheet
  let columns: ImportColumns
  let day: Day
  let organisation: Organisation
  let world: World
}
