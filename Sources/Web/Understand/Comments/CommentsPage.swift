import Listen
import Localization
import People
import Understand
import Values

/// What customers wrote: what promoters say that detractors don't, about what, and the words themselves.
struct CommentsPage: Page {
  static let template = "comments/index"
  static let verb: Verb? = .understand
  let title: Message
  let kicker: [Message]
  let path: [TacticalPage.UnitLink]
  let tabs: [Tab]
  let research: ResearchChoice
  let window: [Message]
  let words: Words?
  let topics: [TopicLine]
  let editTopics: Link?
  let filters: Filters
  let found: Message
  let lines: [Line]
  let pager: Pager?
  let exports: Exports?
  let empty: EmptyState?
  let next: NextStep?
  let hasPath: Bool
  let hasTopics: Bool
  let hasComments: Bool

  /// The words that tell promoters from detractors, or why there are none.
  struct Words: ViewModel {
    let note: Message?
    let sides: [Side]
    let method: MethodCard

    struct Side: ViewModel {
      let stance: Stance
      let words: [Word]
    }
    struct Word: ViewModel {
      let text: String
      let language: Language
      let link: Link
      let count: Message
    }
  }

  struct TopicLine: ViewModel {
    let name: LocalizedText
    let link: Link
    let isChosen: Bool
    let count: Message.Fact
    let promoters: Message.Fact?
    let detractors: Message.Fact?
  }

  struct Filters: ViewModel {
    let link: Link
    let search: Field
    let choices: [Choice]
    let all: Link?
  }

  struct Line: ViewModel {
    let quote: Quote
    let coding: Coding?
  }

  /// The form by which a person says what a comment is about.
  struct Coding: ViewModel {
    let link: Link
    let back: Link
    let options: [Option]

    struct Option: ViewModel {
      let value: String
      let name: LocalizedText
      let isChosen: Bool
    }
  }
}

extension CommentsPage {
  init(_ reading: CommentReading, _ around: ReadingSurroundings) {
    let links = CommentLinks(reading, around)
    let wish = reading.wish
    title = Self.title(reading, around.book)
    kicker =
      [.verbatim(reading.unit.name)] + (wish.isAllWaves ? [Message("comments.kicker.allWaves")] : [])
      + [Message("comments.kicker.count", ["count": .count(reading.whole.total)])]
    path =
      reading.path.count < 2
      ? []
      : reading.path.map { unit in
        TacticalPage.UnitLink(
          name: unit.name,
          link: unit.id != reading.unit.id && around.member.may(.readUnit, on: unit.id) ? links.unit(unit) : nil)
      }
    tabs = around.tabs
    research = around.research
    window = around.window("comments")
    words = reading.whole.total == 0 ? nil : Words(reading, links)
    topics = reading.topics.filter { $0.tally.total > 0 }.map { TopicLine($0, reading, links) }
    editTopics = around.member.may(.editTopics) ? .topics : nil
    filters = Filters(reading, links, around.book)
    found = Message(
      wish.isNarrow ? "comments.found.some" : "comments.found.all",
      ["count": .count(reading.found.total), "total": .count(reading.whole.total)])
    let textQuestions = reading.survey.document.questions.filter { $0.kind == .text }
    let frame = reading.topics.map(\.topic).sorted {
      $0.name.text(in: around.book.language) < $1.name.text(in: around.book.language)
    }
    lines = reading.lines.map { line in
      Line(
        quote: links.quote(line, questions: textQuestions),
        coding: around.member.may(.editTopics)
          ? Coding(
            link: .commentTopics(line.comment.id), back: links.here,
            options: frame.map { topic in
              Coding.Option(
                value: topic.id.text, name: topic.name, isChosen: line.topics.contains { $0.id == topic.id })
            }) : nil)
    }
    pager = links.pager(around.book)
    exports =
      reading.found.total > 0 && around.member.may(.export, on: reading.unit.id)
      ? Exports(links.export("csv"), links.export("xlsx")) : nil
    empty =
      reading.whole.total == 0
      ? EmptyState(Message("comments.empty.title"), Message("comments.empty.text")) : nil
    next = Self.next(reading, around)
    hasPath = !path.isEmpty
    hasTopics = !topics.isEmpty || (editTopics != nil && reading.whole.total > 0)
    hasComments = reading.whole.total > 0
  }

  /// The finding: which words tell promoters from detractors; else how many wrote something.
  private static func title(_ reading: CommentReading, _ book: Phrasebook) -> Message {
    guard reading.whole.total > 0 else { return Message("comments.title.none") }
    func few(_ words: [TellingWords.Word]) -> Message.Fact {
      .list(words.prefix(3).map { .text(book.language == .nl ? "‘\($0.text)’" : "“\($0.text)”") })
    }
    let (praise, complaints) = (reading.words.promoters, reading.words.detractors)
    let facts = ["promoters": few(praise), "detractors": few(complaints)]
    return switch (praise.isEmpty, complaints.isEmpty) {
    case (false, false): Message("comments.title.both", facts)
    case (false, true): Message("comments.title.promoters", facts)
    case (true, false): Message("comments.title.detractors", facts)
    case (true, true): Message("comments.title.count", ["count": .count(reading.whole.total)])
    }
  }

