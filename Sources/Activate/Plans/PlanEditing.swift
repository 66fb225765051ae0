public import Values

/// What a facilitator changes in a plan, before and during a session. Steps that don't exist leave the plan as it is.
extension SessionPlan {
  /// Puts a step at another place; places beyond the ends are the ends.
  public mutating func move(_ id: ID<Round>, to place: Int) {
    guard let from = index(id) else { return }
    let step = steps.remove(at: from)
    steps.insert(step, at: min(max(0, place), steps.count))
  }

  /// Gives a step another length: at least a minute, at most three hours.
  public mutating func plan(_ id: ID<Round>, minutes: Int) {
    change(id) { $0.minutes = min(180, max(1, minutes)) }
  }

  public mutating func skip(_ id: ID<Round>) {
    change(id) { $0.isSkipped = true }
  }

  public mutating func unskip(_ id: ID<Round>) {
    change(id) { $0.isSkipped = false }
  }

  public mutating func remove(_ id: ID<Round>) {
    steps.removeAll { $0.round.id == id }
  }

  /// Adds a step after another one, or at the beginning. A name that is taken gets a number.
  public mutating func add(_ step: PlanStep, after id: ID<Round>?) {
    var step = step
    let taken = Set(steps.map(\.round.id))
    var number = 2
    let name = step.round.id
    while taken.contains(step.round.id) {
      step.round = step.round.named(ID("\(name.text)-\(number)"))
      number += 1
    }
    let place = id.flatMap { index($0).map { $0 + 1 } } ?? (id == nil ? 0 : steps.count)
    steps.insert(step, at: place)
  }

  /// A round that the facilitator wrote.
  public mutating func add(own round: Round, minutes: Int, after id: ID<Round>?) {
    add(PlanStep(own: round, minutes: minutes), after: id)
  }

  /// Other words for what is asked.
  public mutating func ask(_ question: LocalizedText, in id: ID<Round>) {
    guard !question.isEmpty else { return }
    change(id) { $0.round.question = .typed(question) }
  }

  /// Takes an option out: a comment that somebody could recognise, a driver that says nothing here.
  public mutating func remove(_ option: ID<RoundOption>, from id: ID<Round>) {
    change(id) { $0.round.options.removeAll { $0.id == option } }
  }

  /// Lets a customer be heard in a step, before what is there to read. The transcript is on the screen and on every phone.
  public mutating func bring(_ recording: Recording, into id: ID<Round>) {
    change(id) { step in
      step.round.options.removeAll { $0.recording == recording.id }
      step.round.options.insert(recording.option, at: 0)
    }
  }

  private func index(_ id: ID<Round>) -> Int? { steps.firstIndex { $0.round.id == id } }

  private mutating func change(_ id: ID<Round>, _ body: (inout PlanStep) -> Void) {
    if let place = index(id) { body(&steps[place]) }
  }
}

extension Round {
  /// The same round under another name.
  func named(_ id: ID<Round>) -> Round {
    Round(
      id: id, kind: kind, title: title, question: question, help: help, options: options, labels: labels,
      optionsFrom: optionsFrom, cards: cards, scale: scale, figure: figure, limits: limits, policy: policy)
  }
}
