public import Persistence
import Synchronization

/// What the engine planned for each statement that went through a `PlannedDatabase`.
public final class QueryPlans: Sendable {
  public struct Plan: Sendable, Hashable {
    public let statement: String
    public let steps: [String]
  }

  private let known = Mutex<[String: Plan]>([:])

  public init() {}

  public var all: [Plan] { known.withLock { $0.values.sorted { $0.statement < $1.statement } } }

  /// Steps that go through a whole table, or through all of an organisation: their work grows with it.
  ///
  /// - Parameter small: tables that hold a handful of rows in each organisation.
  public func growing(small: Set<String> = []) -> [String] {
    all.flatMap { plan in
      plan.steps.filter { Self.grows($0, small) }.map { "\($0)   ←   \(plan.statement.prefix(160))" }
    }
  }

  private static func grows(_ step: String, _ small: Set<String>) -> Bool {
    let words = step.split(whereSeparator: { $0 == " " || $0 == "(" }).map(String.init)
    func names(after word: String) -> String? {
      words.firstIndex(of: word).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }
    if let table = names(after: "SCAN") ?? (step.contains("Seq Scan") ? names(after: "on") : nil) {
      return table != "CONSTANT" && !table.hasPrefix("subquery") && !small.contains(table)
    }
    if let table = names(after: "SEARCH") { return step.hasSuffix("(organisation_id=?)") && !small.contains(table) }
    return false
  }

  fileprivate func add(_ statement: String, _ steps: () throws -> [String]) rethrows {
    guard known.withLock({ $0[statement] == nil }) else { return }
    let plan = Plan(statement: statement, steps: try steps())
    known.withLock { $0[statement] = plan }
  }
}

/// A database that asks the engine for its plan of each statement before it runs it.
public struct PlannedDatabase: Database {
  private let base: any Database
  private let plans: QueryPlans

  public init(_ base: any Database, _ plans: QueryPlans) {
    self.base = base
    self.plans = plans
  }

  public var dialect: Dialect { base.dialect }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.read { [plans] in try body(PlanningConnection($0, plans)) }
  }

  public func readInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.readInGroup { [plans] in try body(PlanningConnection($0, plans)) }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.write { [plans] in try body(PlanningConnection($0, plans)) }
  }

  public func writeInGroup<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.writeInGroup { [plans] in try body(PlanningConnection($0, plans)) }
  }

  public func writeAlone<Value: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> Value
  ) async throws -> Value {
    try await base.writeAlone(body)
  }

  public func announcements(on topic: String) -> AsyncStream<Announcement> { base.announcements(on: topic) }

  public func backUp(to path: String) async throws { try await base.backUp(to: path) }
  public func close() async throws { try await base.close() }
}

private final class PlanningConnection: Connection {
  private let base: any Connection
  private let plans: QueryPlans

  init(_ base: any Connection, _ plans: QueryPlans) throws {
    self.base = base
    self.plans = plans
    // With few rows reading a table through is cheapest; the plan has to be that of a large one.
    if base.dialect == .postgres { try base.run("SET LOCAL enable_seqscan = off") }
  }

  var dialect: Dialect { base.dialect }

  func rows(_ sql: SQL) throws -> [Row] {
    try plan(sql)
    return try base.rows(sql)
  }

  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try plan(sql)
    try base.forEachRow(sql, body)
  }

  @discardableResult func run(_ sql: SQL) throws -> Int {
    try plan(sql)
    return try base.run(sql)
  }

  @discardableResult func insert(_ rows: SQLRows) throws -> Int { try base.insert(rows) }

  func runLast(_ sql: SQL, order: Int64) throws { try base.runLast(sql, order: order) }

  func attempt<Value>(_ body: () throws -> Value) throws -> Value { try base.attempt(body) }

  func announce(_ text: String, on topic: String) throws { try base.announce(text, on: topic) }

  private func plan(_ sql: SQL) throws {
    let text = sql.text(for: dialect)
    guard ["SELECT", "UPDATE", "DELETE"].contains(where: text.hasPrefix) else { return }
    try plans.add(text) {
      switch dialect {
      case .sqlite: try base.rows("EXPLAIN QUERY PLAN " + sql).map { try $0("detail") }
      case .postgres:
        try base.rows("EXPLAIN " + sql).compactMap { String(sqlValue: $0[0]) }
      }
    }
  }
}
