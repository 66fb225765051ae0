import Foundation
import Values

extension RoundCounting {
  var placements: [RoundResult.PlacedOption] {
    let all = contributions.flatMap { contribution -> [Contribution.Placement] in
      if case .placements(let placed) = contribution { placed } else { [] }
    }
    return round.options.compactMap { option in
      let own = all.filter { $0.option == option.id }
      guard own.count >= round.policy.minimumGroup, let impact = Spread(own.map { Double($0.impact) }),
        let effort = Spread(own.map { Double($0.effort) })
      else { return nil }
      return RoundResult.PlacedOption(option: option.id, impact: impact, effort: effort)
    }
  }

  var consent: [RoundResult.ConsentResult] {
    let all = contributions.flatMap { contribution -> [Contribution.Fist] in
      if case .fists(let fists) = contribution { fists } else { [] }
    }
    return round.options.map { option in
      let own = all.filter { $0.option == option.id }
      var counts = [Int](repeating: 0, count: 6)
      for fist in own where counts.indices.contains(fist.fingers) { counts[fist.fingers] += 1 }
      return RoundResult.ConsentResult(
        option: option.id, counts: counts, objections: own.filter { $0.fingers < 3 }.compactMap(\.reason).sorted())
    }
  }

  var sorting: RoundResult.SortingResult {
    let handedIn = contributions.compactMap { contribution -> ([Contribution.Sorted], ID<RoundOption>?)? in
      if case .sorting(let sorted, let answer) = contribution { (sorted, answer) } else { nil }
    }
    let all = handedIn.flatMap(\.0)
    let lines = round.options.filter { !$0.isAnswer }.map { option -> RoundResult.SortingResult.Line in
      let own = all.filter { $0.option == option.id }
      let counts = round.labels.map { label in own.count { $0.label == label.id } }
      let most = counts.max() ?? 0
      let mostGiven = zip(round.labels, counts).filter { $0.1 == most && most > 0 }.map(\.0.id)
      return RoundResult.SortingResult.Line(
        option: option.id, counts: counts, mostGiven: mostGiven.count == 1 ? mostGiven.first : nil,
        truth: truth?.option(option.id)?.label.map { ID($0) },
        agreement: own.isEmpty ? 0 : Double(most) / Double(own.count))
    }
    let judged = all.filter { truth?.option($0.option)?.label != nil }
    let right = judged.count { truth?.option($0.option)?.label == $0.label.text }
    let answers = handedIn.compactMap(\.1)
    return RoundResult.SortingResult(
      lines: lines, right: judged.isEmpty ? nil : Double(right) / Double(judged.count),
      answeredRight: truth?.answer == nil || answers.isEmpty
        ? nil : Double(answers.count { $0 == truth?.answer }) / Double(answers.count))
  }

  /// What the foursomes picked; everybody's own lists where no foursome picked anything.
  var ideas: [RoundResult.SharedWords] {
    let picked = words { $0.picked.map { [$0] } ?? [] }
    return picked.isEmpty ? words { $0.texts } : picked
  }

  func words(_ of: (Contribution) -> [String]) -> [RoundResult.SharedWords] {
    Self.counted(contributions.flatMap(of))
  }

  /// The same words once, with how often they came, in alphabetical order: not in that of handing in.
  static func counted(_ texts: [String]) -> [RoundResult.SharedWords] {
    Dictionary(grouping: texts) { IdeaBoard.id(of: $0) }.compactMap { id, same in
      same.min().map { RoundResult.SharedWords(id: id, text: $0, count: same.count) }
    }.sorted { ($0.text, $0.id) < ($1.text, $1.id) }
  }

  var commitments: [CommitmentWords] {
    contributions.compactMap { contribution -> CommitmentWords? in
      guard case .commitment(var words) = contribution, words.visibility == .team else { return nil }
      words.buddy = nil
      return words
    }.sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
  }

  /// Everything of it, so that equal places are equal commitments.
  private static func order(_ words: CommitmentWords) -> [String] {
    [
      words.when, words.then, words.cue.rawValue, words.theme?.text ?? "", "\(words.confidence)",
      words.check?.text ?? "",
      "\(words.isRehearsed)",
    ]
  }

  var asks: [AskWords] {
    contributions.compactMap { if case .ask(let words) = $0 { words } else { nil } }
      .sorted {
        ($0.what, $0.why, $0.to ?? "", $0.otherwise ?? "") < ($1.what, $1.why, $1.to ?? "", $1.otherwise ?? "")
      }
  }

  /// The moment that suits most comes first, then the earliest in the week.
  var huddles: [RoundResult.HuddleWish] {
    let moments = contributions.compactMap { contribution -> [Int]? in
      if case .huddle(let weekday, let hour, let minute) = contribution { [weekday, hour, minute] } else { nil }
    }
    return Dictionary(grouping: moments) { $0 }.map { moment, same in
      RoundResult.HuddleWish(weekday: moment[0], hour: moment[1], minute: moment[2], count: same.count)
    }.sorted { ($1.count, $0.weekday, $0.hour, $0.minute) < ($0.count, $1.weekday, $1.hour, $1.minute) }
  }
}

extension Contribution {
  var texts: [String] { if case .texts(let texts, _) = self { texts } else { [] } }
  var picked: String? { if case .texts(_, let picked) = self { picked } else { nil } }
}
