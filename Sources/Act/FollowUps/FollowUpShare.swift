public import People
public import Statistics
public import Values

/// How many customers were spoken to within the term that the rules give.
public struct FollowUpShare: Hashable, Sendable {
  public struct Count: Hashable, Sendable {
    /// Terms that ended in the period.
    public var ended: Int
    /// Of those: spoken to before the end.
    public var kept: Int

    public init(ended: Int = 0, kept: Int = 0) {
      self.ended = ended
      self.kept = kept
    }

    /// Wilson's interval; nothing where no term ended.
    public var share: Estimate? {
      guard ended > 0 else { return nil }
      do {
        return try Estimate(shareOf: Histogram(counts: [0: ended - kept, 1: kept])) { $0 == 1 }
      } catch {
        return nil
      }
    }

    public static func + (one: Count, other: Count) -> Count {
      Count(ended: one.ended + other.ended, kept: one.kept + other.kept)
    }
  }

  public struct Line: Hashable, Sendable {
    public let unit: Unit
    public let count: Count

    public init(unit: Unit, count: Count) {
      self.unit = unit
      self.count = count
    }
  }

  public let from: Day
  public let until: Day
  public let unit: Unit
  public let total: Count
  /// The units below, as the organisation is now; those where a term ended.
  public let lines: [Line]

  public init(from: Day, until: Day, unit: Unit, total: Count, lines: [Line]) {
    self.from = from
    self.until = until
    self.unit = unit
    self.total = total
    self.lines = lines
  }
}
