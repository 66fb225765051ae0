import Listen
import Values

/// The rounds that bring in what customers wrote.
extension PlanMaking {
  static let promoterships: [Promotership] = [.promoter, .passive, .detractor]

  private static var promotershipLabels: [RoundOption] {
    promoterships.map { RoundOption(id: ID($0.rawValue), text: .phrase("rounds.label.\($0.rawValue)")) }
  }

  /// Under a name of its own in the round: the comment's id would lead back to the response, and so to the customer.
  private static func option(_ comment: PlanComment, _ place: Int) -> RoundOption {
    RoundOption(id: id(place), text: words(comment), language: comment.language)
  }

  private static func id(_ place: Int) -> ID<RoundOption> { ID("c\(place + 1)") }

  private static func words(_ comment: PlanComment) -> Wording {
    .typed(comment.language == .nl ? LocalizedText(nl: comment.text) : LocalizedText(en: comment.text))
  }

  /// One who promotes and one who doesn't; without a recommendation two that differ.
  mutating func voice() throws(Missing) -> Filling {
    let pair = [
      CommentScreen.choose(1, from: unused { $0.promotership == .promoter }),
      CommentScreen.choose(1, from: unused { $0.promotership == .detractor }),
    ].flatMap { $0 }
    let chosen = pair.isEmpty ? CommentScreen.choose(2, from: unused()) : pair
    guard !chosen.isEmpty else { throw Missing(.noComments) }
    return Filling(
      options: take(chosen).enumerated().map { place, comment in
        var option = Self.option(comment, place)
        option.note = comment.promotership.map { .phrase("rounds.label.\($0.rawValue)") }
        return option
      })
  }

  /// Twelve comments, by who said them, or without a recommendation by what they are about.
  mutating func sortComments() throws(Missing) -> Filling {
    try sorting(12)
  }

  private mutating func sorting(_ count: Int) throws(Missing) -> Filling {
    let scored = unused { $0.promotership != nil }
    if Set(scored.compactMap(\.promotership)).count >= 2 {
      let chosen = shuffled(take(CommentScreen.choose(count, from: scored)))
      return Filling(
        options: chosen.enumerated().map { Self.option($1, $0) }, labels: Self.promotershipLabels,
        truth: RoundTruth(
          options: chosen.enumerated().map { RoundTruth.Option(Self.id($0), label: $1.promotership?.rawValue) },
          source: source))
    }
    let about = unused { $0.topic != nil }
    let topics = Set(about.compactMap(\.topic))
    guard topics.count >= 2 else { throw Missing(.noComments) }
    let chosen = shuffled(take(CommentScreen.choose(count, from: about)))
    let labels = chosen.reduce(into: [RoundOption]()) { known, comment in
      guard let topic = comment.topic, let name = comment.topicName, !known.contains(where: { $0.id == topic }) else {
        return
      }
      known.append(RoundOption(id: topic, text: .typed(name)))
    }
    return Filling(
      question: .phrase("rounds.question.sortByTopic", facts), options: chosen.enumerated().map { Self.option($1, $0) },
      labels: labels,
      truth: RoundTruth(
        options: chosen.enumerated().map { RoundTruth.Option(Self.id($0), label: $1.topic?.text) }, source: source))
  }

  /// By id, which says nothing of who wrote it.
  private func shuffled(_ comments: [PlanComment]) -> [PlanComment] {
    comments.sorted { String($0.id.text.reversed()) < String($1.id.text.reversed()) }
  }

  /// Six answers to read, and one question about the margin.
  mutating func readScore() throws(Missing) -> Filling {
    guard let score = material.scores.first else { throw Missing(.noScore) }
    guard material.hasEnough, let margin = score.line.margin else { throw Missing(.tooFewAnswers) }
    var filling: Filling
    do {
      filling = try sorting(6)
    } catch {
      // Without comments the question about the margin stands alone, and what is said to it as well.
      filling = Filling(
        question: .phrase("rounds.question.readScoreAlone", facts),
        opening: .phrase("rounds.script.readScoreAlone", facts),
        truth: RoundTruth(source: source))
    }
    // A change that a next wave could bring by chance alone: two thirds of the margin of one wave.
    let decimals = score.figure.decimals
    let unit = decimals == 0 ? 1.0 : 0.1
    let change = max(unit, (margin * 2 / 3 / unit).rounded(.down) * unit)
    var facts = facts
    facts["margin"] = .number(margin, decimals: decimals)
    facts["change"] = .number(change, decimals: decimals)
    facts["answers"] = .count(score.line.n)
    filling.help = .phrase("rounds.help.readScore.\(score.figure.rawValue)", facts)
    filling.options += ["better", "unsure", "worse"].map {
      RoundOption(id: ID("margin-\($0)"), text: .phrase("rounds.option.margin.\($0)"), isAnswer: true)
    }
    filling.attempts = 2
    // Who a promoter is, where nobody was asked to recommend.
    if score.figure == .mean { filling.unsaid = [2] }
    filling.truth = RoundTruth(
      figure: score.figure, value: score.line, options: filling.truth?.options ?? [], answer: "margin-unsure",
      source: source)
    return filling
  }

  /// Threes with a card each; what the observer looks for; and real words for the customer to begin with.
  mutating func conversation() -> Filling {
    let steps = ["acknowledge", "listen", "explain", "resolve", "record"]
    let words = CommentScreen.choose(1, from: unused { $0.promotership == .detractor })
    let spoken = take(words.isEmpty ? CommentScreen.choose(1, from: unused()) : words)
    let cards = ["customer", "employee", "observer"].map { role in
      var lines: [Wording] = (1...3).map { .phrase("rounds.card.\(role).\($0)") }
      if role == "customer" { lines += spoken.map(Self.words) }
      return RoundCard(id: role, title: .phrase("rounds.card.\(role)"), lines: lines)
    }
    return Filling(
      options: steps.map { RoundOption(id: ID($0), text: .phrase("rounds.option.step.\($0)")) }, cards: cards)
  }
}

extension PlanSlot {
  /// Whether a sentence under the question helps.
  var hasHelp: Bool {
    switch self {
    case .guess, .ourUnit, .ourScore, .readScore, .opening, .pause, .own, .checkOut, .dataDive, .routeInShort,
      .teamSessions:
      false
    default: true
    }
  }
}
