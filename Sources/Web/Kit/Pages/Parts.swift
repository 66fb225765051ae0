import Values

/// What to do next on this page's level: every page ends in one. Drawn by `{{>parts/next}}`.
struct NextStep: ViewModel {
  /// For whom: "Volgende stap voor directie en MT".
  let lead: Message
  let text: Message
  let action: Action
}

/// A button: a link, or a form that posts.
struct Action: ViewModel {
  let label: Message
  let link: Link
  let isPost: Bool

  init(_ label: Message, _ link: Link, isPost: Bool = false) {
    self.label = label
    self.link = link
    self.isPost = isPost
  }
}

/// A page with nothing on it yet: what it is for, and one button to begin. Drawn by `{{>parts/empty}}`.
struct EmptyState: ViewModel {
  let heading: Message
  let text: Message
  let action: Action?

  init(_ heading: Message, _ text: Message, action: Action? = nil) {
    self.heading = heading
    self.text = text
    self.action = action
  }
}

/// A large number with what it means. Several stand in a row: `<div class="figures">{{#figures}}{{>parts/figure}}{{/figures}}</div>`.
struct Figure: ViewModel {
  let value: Message.Fact
  let label: Message
  /// Its interval and what it is compared with.
  let note: Message?
  let method: MethodCard?

  init(_ value: Message.Fact, _ label: Message, note: Message? = nil, method: MethodCard? = nil) {
    self.value = value
    self.label = label
    self.note = note
    self.method = method
  }
}

/// How a number came about: formula, filter, n, missing, interval, wave, version of the question. Drawn by `{{>parts/method}}`.
struct MethodCard: ViewModel {
  let lines: [Line]

  struct Line: ViewModel {
    let term: Message
    let text: Message
  }

  init(_ lines: [(term: Message, text: Message)]) {
    self.lines = lines.map { Line(term: $0.term, text: $0.text) }
  }
}

/// Promoter, passive or detractor: always a word, a shape and a colour. Drawn by `{{>parts/stance}}`.
struct Stance: ViewModel, Hashable {
  enum Kind: String, Sendable, CaseIterable { case promoter, passive, detractor }

  let kind: String
  let name: Message
  let score: Message.Fact?

  init(_ kind: Kind, score: Int? = nil) {
    self.kind = kind.rawValue
    name = Message("kit.stance.\(kind.rawValue)")
    self.score = score.map(Message.Fact.count)
  }

  /// By the recommendation question, 0 to 10: 9 and 10 promote, 0 to 6 detract.
  init(recommendation score: Int) {
    self.init(score >= 9 ? .promoter : score >= 7 ? .passive : .detractor, score: score)
  }
}

/// What somebody said, in their words and their language. Drawn by `{{>parts/quote}}`.
struct Quote: ViewModel {
  let text: String
  let language: String?
  let stance: Stance?
  let about: [Detail]

  struct Detail: ViewModel {
    let text: Message
    let link: Link?
  }

  init(_ text: String, language: String? = nil, stance: Stance? = nil, about: [(Message, Link?)] = []) {
    self.text = text
    self.language = language
    self.stance = stance
    self.about = about.map { Detail(text: $0.0, link: $0.1) }
  }
}

/// Where one is in a long list. Drawn by `{{>parts/pager}}`.
struct Pager: ViewModel {
  let place: Message
  let previous: Link?
  let next: Link?

  /// Nothing where everything fits on one page.
  /// - Parameter page: counted from 1.
  init?(page: Int, size: Int, total: Int, link: (Int) -> Link) {
    let pages = (total + size - 1) / max(1, size)
    guard pages > 1 else { return nil }
    let page = min(max(1, page), pages)
    place = Message(
      "kit.pager.place",
      ["from": .count((page - 1) * size + 1), "to": .count(min(page * size, total)), "total": .count(total)]
    )
    previous = page > 1 ? link(page - 1) : nil
    next = page < pages ? link(page + 1) : nil
  }
}

/// How far long work is. Drawn by `{{>parts/progress}}`; the page that shows it reloads until it is done.
struct Progress: ViewModel {
  let text: Message
  /// Of 100; nothing while it can't be known.
  let share: Int?
  let cancel: Action?

  init(_ text: Message, done: Int, of total: Int?, cancel: Action? = nil) {
    self.text = text
    share = total.map { $0 > 0 ? min(100, done * 100 / $0) : 100 }
    self.cancel = cancel
  }
}
