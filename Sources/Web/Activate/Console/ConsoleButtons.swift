import Activate
import Values

/// The buttons of the console. Each names what people will see, and carries the number of the last event that the page knew.
struct ConsoleButtons {
  let state: SessionState
  let session: Session

  private func button(
    _ label: Message, _ command: SessionCommand.Name, round: ID<Round>? = nil, fields: [(String, String)] = [],
    style: String = "link", key: String? = nil
  ) -> CommandButton {
    CommandButton(
      label, .session(session.id, "commands"), seq: state.seq,
      fields: [("command", command.rawValue)] + (round.map { [("round", $0.text)] } ?? []) + fields, style: style,
      key: key)
  }

  private func title(_ round: ID<Round>?) -> Message.Fact {
    round.flatMap { state[$0] }?.round.title.fact ?? .text("")
  }

  /// The one thing that is next.
  var primary: CommandButton? {
    guard state.phase != .planned else {
      return CommandButton(
        Message("session.command.lobby"), .session(session.id, "lobby"), seq: state.seq, style: "button", key: "n")
    }
    guard let command = state.primary else { return nil }
    if case .end(let ending) = command {
      return button(
        Message("session.command.end"), .end, fields: [("ending", ending.rawValue)], style: "button", key: "n")
    }
    return button(
      Message("session.command.\(command.name.rawValue)", ["round": title(command.round)]), command.name,
      round: command.round, style: "button", key: "n")
  }

  /// Closes the round though people with extra time are busy.
  var closeAnyway: CommandButton? {
    guard let standing = state.standing, standing.progress.state == .open else { return nil }
    return button(
      Message("session.closing.anyway"), .close, round: standing.id, fields: [("anyway", "yes")], style: "button plain")
  }

  /// What people will see of it.
  var effect: Message? {
    guard state.phase != .planned else { return Message("session.effect.lobby") }
    return state.primary.map { Message("session.effect.\($0.name.rawValue)") }
  }

  var takeWheel: CommandButton { button(Message("session.command.takeWheel"), .takeWheel, style: "button plain") }

  var undo: CommandButton? {
    state.undoable.map { step in
      button(
        Message("session.command.undo", ["step": .phrase("session.step.\(step.name)")]), .undo,
        fields: [("step", "\(step.seq)")], style: "button plain", key: "u")
    }
  }

  /// What can be done beside the one thing.
  var others: [CommandButton] {
    guard state.phase == .running || state.phase == .lobby else { return [] }
    var buttons: [CommandButton] = []
    if let standing = state.standing, !standing.progress.state.isOver { buttons += ofRound(standing) }
    buttons.append(
      button(
        Message(state.isJoinShown ? "session.command.hideJoin" : "session.command.showJoin"), .showJoin,
        fields: [("shown", state.isJoinShown ? "no" : "yes")], key: "j"))
    if state.phase == .running, state.standing?.progress.state != .open {
      buttons.append(
        button(
          Message("session.command.endUnfinished"), .end, fields: [("ending", Session.Ending.unfinished.rawValue)]))
    }
    return buttons
  }

  private func ofRound(_ standing: RoundStanding) -> [CommandButton] {
    let id = standing.id
    let progress = standing.progress
    var buttons: [CommandButton] = []
    switch progress.state {
    case .briefing: buttons.append(button(Message("session.command.skip"), .skip, round: id))
    case .open where progress.isPaused:
      buttons.append(button(Message("session.command.resume"), .resume, round: id))
    case .open:
      buttons.append(
        button(Message("session.command.addTime"), .addTime, round: id, fields: [("seconds", "60")], key: "t"))
      buttons.append(button(Message("session.command.pause"), .pause, round: id))
    case .closed: break
    case .revealed, .discussing:
      if progress.seen < standing.round.policy.attempts, standing.round.policy.needsContribution {
        buttons.append(button(Message("session.command.again"), .open, round: id))
      }
      if progress.reveal?.truth != nil, !progress.isReferenceVoided {
        buttons.append(button(Message("session.command.voidReference"), .voidReference, round: id))
      }
    case .planned, .settled, .skipped, .voided: break
    }
    if progress.state != .briefing { buttons.append(button(Message("session.command.void"), .void, round: id)) }
    return buttons
  }

  /// What can be done with a round of the plan that isn't on now: one that comes can be shorter or longer, go elsewhere or out; one
  /// that was skipped can be done after all.
  func planTools(of standing: RoundStanding) -> [CommandButton] {
    let id = standing.id
    let progress = standing.progress
    let mayGo = state.standing?.progress.state != .open && (state.phase == .lobby || state.phase == .running)
    if progress.state == .skipped {
      return mayGo ? [button(Message("session.command.unskip"), .brief, round: id)] : []
    }
    guard progress.state == .planned else { return [] }
    let coming = state.rounds.filter { $0.progress.state == .planned }.map(\.id)
    let seconds = standing.planned.seconds
    func minutes(_ label: String, _ seconds: Int) -> CommandButton {
      button(Message("session.command.\(label)"), .shorten, round: id, fields: [("seconds", "\(seconds)")])
    }
    func swap(_ label: String, _ place: Int, _ other: Int) -> CommandButton {
      var order = coming
      order.swapAt(place, other)
      return button(Message("session.command.\(label)"), .reorder, fields: order.map { ("order", $0.text) })
    }
    var buttons: [CommandButton] = []
    if seconds > 60 { buttons.append(minutes("shorten", max(60, seconds - 120))) }
    buttons.append(minutes("lengthen", seconds + 120))
    buttons.append(button(Message("session.command.skip"), .skip, round: id))
    if let place = coming.firstIndex(of: id) {
      if place > 0 { buttons.append(swap("earlier", place, place - 1)) }
      if place < coming.count - 1 { buttons.append(swap("later", place, place + 1)) }
    }
    if mayGo { buttons.append(button(Message("session.command.goTo"), .brief, round: id)) }
    return buttons
  }

  /// An idea on the scribe's table.
  func line(_ idea: IdeaBoard.Entry, in round: ID<Round>?, board: [IdeaBoard.Entry]) -> ConsolePage.IdeaLine {
    func move(_ label: String, _ move: String, _ fields: [(String, String)] = []) -> CommandButton {
      button(
        Message("session.idea.\(label)"), .moveIdea, round: round,
        fields: [("move", move), ("idea", idea.id.text)] + fields)
    }
    let isHidden = idea.hiddenBecause != nil
    var tools = [idea.isShown && !isHidden ? move("hold", "hold") : move("show", "show")]
    if !isHidden { tools.append(move("hide", "hide")) }
    if !idea.madeOf.isEmpty { tools.append(move("split", "split")) }
    if let place = board.firstIndex(where: { $0.id == idea.id }), place > 0 {
      tools.append(move("merge", "merge", [("into", board[place - 1].id.text)]))
    }
    return ConsolePage.IdeaLine(
      text: idea.text,
      note: isHidden
        ? Message("session.idea.hidden")
        : idea.isShown
          ? Message("session.idea.shown", ["count": .count(idea.count)])
          : Message("session.idea.waiting", ["count": .count(idea.count)]), isHidden: isHidden, tools: tools)
  }
}
