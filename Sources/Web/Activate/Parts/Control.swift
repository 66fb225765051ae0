import Values

/// One thing to fill in on a phone, always a native input. Exactly one of its kinds is there. Drawn by `{{>activate/control}}`.
struct Control: ViewModel {
  var number: NumberInput?
  var scale: ScaleInput?
  var rows: RowsInput?
  var picks: PicksInput?
  var split: SplitInput?
  var ranking: RankingInput?
  var words: WordsInput?
  var list: ListInput?
  var card: ReadingCard?
}

/// A number that is typed or stepped to.
struct NumberInput: ViewModel {
  var id: String
  var name: String
  let label: Message
  let value: Message
  let hint: Message
  let low: Int
  let high: Int
  let decimals: Int
  /// A phone's decimal keyboard has no minus.
  let isDecimal: Bool
  let isRequired: Bool
  let down: [Step]
  let up: [Step]

  struct Step: ViewModel {
    let by: String
    let sign: Message
    let name: Message
  }

  init(_ name: String, _ label: Message, value: Message, hint: Message, range: ClosedRange<Double>, decimals: Int) {
    id = "f-" + name
    self.name = name
    self.label = label
    self.value = value
    self.hint = hint
    low = Int(range.lowerBound)
    high = Int(range.upperBound)
    self.decimals = decimals
    isDecimal = range.lowerBound >= 0
    isRequired = true
    func steps(_ sizes: [Double], _ key: String, _ way: Double) -> [Step] {
      sizes.map { size in
        let decimals = size < 1 ? 1 : 0
        return Step(
          by: decimals == 0 ? String(Int(way * size)) : String(way * size),
          sign: Message("session.control.step", ["value": .signed(way * size, decimals: decimals)]),
          name: Message("session.control.\(key)", ["by": .number(size, decimals: decimals)]))
      }
    }
    let isWide = high - low > 30
    let sizes: [Double] = isWide ? [10, 1] : decimals > 0 ? [1, 0.1] : [1]
    down = steps(sizes, "less", -1)
    up = steps(sizes.reversed(), "more", 1)
  }
}

/// A step of a scale, as a button for the thumb.
struct ScaleStep: ViewModel {
  var name: String
  let value: String
  let text: Message
  let isChosen: Bool
  /// The shape and colour of promoters, passives and detractors, or how quiet a step is that says nothing.
  var style: String?
}

/// One row of steps: how sure, how much.
struct ScaleInput: ViewModel {
  let label: Message
  var steps: [ScaleStep]
  let width: String
  let low: Message?
  let high: Message?

  init(_ name: String, _ label: Message, steps: [Int], chosen: Int?, low: Message? = nil, high: Message? = nil) {
    self.label = label
    self.steps = ScaleStep.row(name, steps, chosen: chosen)
    width = "s\(steps.count)"
    self.low = low
    self.high = high
  }
}

extension ScaleStep {
  static func row(_ name: String, _ steps: [Int], chosen: Int?) -> [ScaleStep] {
    let areSigned = (steps.first ?? 0) < 0
    return steps.map {
      ScaleStep(
        name: name, value: String($0),
        text: Message(
          "session.control.step", ["value": areSigned && $0 != 0 ? .signed(Double($0), decimals: 0) : .count($0)]),
        isChosen: $0 == chosen)
    }
  }
}

/// A row of steps for each of several things.
struct RowsInput: ViewModel {
  let label: Message
  /// The label, where it stands above the rows.
  let heading: Message?
  let low: Message?
  let high: Message?
  var rows: [Row]
  /// What all rows together may hold: dots.
  let budget: Int?
  let budgetText: Message?
  let left: Message?
  let none: Message?
  let over: Message?

  struct Row: ViewModel {
    let text: Message
    let note: Message?
    let isQuote: Bool
    let language: String?
    let width: String
    var steps: [ScaleStep]
    var skip: ScaleStep?

    init(
      _ text: Message, note: Message? = nil, quoteIn language: String? = nil, steps: [ScaleStep], skip: ScaleStep? = nil
    ) {
      self.text = text
      self.note = note
      isQuote = language != nil
      self.language = language
      width = "s\(steps.count)"
      self.steps = steps
      self.skip = skip
    }
  }

  /// A number that the page fills in.
  static let hole: [String: Message.Fact] = ["count": .text("{count}")]

  init(
    _ label: Message, isHeaded: Bool = false, low: Message? = nil, high: Message? = nil, rows: [Row],
    budget: Int? = nil
  ) {
    self.label = label
    heading = isHeaded ? label : nil
    self.low = low
    self.high = high
    self.rows = rows
    self.budget = budget
    budgetText = budget.map { Message("session.control.dots", ["count": .count($0)]) }
    left = budget.map { _ in Message("session.control.dotsLeft", Self.hole) }
    none = budget.map { _ in Message("session.control.dotsNone") }
    over = budget.map { _ in Message("session.control.dotsOver", Self.hole) }
  }
}

