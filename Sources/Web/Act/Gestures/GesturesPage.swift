import Act
import Localization
import People
import Values

/// Today: for whom, what, and what others did.
struct GesturesPage: Page {
  static let template = "gestures/index"
  static let verb: Verb? = .act
  let title: Message
  let tabs: [Tab]
  let suggestions: [SuggestionView]
  let hasSuggestions: Bool
  let begin: Link?
  let room: Message?
  let roomWords: String?
  /// The beginning of each list that holds something.
  let lists: [List]
  let isNobodys: Bool
  let ownIdeas: [IdeaView]
  let ideas: [IdeaView]
  let hasIdeas: Bool
  let moreIdeas: Link?
  let felt: Felt?

  /// A handful of gestures, and where the rest is.
  struct List: ViewModel {
    let heading: Message
    let lead: Message?
    let lines: [GestureView]
    let more: Link?
    let moreName: Message

    init(_ list: GestureList, _ lines: [GestureLine]) {
      heading = list.heading
      lead = list.lead
      self.lines = lines.prefix(Gestures.handful).map(GestureView.init)
      more = lines.count > Gestures.handful ? .gestures(list) : nil
      moreName = Message("gestures.more.\(list.rawValue)")
    }
  }

  struct Felt: ViewModel {
    let base: Message
    let figures: [Figure]
  }

  init(_ day: Gestures.Day, worksWithCustomers: Bool, tabs: [Tab]) {
    self.tabs = tabs
    title = Message(worksWithCustomers ? "gestures.title.own" : "gestures.title.others")
    suggestions = day.suggestions.map(SuggestionView.init)
    hasSuggestions = !suggestions.isEmpty
    begin = worksWithCustomers ? .newGesture : nil
    room = worksWithCustomers ? RoomFacts.own(day.room) : nil
    roomWords = day.room.flatMap { $0.room.words.isEmpty ? nil : $0.room.words }
    lists = [
      List(.planned, day.planned), List(.unfelt, day.unfelt), List(.stories, day.stories), List(.shared, day.shared),
    ].filter { !$0.lines.isEmpty }
    isNobodys = day.shared.isEmpty
    ownIdeas = day.ideas.prefix(Gestures.handful).map { IdeaView($0, for: nil, isOpen: worksWithCustomers) }
    ideas = worksWithCustomers ? Array(IdeaView.usual(for: nil).prefix(Gestures.handful)) : []
    hasIdeas = !ownIdeas.isEmpty || !ideas.isEmpty
    moreIdeas = worksWithCustomers || day.ideas.count > Gestures.handful ? .gestures(.ideas) : nil
    felt = day.felt.means.map { means in
      func figure(_ name: String, _ mean: Double) -> Figure {
        Figure(.number(mean, decimals: 1), Message("gestures.felt.\(name)"))
      }
      return Felt(
        base: Message(
          "gestures.felt.base", ["count": .count(day.felt.gestures), "makers": .count(day.felt.makers)]),
        figures: [
          figure("control", means.control), figure("creativity", means.creativity), figure("impact", means.impact),
        ])
    }
  }
}

extension GestureList {
  fileprivate var heading: Message {
    switch self {
    case .planned: Message("gestures.planned")
    case .unfelt: Message("gestures.unfelt")
    case .stories: Message("gestures.stories")
    case .shared: Message("gestures.shared")
    case .ideas: Message("gestures.ideas")
    }
  }

  fileprivate var lead: Message? { self == .stories ? Message("gestures.stories.lead") : nil }
}

/// One list of the day's page, to its end.
struct GestureListPage: Page {
  static let template = "gestures/list"
  static let verb: Verb? = .act
  let title: Message
  let back = Link.gestures
  let lead: Message?
  let lines: [GestureView]
  let ownIdeas: [IdeaView]
  let ideas: [IdeaView]
  let hasLines: Bool
  let hasIdeas: Bool
  let isEmpty: Bool
  let more: Link?

