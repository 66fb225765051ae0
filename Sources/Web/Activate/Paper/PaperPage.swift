import Activate
import Values

extension Link {
  static func paper(_ id: ID<Session>) -> Link { .session(id, "paper") }
}

/// Paper ballots of the round at hand, typed in many at a time by the scribe.
struct PaperPage: Page {
  static let template = "activate/paper"
  static let verb: Verb? = .activate

  let title: Message
  let back: Link
  let session: String
  let question: Message?
  /// Nothing to enter now, and why.
  let waiting: Message?
  let counted: Message?
  let action: Link
  let hidden: [AnswerForm.Carried]
  let ballots: [Ballot]
  let hasBallots: Bool
  let problem: Message?
  let more: Action?

  struct Ballot: ViewModel {
    let id: String
    let name: Message
    let controls: [Control]
    let problem: Message?
  }

  /// - Parameters:
  ///   - entered: how many were entered from paper or by the scribe so far.
  ///   - key: makes the same page, sent twice, count once.
  ///   - rows: how many ballots to show.
  ///   - typed: what was sent and not taken, with what is wrong on each ballot.
  init(
    _ session: Session, _ standing: RoundStanding?, entered: Int, key: String, rows: Int = Ballots.usual,
    typed: Form = Form(), problems: [String: Message] = [:]
  ) {
    let isOpen = standing?.progress.state == .open && standing?.round.policy.visibility != .named
    title = Message("sessionpaper.title")
    back = .console(session.id)
    self.session = session.title
    question = isOpen ? standing?.round.question.message : nil
    waiting =
      isOpen
      ? nil
      : Message(
        standing?.round.policy.visibility == .named && standing?.progress.state == .open
          ? "sessionpaper.named" : "sessionpaper.waiting")
    counted = isOpen ? Message("sessionpaper.counted", ["count": .count(entered)]) : nil
    action = .paper(session.id)
    let rows = min(Ballots.most, max(1, rows))
    hidden = [
      ("key", key), ("round", standing?.id.text ?? ""), ("attempt", "\(standing?.progress.attempt ?? 1)"),
      ("rows", "\(rows)"),
    ].map { AnswerForm.Carried(name: $0.0, value: $0.1) }
    let byNumber = standing.map { standing in
      Dictionary(
        uniqueKeysWithValues: Ballots(round: standing.round, form: typed).filled.map { ($0.number, $0.form) })
    }
    ballots =
      !isOpen
      ? []
      : (1...rows).compactMap { number in
        standing.map { standing in
          let filled = byNumber?[number].map { FilledFields($0) } ?? FilledFields()
          return Ballot(
            id: "ballot-\(number)", name: Message("sessionpaper.ballot", ["number": .count(number)]),
            controls: RoundForm(round: standing.round, filled: filled).controls.filter { $0.card == nil }
              .map { $0.onBallot(number) }, problem: problems["\(number)"])
        }
      }
    hasBallots = !ballots.isEmpty
    problem = problems.isEmpty ? nil : Message("sessionpaper.problem", ["count": .count(problems.count)])
    more =
      isOpen && rows < Ballots.most
      ? Action(Message("sessionpaper.more"), Link.paper(session.id).with("rows", "\(min(Ballots.most, rows * 2))"))
      : nil
  }

  static let examples: [String: PaperPage] = {
    func page(_ round: Round, _ step: RoundState, typed: Form = Form(), problems: [String: Message] = [:]) -> PaperPage
    {
      PaperPage(
        ExampleSession.session, ExampleSession.state(round, step).standing, entered: 3, key: "k", rows: 3, typed: typed,
        problems: problems)
    }
    var pages: [String: PaperPage] = [:]
    for round in ExampleSession.rounds where round.policy.needsContribution {
      pages["\(round.kind.rawValue)"] = page(round, .open)
    }
    pages["nothing is open"] = page(ExampleSession.guess, .closed)
    pages["a ballot is wrong"] = page(
      ExampleSession.guess, .open, typed: Form([("b2.value", "14")]),
      problems: ["2": Message("kit.problems.missing")])
    return pages
  }()
}
