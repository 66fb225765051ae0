import Listen
import People
import Persistence
public import Values

/// A place in a list of follow-ups, after one of them.
public struct FollowUpPlace: Hashable, Sendable {
  public let due: Day
  public let id: ID<FollowUp>

  public init(due: Day, id: ID<FollowUp>) {
    self.due = due
    self.id = id
  }

  /// For a link.
  public var text: String { "\(due.text)~\(id.text)" }

  /// Reads what `text` writes.
  public init?(text: String) {
    let parts = text.split(separator: "~", maxSplits: 1)
    guard parts.count == 2, let due = Day(text: String(parts[0])), parts[1].utf8.count <= 64 else { return nil }
    self.init(due: due, id: ID(String(parts[1])))
  }
}

/// Follow-ups as somebody may see them, the most urgent first.
public struct FollowUpList: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let followUp: FollowUp
    public let customer: String
    /// Who is to do it; nothing where nobody is.
    public let owner: String?
    public let comments: [SaidWords]

    public init(followUp: FollowUp, customer: String, owner: String? = nil, comments: [SaidWords]) {
      self.followUp = followUp
      self.customer = customer
      self.owner = owner
      self.comments = comments
    }
  }

  public let lines: [Line]
  /// How many there are to do in all, and how many are late.
  public let due: Int
  public let late: Int
  /// Where the next page begins; nothing on the last one.
  public let next: FollowUpPlace?

  public init(lines: [Line], due: Int, late: Int, next: FollowUpPlace? = nil) {
    self.lines = lines
    self.due = due
    self.late = late
    self.next = next
  }
}

extension Connection {
  func lines(of followUps: [FollowUp], in organisation: ID<Organisation>) throws -> [FollowUpList.Line] {
    let care = care(in: organisation)
    let customers = try care.customers(followUps.map(\.customer))
    let people = try care.people(followUps.compactMap(\.owner))
    let comments = try care.comments(of: followUps.filter { $0.state != .withdrawn }.map(\.response))
    return followUps.map { followUp in
      FollowUpList.Line(
        followUp: followUp, customer: customers[followUp.customer] ?? "",
        owner: followUp.owner.flatMap { people[$0] }, comments: comments[followUp.response] ?? [])
    }
  }
}