  init(_ list: GestureList, _ page: Gestures.ListPage, worksWithCustomers: Bool) {
    title = list.heading
    lead = list.lead
    lines = page.lines.map(GestureView.init)
    ownIdeas = page.ideas.map { IdeaView($0, for: nil, isOpen: worksWithCustomers) }
    ideas = list == .ideas && worksWithCustomers ? IdeaView.usual(for: nil) : []
    hasLines = !lines.isEmpty
    hasIdeas = !ownIdeas.isEmpty || !ideas.isEmpty
    isEmpty = !hasLines && !hasIdeas
    more = page.next.map { Link.gestures(list).with("after", $0.text) }
  }
}

/// For whom? One's own customers, by name.
struct GestureChoosePage: Page {
  static let template = "gestures/choose"
  static let verb: Verb? = .act
  let title = Message("gestures.choose.title")
  let back = Link.gestures
  let action = Link.newGesture
  let search: Field
  let hidden: [Kept]
  let customers: [Line]
  let isNobody: Bool

  struct Line: ViewModel {
    let name: String
    let link: Link
  }

  struct Kept: ViewModel { let name, value: String }

  init(_ customers: [Customer], form: Form) {
    search = Field("name", Message("gestures.choose.search"), kind: .search, form: form)
    hidden = ["idea", "usual"].filter { !form[$0].isEmpty }.map { Kept(name: $0, value: form[$0]) }
    self.customers = customers.map { customer in
      Line(
        name: customer.name,
        link: Link.newGesture(for: customer.id).with("idea", form["idea"].isEmpty ? nil : form["idea"])
          .with("usual", form["usual"].isEmpty ? nil : form["usual"]))
    }
    isNobody = customers.isEmpty
  }
}

/// Something for a customer, before it is taken up.
struct GestureNewPage: Page {
  static let template = "gestures/new"
  static let verb: Verb? = .act
  let title: Message
  let back = Link.gestures
  let room: Message
  let form: GestureForm
  let ownIdeas: [IdeaView]
  let ideas: [IdeaView]

  init(
    _ customer: Customer, _ room: UsedRoom?, _ ideas: [GestureIdea], words: String, today: Day, form: Form,
    problems: [String: Message] = [:]
  ) {
    title = Message("gestures.new.title", ["customer": .text(customer.name)])
    self.room = RoomFacts.own(room)
    self.form = GestureForm(
      link: .gestures, words: words, cost: "", on: today.text, isShared: true, button: "gestures.keep",
      hidden: [
        ("customer", customer.id.text), ("followUp", form["followUp"]), ("idea", form["idea"]),
      ], form: form.has("words") ? form : Form(), problems: problems)
    ownIdeas = ideas.map { IdeaView($0, for: customer.id) }
    self.ideas = IdeaView.usual(for: customer.id)
  }
}

/// The fields of a gesture.
struct GestureForm: ViewModel {
  let link: Link
  let hidden: [GestureChoosePage.Kept]
  let problems: FormProblems?
  let fields: [Field]
  let share: Choice
  let button: Message

  init(
    link: Link, words: String, cost: String, on day: String, isShared: Bool, button: String,
    hidden: [(String, String)], form: Form, problems: [String: Message]
  ) {
    self.link = link
    self.hidden = hidden.filter { !$0.1.isEmpty }.map { GestureChoosePage.Kept(name: $0.0, value: $0.1) }
    fields = [
      Field(
        "words", Message("gestures.words"), kind: .area, form: form, or: words, hint: Message("gestures.wordsHint"),
        problems: problems, isRequired: true),
      Field(
        "cost", Message("gestures.cost"), kind: .number, form: form, or: cost, hint: Message("gestures.costHint"),
        problems: problems),
      Field(
        "plannedOn", Message("gestures.on"), kind: .date, form: form, or: day, problems: problems, isRequired: true),
    ]
    share = Choice(
      "share", Message("gestures.share"), kind: .boxes,
      options: [("yes", Message("gestures.shareYes"), nil)], form: form, or: isShared ? ["yes"] : [], isRequired: true)
    self.problems = FormProblems(problems, of: fields)
    self.button = Message(button)
  }

  static func draft(_ form: Form) throws -> GestureDraft {
    try GestureDraft(
      words: form.text("words"), cost: form["cost"], plannedOn: Day(text: form["plannedOn"]),
      isShared: form.all("share").contains("yes"), idea: form.id("idea"))
  }
}
