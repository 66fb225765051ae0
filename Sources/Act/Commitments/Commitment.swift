public import People
public import Persistence
public import Values

/// What somebody promised themselves: if this happens, then I do that. Seen by whom they chose, and by nobody else.
public struct Commitment: Hashable, Sendable {
  /// What reminds one: a time and place, a moment in the work, or something that a customer does.
  public enum Cue: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case timeAndPlace
    case momentInWork
    case customerSignal
  }

  public enum Visibility: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case me
    case buddy
    case team
  }

  public enum State: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case going
    case kept
    case dropped
  }

  public let id: ID<Commitment>
  public let person: ID<Person>
  public let unit: ID<Unit>
  public let ambition: ID<Ambition>?
  public let cue: Cue
  public var ifText: String
  public var thenText: String
  /// 1…5: how sure one is to do it.
  public let confidence: Int
  public let buddy: ID<Person>?
  public let visibility: Visibility
  public let madeOn: Day
  public var state: State

  public init(
    id: ID<Commitment>, person: ID<Person>, unit: ID<Unit>, ambition: ID<Ambition>?, cue: Cue, ifText: String,
    thenText: String, confidence: Int, buddy: ID<Person>?, visibility: Visibility, madeOn: Day, state: State = .going
  ) {
    self.id = id
    self.person = person
    self.unit = unit
    self.ambition = ambition
    self.cue = cue
    self.ifText = ifText
    self.thenText = thenText
    self.confidence = confidence
    self.buddy = buddy
    self.visibility = visibility
    self.madeOn = madeOn
    self.state = state
  }

  /// How many somebody may hold at once: more than this is a list, and a list is not kept.
  public static let most = 3
  /// After so many days one is asked how it went.
  public static let checkDays = [7, 30]
}

/// The question after a week and after a month: did it work out, and what was in the way?
public struct CommitmentCheck: Hashable, Sendable {
  public enum Answer: String, Hashable, Sendable, CaseIterable, SQLColumn {
    case done
    case partly
    case not
  }

  public let commitment: ID<Commitment>
  /// 7 or 30.
  public let after: Int
  public let due: Day
  public var answer: Answer?
  public var obstacle: String?

  public init(
    commitment: ID<Commitment>, after: Int, due: Day, answer: Answer? = nil, obstacle: String? = nil
  ) {
    self.commitment = commitment
    self.after = after
    self.due = due
    self.answer = answer
    self.obstacle = obstacle
  }
}

/// What one does about a commitment that didn't work out.
public enum CommitmentStep: String, Hashable, Sendable, CaseIterable {
  case goOn
  /// With other words: less, or easier.
  case makeSmaller
  case drop
}

/// What somebody filled in about a commitment.
public struct CommitmentDraft: Hashable, Sendable {
  public var cue: Commitment.Cue
  public var ifText: String
  public var thenText: String
  public var confidence: Int?
  public var buddy: ID<Person>?
  public var visibility: Commitment.Visibility
  public var ambition: ID<Ambition>?

  public init(
    cue: Commitment.Cue, ifText: String, thenText: String, confidence: Int?, buddy: ID<Person>? = nil,
    visibility: Commitment.Visibility, ambition: ID<Ambition>? = nil
  ) {
    self.cue = cue
    self.ifText = ifText
    self.thenText = thenText
    self.confidence = confidence
    self.buddy = buddy
    self.visibility = visibility
    self.ambition = ambition
  }

  /// Throws a `Rejection` with the fields `if`, `then`, `confidence` and `buddy`. Who isn't sure asks themselves what would make
  /// it smaller: below 4 it is refused until it is.
  func checked() throws(Rejection) -> (draft: CommitmentDraft, confidence: Int) {
    var filling = Filling()
    var draft = self
    draft.ifText = filling.text("if", ifText, most: 200)
    draft.thenText = filling.text("then", thenText, most: 200)
    let confidence = filling.chosen("confidence", confidence)
    if let confidence, !(1...5).contains(confidence) { filling.reject("confidence", "route.form.missing") }
    if let confidence, (1...3).contains(confidence) { filling.reject("confidence", "commitments.form.makeSmaller") }
    if visibility == .buddy, buddy == nil { filling.reject("buddy", "route.form.missing") }
    try filling.check()
    return (draft, confidence ?? 0)
  }
}
