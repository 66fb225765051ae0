import Listen
import Localization
import Understand
import Values

/// Which topics there are, with what they find, and a form for another one.
struct TopicsPage: Page {
  static let template = "comments/topics"
  static let verb: Verb? = .understand
  let title: Message
  let lines: [Line]
  let retired: [Line]
  let hasRetired: Bool
  let form: TopicForm
  let preview: TopicFound?

  struct Line: ViewModel {
    let name: LocalizedText
    let link: Link
    let words: String
    let count: Message
    let share: Message.Fact?
    let restore: Link?
  }
}

/// One topic: its name, its words, and what they find.
struct TopicPage: Page {
  static let template = "comments/topic"
  static let verb: Verb? = .understand
  let title: Message
  let all: Link
  let form: TopicForm
  let found: TopicFound
  let isPreview: Bool
  let removal: Link?
  let restoration: Link?
}

/// The fields of a topic.
struct TopicForm: ViewModel {
  let link: Link
  let fields: [Field]
  let problems: FormProblems?
  let isNew: Bool

  init(_ topic: Topic?, _ link: Link, form: Form, problems: [String: Message]) {
    self.link = link
    isNew = topic == nil
    fields = [
      Field("nl", Message("comments.topics.nl"), form: form, or: topic?.name.nl ?? "", problems: problems),
      Field("en", Message("comments.topics.en"), form: form, or: topic?.name.en ?? "", problems: problems),
      Field(
        "words", Message("comments.topics.words"), kind: .area, form: form, or: Self.text(topic?.words ?? []),
        hint: Message("comments.topics.wordsHint"), problems: problems, isRequired: true),
      Field(
        "without", Message("comments.topics.without"), kind: .area, form: form, or: Self.text(topic?.without ?? []),
        hint: Message("comments.topics.withoutHint"), problems: problems),
    ]
    self.problems = FormProblems(problems, of: fields)
  }

  private static func text(_ patterns: [WordPattern]) -> String { patterns.map(\.text).joined(separator: ", ") }
}

/// What the words of a topic find.
struct TopicFound: ViewModel {
  let count: Message
  let quotes: [Quote]

  init(_ portrait: Topics.Portrait) {
    count = Message(
      "comments.topics.found",
      [
        "count": .count(portrait.tally.total), "promoters": .count(portrait.tally.promoters),
        "detractors": .count(portrait.tally.detractors),
      ])
    quotes = portrait.examples.map { Quote($0) }
  }
}

extension TopicsPage {
  init(
    _ portraits: [Topics.Portrait], total: Int, form: Form = Form(), problems: [String: Message] = [:],
    preview: Topics.Portrait? = nil
  ) {
    let lines = portraits.map { portrait in
      let topic = portrait.topic
      return Line(
        name: topic.name, link: .topic(topic.id), words: topic.words.map(\.text).joined(separator: ", "),
        count: Message("comments.kicker.count", ["count": .count(portrait.tally.total)]),
        share: total > 0 ? .percent(Double(portrait.tally.total) / Double(total), decimals: 0) : nil,
        restore: topic.isRetired ? .topicRestoration(topic.id) : nil)
    }
    self.lines = lines.filter { $0.restore == nil }
    retired = lines.filter { $0.restore != nil }
    hasRetired = !retired.isEmpty
    title = Message("comments.topics.title", ["count": .count(self.lines.count)])
    self.form = TopicForm(nil, .topics, form: form, problems: problems)
    self.preview = preview.map(TopicFound.init)
  }
}

extension TopicPage {
  init(
    _ portrait: Topics.Portrait, form: Form = Form(), problems: [String: Message] = [:], isPreview: Bool = false
  ) {
    let topic = portrait.topic
    title = Message("comments.topics.one", ["name": .localized(topic.name)])
    all = .topics
    self.form = TopicForm(topic, .topic(topic.id), form: form, problems: problems)
    found = TopicFound(portrait)
    self.isPreview = isPreview
    removal = topic.isRetired ? nil : .topicRemoval(topic.id)
    restoration = topic.isRetired ? .topicRestoration(topic.id) : nil
  }
}
