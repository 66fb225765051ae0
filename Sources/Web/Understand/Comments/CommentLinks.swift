import Listen
import Localization
import People
import Understand
import Values

/// Where one can go from a page of comments.
struct CommentLinks {
  let reading: CommentReading
  let place: ReadingPlace
  let base: Link
  private let book: Phrasebook

  init(_ reading: CommentReading, _ around: ReadingSurroundings) {
    self.reading = reading
    place = around.place
    book = around.book
    base = Self.base(around.place, isWhole: around.member.tree.roots.first?.id == around.place.unit)
  }

  static func base(_ place: ReadingPlace, isWhole: Bool) -> Link {
    isWhole ? .comments(place.survey, place.wave) : .unitComments(place.survey, place.wave, place.unit)
  }

  /// This page, as it was asked.
  var here: Link {
    switch reading.wish.page {
    case .newest: reading.wish.link(base)
    case .after(let id): reading.wish.link(base).with("after", id.text)
    case .before(let id): reading.wish.link(base).with("before", id.text)
    }
  }

  func unit(_ unit: Unit) -> Link {
    unit.id == reading.path.first?.id
      ? .comments(place.survey, place.wave) : .unitComments(place.survey, place.wave, unit.id)
  }

  /// From all comments of the place to some of them.
  func narrowed(_ narrow: (inout CommentWish) -> Void) -> Link {
    var wish = CommentWish()
    wish.isAllWaves = reading.wish.isAllWaves
    narrow(&wish)
    return wish.link(base)
  }

  func export(_ format: String) -> Link {
    reading.wish.link(.unitExport(place.survey, place.wave, place.unit, "comments.\(format)"))
  }

  func pager(_ book: Phrasebook) -> Pager? {
    guard let first = reading.lines.first?.comment.id, let last = reading.lines.last?.comment.id else { return nil }
    let shown = reading.offset + reading.lines.count
    guard reading.offset > 0 || shown < reading.found.total else { return nil }
    let plain = reading.wish.link(base)
    return Pager(
      place: Message(
        "kit.pager.place",
        ["from": .count(reading.offset + 1), "to": .count(shown), "total": .count(reading.found.total)]),
      previous: reading.offset == 0
        ? nil : reading.offset <= Comments.pageSize ? plain : plain.with("before", first.text),
      next: shown < reading.found.total ? plain.with("after", last.text) : nil)
  }

  /// A comment with what may be said of who wrote it: not their name.
  func quote(_ line: CommentReading.Line, questions: [Question]) -> Quote {
    var about: [(Message, Link?)] = []
    if let unit = line.unit, unit.id != reading.unit.id { about.append((.verbatim(unit.name), nil)) }
    if reading.wish.isAllWaves, let wave = line.wave { about.append((.verbatim(wave.name), nil)) }
    if questions.count > 1, let question = questions.first(where: { $0.id == line.comment.question }) {
      about.append((.verbatim(question.text.text(in: book.language)), nil))
    }
    about += line.topics.map { topic in
      (.verbatim(topic.name.text(in: book.language)), narrowed { $0.topic = topic.id })
    }
    // What came of it: from here up to the decision, and down to the action.
    about.append((Message("route.trail.link"), .trail(line.comment.id)))
    return Quote(line.comment, about: about)
  }
}

extension Quote {
  init(_ comment: Comment, about: [(Message, Link?)] = []) {
    self.init(
      comment.text, language: comment.language.rawValue,
      stance: comment.recommendation.flatMap { score in
        Promotership(recommendation: score).map { _ in Stance(recommendation: Int(score.rounded(.down))) }
      }, about: about)
  }
}

extension Pager {
  /// For a list that is walked from one thing to the next, without numbered pages.
  init(place: Message, previous: Link?, next: Link?) {
    self.place = place
    self.previous = previous
    self.next = next
  }
}
