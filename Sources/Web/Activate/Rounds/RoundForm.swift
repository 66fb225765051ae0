import Activate
import Values

extension Wording {
  /// As a sentence for a page.
  var message: Message {
    switch self {
    case .phrase(let message): message
    case .typed(let text): Message("kit.verbatim", ["text": .localized(text)])
    }
  }
}

/// The form of a round: the same on a phone and on the console, where the scribe fills it in for somebody.
struct RoundForm {
  let round: Round
  let filled: FilledFields
  /// Where whoever fills it in hears a recording.
  var sound: ((ID<Recording>) -> Link)?

  /// What is to be read first, and what is to be filled in.
  var controls: [Control] {
    round.cards.map { Control(card: ReadingCard($0.title.message, $0.lines.map(\.message))) } + voices + inputs
  }

  /// What a customer says, in words for everyone who can't hear the room.
  private var voices: [Control] {
    guard round.kind == .voice else { return [] }
    return round.options.map { option in
      Control(
        card: ReadingCard(
          Message(option.recording == nil ? "session.voice.wrote" : "session.voice.says"), [],
          quote: option.text.message, language: option.language, note: option.note?.message,
          sound: option.recording.flatMap { sound?($0) }))
    }
  }

  private var inputs: [Control] {
    switch round.kind {
    case .opening, .talk, .pause: []
    case .practice: [mark("session.control.mark")]
    case .ownPlace: [mark("session.control.ownPlace")]
    case .guessScore: guess
    case .guessSplit: [split]
    case .rankUnits: [ranking]
    case .strengths: [picks]
    case .values, .competition: [ratings]
    case .promotership: [choice("choice", round.options, most: round.limits.picks)]
    case .sortComments: [sorting]
    case .readScore: [sorting] + answer
    case .voice: texts(1, "session.control.words", isArea: true)
    case .customers: texts(1, "session.control.whom", isArea: true)
    case .smallSteps: texts(3, "session.control.step15")
    case .dataDive: texts(3, "session.control.noticed")
    case .brainstorm: texts(4, "session.control.idea") + picked
    case .dots, .driverBet: [dots]
    case .impactEffort: [impact, effort]
    case .consent: fists
    case .conversation: conversation
    case .commitment: commitment
    case .ask: ask
    case .huddle: huddle
    case .checkOut:
      [mark("session.control.worth"), words("word", "session.control.oneWord", most: round.limits.characters)]
    case .translation: translation
    }
  }

  private var scale: RoundScale { round.scale ?? RoundScale(1...5) }
  private var low: Message? { scale.lowLabel.map(\.message) }
  private var high: Message? { scale.highLabel.map(\.message) }

  private func mark(_ key: String) -> Control {
    Control(
      scale: ScaleInput(
        "rating", Message(key), steps: scale.steps, chosen: filled.number("rating"),
        low: low ?? Message("session.control.low"), high: high ?? Message("session.control.high")))
  }

  /// As the reader's language writes it; what can't be read as a number stands as it was typed.
  private var estimate: Message {
    let typed = filled["value"] ?? ""
    let plain = typed.replacing("−", with: "-").replacing(",", with: ".")
    guard let value = Double(plain), value.isFinite else { return .verbatim(typed) }
    return Message("session.control.step", ["value": .number(value, decimals: value == value.rounded() ? 0 : 1)])
  }

  private var guess: [Control] {
    let scale = round.scale ?? RoundScale(-100...100)
    let hint = Message(
      "session.control.between",
      [
        "low": round.figure == .nps ? .signed(scale.low, decimals: 0) : .number(scale.low, decimals: 0),
        "high": round.figure == .nps ? .signed(scale.high, decimals: 0) : .number(scale.high, decimals: 0),
      ])
    return [
      Control(
        number: NumberInput(
          "value", Message("session.control.estimate"), value: estimate, hint: hint,
          range: scale.low...scale.high, decimals: scale.decimals)),
      Control(
        scale: ScaleInput(
          "confidence", Message("session.control.confidence"), steps: Array(1...5), chosen: filled.number("confidence"),
          low: Message("session.control.guess"), high: Message("session.control.sure"))),
    ]
  }

  private var split: Control {
    Control(
      split: SplitInput(
        Message("session.control.splitLabel"),
        parts: round.options.map { option in
          (
            "mark.\(option.id)", option.text.message,
            Stance.Kind(rawValue: option.id.text).map { "who \($0.rawValue)" } ?? "",
            filled["mark.\(option.id)"] ?? ""
          )
        }))
  }

