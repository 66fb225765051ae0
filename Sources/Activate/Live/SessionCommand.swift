public import Values

/// What somebody at the console asks for. It names the number of the last event that they saw; see `Sessions.command`.
public enum SessionCommand: Sendable, Hashable {
  case brief(ID<Round>)
  /// Opens the round for contributions; again, with what was revealed in mind, where it was revealed before.
  case open(ID<Round>)
  case pause(ID<Round>)
  case resume(ID<Round>)
  case addTime(ID<Round>, seconds: Int)
  case close(ID<Round>)
  case reveal(ID<Round>)
  case discuss(ID<Round>)
  case settle(ID<Round>)
  case skip(ID<Round>)
  case void(ID<Round>)
  case voidReference(ID<Round>)
  /// Takes back the last step, or all steps from one on.
  case undo(seq: Int?)
  case takeWheel
  case reorder([ID<Round>])
  case add(PlannedRound, after: ID<Round>?)
  case moveIdea(ID<Round>, IdeaBoard.Move)
  case shorten(ID<Round>, seconds: Int)
  case showJoin(Bool)
  case end(Session.Ending)

  /// Its name, for buttons and addresses.
  public var name: Name {
    switch self {
    case .brief: .brief
    case .open: .open
    case .pause: .pause
    case .resume: .resume
    case .addTime: .addTime
    case .close: .close
    case .reveal: .reveal
    case .discuss: .discuss
    case .settle: .settle
    case .skip: .skip
    case .void: .void
    case .voidReference: .voidReference
    case .undo: .undo
    case .takeWheel: .takeWheel
    case .reorder: .reorder
    case .add: .add
    case .moveIdea: .moveIdea
    case .shorten: .shorten
    case .showJoin: .showJoin
    case .end: .end
    }
  }

  public enum Name: String, Codable, Sendable, Hashable, CaseIterable {
    case brief, open, pause, resume, addTime, close, reveal, discuss, settle, skip, void, voidReference, undo, takeWheel
    case reorder, add, moveIdea, shorten, showJoin, end
  }
}

/// Where the rules of a session say no.
public enum SessionRefusal: Refusal, Hashable {
  /// Somebody was faster: the state is another one than this was asked in.
  case stateIsOther
  case sessionIsNotOpen
  case sessionIsEnded
  case sessionIsPlanned
  /// Another drives. Take the wheel first.
  case wheelIsElsewhere
  case roundIsUnknown
  /// Close it first.
  case roundIsOpen
  /// This can't be done with the round as it is.
  case roundIsOther(RoundState)
  case attemptsAreUsed
  case nothingToUndo
  /// Nobody can come in any more: there are as many as fit.
  case sessionIsFull
  /// Came after the round closed, and does not count.
  case roundIsClosed
  /// Watches along, and does not vote.
  case observersDoNotVote
  /// This phone has not joined.
  case notJoined
  /// Too many words were tried.
  case tooManyTries

  public var waitSeconds: Int? { self == .tooManyTries ? 60 : nil }

  public var message: Message {
    switch self {
    case .stateIsOther: Message("session.refusal.stateIsOther")
    case .sessionIsNotOpen: Message("session.refusal.sessionIsNotOpen")
    case .sessionIsEnded: Message("session.refusal.sessionIsEnded")
    case .sessionIsPlanned: Message("session.refusal.sessionIsPlanned")
    case .wheelIsElsewhere: Message("session.refusal.wheelIsElsewhere")
    case .roundIsUnknown: Message("session.refusal.roundIsUnknown")
    case .roundIsOpen: Message("session.refusal.roundIsOpen")
    case .roundIsOther: Message("session.refusal.roundIsOther")
    case .attemptsAreUsed: Message("session.refusal.attemptsAreUsed")
    case .nothingToUndo: Message("session.refusal.nothingToUndo")
    case .sessionIsFull: Message("session.refusal.sessionIsFull")
    case .roundIsClosed: Message("session.refusal.roundIsClosed")
    case .notJoined: Message("live.refusal.notJoined")
    case .tooManyTries: Message("live.refusal.tooManyTries")
    case .observersDoNotVote: Message("session.refusal.observersDoNotVote")
    }
  }
}