/// Several to tick, or one to choose.
struct PicksInput: ViewModel {
  let label: Message
  let hint: Message?
  /// 0 where any number may be ticked.
  let most: Int
  let isFirst: Bool
  var options: [Option]

  struct Option: ViewModel {
    let type: String
    var name: String
    let value: String
    let text: Message
    let note: Message?
    let isChosen: Bool
  }

  init(
    _ name: String, _ label: Message, most: Int, isOne: Bool = false,
    options: [(value: String, text: Message, note: Message?)], chosen: Set<String>, isFirst: Bool = false
  ) {
    self.label = label
    hint = isOne || most == 0 ? nil : Message("session.control.most", ["count": .count(most)])
    self.most = isOne ? 0 : most
    self.isFirst = isFirst
    self.options = options.map {
      Option(
        type: isOne ? "radio" : "checkbox", name: name, value: $0.value, text: $0.text, note: $0.note,
        isChosen: chosen.contains($0.value))
    }
  }
}

/// A hundred points over a few parts.
struct SplitInput: ViewModel {
  let label: Message
  let hint: Message
  let total: Int
  let left: Message
  let over: Message
  let done: Message
  var parts: [Part]

  struct Part: ViewModel {
    var id: String
    var name: String
    let text: Message
    let style: String
    let value: String
    let less: Message
    let more: Message
  }

  init(_ label: Message, parts: [(name: String, text: Message, style: String, value: String)]) {
    self.label = label
    hint = Message("session.control.split")
    total = 100
    left = Message("session.control.splitLeft", RowsInput.hole)
    over = Message("session.control.splitOver", RowsInput.hole)
    done = Message("session.control.splitDone")
    self.parts = parts.map {
      Part(
        id: "f-" + $0.name, name: $0.name, text: $0.text, style: $0.style, value: $0.value,
        less: Message("session.control.less", ["by": .text("5")]),
        more: Message("session.control.more", ["by": .text("5")]))
    }
  }
}

/// Things to put in order: a place to choose for each, and with a script a button up and down.
struct RankingInput: ViewModel {
  let label: Message
  let hint: Message
  var items: [Item]

  struct Item: ViewModel {
    var id: String
    var name: String
    let text: Message
    let up: Message
    let down: Message
    let places: [Place]
  }

  struct Place: ViewModel {
    let value: String
    let text: String
    let isChosen: Bool
  }

  /// - Parameter items: in the order in which they stand now.
  init(_ label: Message, items: [(name: String, text: Message)]) {
    self.label = label
    hint = Message("session.control.ranking")
    self.items = items.enumerated().map { place, item in
      Item(
        id: "f-" + item.name, name: item.name, text: item.text,
        up: Message("session.control.up"), down: Message("session.control.down"),
        places: items.indices.map { Place(value: "\($0 + 1)", text: "\($0 + 1)", isChosen: $0 == place) })
    }
  }
}

/// Words of one's own.
struct WordsInput: ViewModel {
  var id: String
  var name: String
  let label: Message
  let hint: Message?
  let value: String
  let type: String
  let most: Int
  let isArea: Bool
  let isRequired: Bool

  init(
    _ name: String, _ label: Message, hint: Message? = nil, value: String = "", type: String = "text", most: Int = 280,
    isArea: Bool = false, isRequired: Bool = false, id: String? = nil
  ) {
    self.id = "f-" + (id ?? name)
    self.name = name
    self.label = label
    self.hint = hint
    self.value = value
    self.type = type
    self.most = most
    self.isArea = isArea
    self.isRequired = isRequired
  }
}

/// One out of a list that may be long.
struct ListInput: ViewModel {
  var id: String
  var name: String
  let label: Message
  let options: [Option]

  struct Option: ViewModel {
    let value: String
    let text: Message
    let isChosen: Bool
  }

  init(_ name: String, _ label: Message, options: [(value: String, text: Message)], chosen: String?) {
    id = "f-" + name
    self.name = name
    self.label = label
    self.options = options.map { Option(value: $0.value, text: $0.text, isChosen: $0.value == chosen) }
  }
}

/// Something to read before or instead of answering: a role card, the steps of a conversation.
struct ReadingCard: ViewModel {
  let heading: Message
  let lines: [Line]
  /// A customer's words, in the language in which they were written or said.
  let quote: Message?
  let language: String?
  /// Whose they are.
  let note: Message?
  /// A customer's own voice; the quote is what is said in it.
  let sound: Link?

  struct Line: ViewModel { let text: Message }

  init(
    _ heading: Message, _ lines: [Message], quote: Message? = nil, language: Language? = nil, note: Message? = nil,
    sound: Link? = nil
  ) {
    self.quote = quote
    self.language = language?.rawValue
    self.note = note
    self.heading = heading
    self.sound = sound
    self.lines = lines.map { Line(text: $0) }
  }
}
