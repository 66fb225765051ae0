import Listen
import Values

/// The form of one question as it was posted. Everything in it is kept, also what is not right yet: the problems stand beside
/// the fields until they are mended.
struct QuestionForm: Sendable {
  /// What the pressed button adds to what stands in the fields.
  enum Wish: Equatable {
    case done
    case stay
    case addRow(String)
    case removeRow(String, String)
    case moveRow(String, String, by: Int)
  }

  private let form: Form
  private let wish: Wish

  init(_ form: Form) {
    self.form = form
    let words = form["do"].split(separator: " ").map(String.init)
    wish =
      switch (words.first, words.count) {
      case ("add", 2): .addRow(words[1])
      case ("remove", 3): .removeRow(words[1], words[2])
      case ("up", 3): .moveRow(words[1], words[2], by: -1)
      case ("down", 3): .moveRow(words[1], words[2], by: 1)
      case ("stay", _): .stay
      default: .done
      }
  }

  var isDone: Bool { wish == .done }

  func question(from old: Question) -> Question {
    var question = old
    question.text = form.pair("text", or: old.text)
    question.help = form.optionalPair("help", or: old.help)
    if form.has("required.shown") { question.isRequired = form.all("required").contains("yes") }
    if form.has("other.shown") { question.hasOther = form.all("other").contains("yes") }
    if let scale = scale(from: old.scale) { question.scale = scale }
    question.items = old.items.map { item in
      Question.Item(
        id: item.id, text: form.pair("items.\(item.id)", or: item.text),
        name: form.optionalPair("names.\(item.id)", or: item.name))
    }
    question.competitors = old.competitors.map {
      Question.Item(id: $0.id, text: form.pair("competitors.\($0.id)", or: $0.text), name: $0.name)
    }
    question.options = old.options.map {
      Question.Option(id: $0.id, text: form.pair("options.\($0.id)", or: $0.text))
    }
    if form.has("condition") { question.condition = condition(from: old.condition) }
    arrange(&question)
    return question
  }

  private func scale(from old: Question.Scale?) -> Question.Scale? {
    guard form.has("low.nl") || form.has("low.en") else { return nil }
    let bounds = form["scale"].split(separator: "-").compactMap { Int($0) }
    let range = bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]...bounds[1] : old?.range ?? 1...5
    return Question.Scale(
      range, lowLabel: form.optionalPair("low", or: old?.lowLabel),
      highLabel: form.optionalPair("high", or: old?.highLabel),
      hasNotApplicable: form.all("notApplicable").contains("yes"))
  }

  private func condition(from old: Question.Condition?) -> Question.Condition? {
    guard !form["condition"].isEmpty else { return nil }
    let key = AnswerKey(text: form["condition"])
    // Another question was chosen: its own choices come with the next form.
    guard old?.key == key else { return Question.Condition(key, .answered) }
    let options = form.all("chose").map { ID<Question.Option>($0) }
    if !options.isEmpty { return Question.Condition(key, .chose(options)) }
    if let low = Int(form["from"]), let high = Int(form["to"]) { return Question.Condition(key, .between(low, high)) }
    return Question.Condition(key, .answered)
  }

  private func arrange(_ question: inout Question) {
    switch wish {
    case .done, .stay: break
    case .addRow("options"):
      question.options.append(Question.Option(id: question.freeOptionID(), text: LocalizedText()))
    case .addRow("competitors"):
      question.competitors.append(Question.Item(id: question.freeItemID(), text: LocalizedText()))
    case .addRow: question.items.append(Question.Item(id: question.freeItemID(), text: LocalizedText()))
    case .removeRow("options", let id): question.options.removeAll { $0.id.text == id }
    case .removeRow("competitors", let id): question.competitors.removeAll { $0.id.text == id }
    case .removeRow(_, let id): question.items.removeAll { $0.id.text == id }
    case .moveRow("options", let id, let places): Self.move(&question.options, places) { $0.id.text == id }
    case .moveRow("competitors", let id, let places): Self.move(&question.competitors, places) { $0.id.text == id }
    case .moveRow(_, let id, let places): Self.move(&question.items, places) { $0.id.text == id }
    }
  }

  private static func move<Row>(_ rows: inout [Row], _ places: Int, _ isIt: (Row) -> Bool) {
    guard let place = rows.firstIndex(where: isIt) else { return }
    let row = rows.remove(at: place)
    rows.insert(row, at: min(max(0, place + places), rows.count))
  }
}