  private var ranking: Control {
    let placed = round.options.enumerated().map { (option: $1, place: filled.number("rank.\($1.id)") ?? $0 + 1) }
    return Control(
      ranking: RankingInput(
        Message("session.control.order"),
        items: placed.sorted { $0.place < $1.place }.map { ("rank.\($0.option.id)", $0.option.text.message) }))
  }

  private var picks: Control {
    let choices: [(value: String, key: String)] = [
      (RoundTruth.Label.strength, "session.control.strength"),
      (RoundTruth.Label.improvement, "session.control.improvement"), ("", "session.control.neither"),
    ]
    return Control(
      rows: RowsInput(
        Message("session.control.picks", ["count": .count(round.limits.picks)]), isHeaded: true,
        rows: round.options.map { option in
          let name = "pick.\(option.id)"
          return RowsInput.Row(
            option.text.message, note: option.note?.message,
            steps: choices.map { choice in
              ScaleStep(
                name: name, value: choice.value, text: Message(choice.key),
                isChosen: (filled[name] ?? "") == choice.value && (filled[name] != nil || choice.value.isEmpty),
                style: choice.value.isEmpty ? "neither" : nil)
            })
        }))
  }

  private var ratings: Control {
    let isRival = round.kind == .competition
    return marks(
      low: low ?? Message(isRival ? "session.control.muchWorse" : "session.control.hardlyNoticed"),
      high: high ?? Message(isRival ? "session.control.muchBetter" : "session.control.wellNoticed"),
      skip: scale.mayBeSkipped ? Message(isRival ? "session.control.unknown" : "session.control.skip") : nil)
  }

  private func marks(
    low: Message? = nil, high: Message? = nil, skip: Message? = nil, budget: Int? = nil, steps: [Int]? = nil
  ) -> Control {
    Control(
      rows: RowsInput(
        round.question.message, low: low, high: high,
        rows: round.options.map { option in
          let name = "mark.\(option.id)"
          return RowsInput.Row(
            option.text.message, note: option.note?.message,
            steps: ScaleStep.row(name, steps ?? scale.steps, chosen: filled.number(name)),
            skip: skip.map { ScaleStep(name: name, value: "", text: $0, isChosen: filled[name] == "") })
        }, budget: budget))
  }

  private var dots: Control {
    marks(budget: round.limits.dots, steps: Array(0...max(1, round.limits.dotsPerOption)))
  }

  private func choice(
    _ name: String, _ options: [RoundOption], most: Int, isOne: Bool = false, _ label: Message? = nil
  )
    -> Control
  {
    Control(
      picks: PicksInput(
        name, label ?? Message("session.control.choose"), most: most, isOne: isOne || most == 1,
        options: options.map { ($0.id.text, $0.text.message, $0.note?.message) }, chosen: Set(filled.all(name))))
  }

  private var sorting: Control {
    Control(
      rows: RowsInput(
        Message("session.control.sort"),
        rows: round.options.filter { !$0.isAnswer }.map { option in
          let name = "label.\(option.id)"
          return RowsInput.Row(
            option.text.message, note: option.note?.message, quoteIn: (option.language ?? .nl).rawValue,
            steps: round.labels.map {
              ScaleStep(
                name: name, value: $0.id.text, text: $0.text.message, isChosen: filled[name] == $0.id.text,
                style: Stance.Kind(rawValue: $0.id.text).map { "who \($0.rawValue)" })
            })
        }))
  }

  private var answer: [Control] {
    let options = round.options.filter(\.isAnswer)
    return options.isEmpty
      ? [] : [choice("answer", options, most: 1, isOne: true, round.help?.message ?? Message("session.control.choose"))]
  }

  private func texts(_ count: Int, _ key: String, isArea: Bool = false) -> [Control] {
    let given = filled.all("text")
    return (0..<min(max(count, given.count), round.limits.texts)).map { place in
      Control(
        words: WordsInput(
          "text", Message(key, ["number": .count(place + 1)]),
          value: given.indices.contains(place) ? given[place] : "", most: round.limits.characters, isArea: isArea,
          isRequired: place == 0 && round.kind != .brainstorm, id: "text-\(place + 1)"))
    }
  }

  private var picked: [Control] {
    [words("picked", "session.control.picked", hint: "session.control.pickedHint", most: round.limits.characters)]
  }

  private func words(
    _ name: String, _ key: String, hint: String? = nil, type: String = "text", most: Int = 280, isArea: Bool = false,
    isRequired: Bool = false
  ) -> Control {
    Control(
      words: WordsInput(
        name, Message(key), hint: hint.map { Message($0) }, value: filled[name] ?? "", type: type, most: most,
        isArea: isArea, isRequired: isRequired))
  }
}