  private static func next(_ reading: CommentReading, _ around: ReadingSurroundings) -> NextStep? {
    guard reading.whole.total > 0 else { return nil }
    let place = around.place
    if around.member.may(.readNamed, on: reading.unit.id) {
      return NextStep(
        lead: Message("comments.next.managerLead"), text: Message("comments.next.manager"),
        action: Action(
          Message("comments.next.customers"), .unitCustomers(place.survey, place.wave, reading.unit.id)))
    }
    let isWhole = reading.path.count < 2
    return NextStep(
      lead: Message("comments.next.boardLead"), text: Message("comments.next.board"),
      action: Action(
        Message("comments.next.figures"),
        isWhole ? .strategic(place.survey, place.wave) : .tactical(place.survey, place.wave, reading.unit.id)))
  }
}

extension CommentsPage.Words {
  init(_ reading: CommentReading, _ links: CommentLinks) {
    let words = reading.words
    sides = [
      Side(
        stance: Stance(.promoter),
        words: words.promoters.map { CommentsPage.Words.Word($0, .promoter, count: $0.promoters, links) }),
      Side(
        stance: Stance(.detractor),
        words: words.detractors.map { CommentsPage.Words.Word($0, .detractor, count: $0.detractors, links) }),
    ].filter { !$0.words.isEmpty }
    note =
      !words.isEnough
      ? Message("comments.words.tooFew", ["needed": .count(TellingWords.fewestComments)])
      : sides.isEmpty ? Message("comments.words.alike") : nil
    method = MethodCard([
      (Message("results.method.formula"), Message("comments.words.formula")),
      (
        Message("results.method.base"),
        Message(
          "comments.words.base",
          ["promoters": .count(words.promoterComments), "detractors": .count(words.detractorComments)])
      ),
      (Message("comments.words.leftOutTerm"), Message("comments.words.leftOut")),
    ])
  }
}

extension CommentsPage.Words.Word {
  init(_ word: TellingWords.Word, _ promotership: Promotership, count: Int, _ links: CommentLinks) {
    text = word.text
    language = word.language
    link = links.narrowed { wish in
      wish.search = word.text
      wish.promotership = promotership
    }
    self.count = Message("comments.words.count", ["count": .count(count)])
  }
}

extension CommentsPage.TopicLine {
  init(_ line: CommentReading.TopicLine, _ reading: CommentReading, _ links: CommentLinks) {
    func share(_ count: Int, of total: Int) -> Message.Fact? {
      total > 0 ? .percent(Double(count) / Double(total), decimals: 0) : nil
    }
    name = line.topic.name
    link = links.narrowed { $0.topic = line.topic.id }
    isChosen = reading.wish.topic == line.topic.id
    count = .count(line.tally.total)
    promoters = share(line.tally.promoters, of: reading.whole.promoters)
    detractors = share(line.tally.detractors, of: reading.whole.detractors)
  }
}

extension CommentsPage.Filters {
  /// What a list sends where nothing was chosen: an empty value of a required list would be refused.
  static let any = "any"

  init(_ reading: CommentReading, _ links: CommentLinks, _ book: Phrasebook) {
    typealias Option = (value: String, label: Message, note: Message?)
    let wish = reading.wish
    func list(_ name: String, _ label: Message, any: Message, _ options: [Option], chosen: String?) -> Choice {
      Choice(
        name, label, kind: .list, options: [(Self.any, any, nil)] + options, or: [chosen ?? Self.any],
        isRequired: true)
    }
    link = links.base
    search = Field(
      "words", Message("comments.filters.words"), kind: .search, or: wish.search,
      hint: Message("comments.filters.wordsHint"), isRequired: false)
    let questions = reading.survey.document.questions.filter { $0.kind == .text }
    var choices = [
      list(
        "stance", Message("comments.filters.stance"), any: Message("comments.filters.anyone"),
        Promotership.allCases.map { ($0.rawValue, Message("kit.stance.\($0.rawValue)"), nil) },
        chosen: wish.promotership?.rawValue),
      list(
        "topic", Message("comments.filters.topic"), any: Message("comments.filters.anything"),
        reading.topics.map { ($0.topic.id.text, .verbatim($0.topic.name.text(in: book.language)), nil) },
        chosen: wish.topic?.text),
      list(
        "language", Message("comments.filters.language"), any: Message("comments.filters.anyLanguage"),
        Language.allCases.map { ($0.rawValue, Message("comments.languages.\($0.rawValue)"), nil) },
        chosen: wish.language?.rawValue),
      list(
        "waves", Message("comments.filters.waves"), any: .verbatim(reading.wave.name),
        [("all", Message("comments.kicker.allWaves"), nil)], chosen: wish.isAllWaves ? "all" : nil),
    ]
    if questions.count > 1 {
      choices.insert(
        list(
          "question", Message("comments.filters.question"), any: Message("comments.filters.anyQuestion"),
          questions.map { ($0.id.text, .verbatim($0.text.text(in: book.language)), nil) }, chosen: wish.question?.text),
        at: 2)
    }
    self.choices = choices
    all = wish.isNarrow ? links.base.with("waves", wish.isAllWaves ? "all" : nil) : nil
  }
}
