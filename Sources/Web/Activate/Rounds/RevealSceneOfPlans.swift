import Activate
import Values

/// What comes of the rounds in which people think up, weigh, decide and promise.
extension RevealScene {
  func placements(_ placed: [RoundResult.PlacedOption]) -> Scene {
    let now = placed.filter { $0.field == .doNow }
    let divided = placed.filter(\.isDivided)
    return Scene(
      Message("session.scene.placed", ["count": .count(now.count)]),
      lines: divided.isEmpty ? [] : [Message("session.scene.divided", ["count": .count(divided.count)])],
      drawing: GridChart(
        title: round.title.message,
        ideas: placed.map {
          GridChart.Idea(
            name: name($0.option), impact: $0.impact.median, effort: $0.effort.median, isDivided: $0.isDivided)
        }))
  }

  /// Objections are read aloud by the facilitator; the screen shows how many there are.
  func consent(_ lines: [RoundResult.ConsentResult]) -> Scene {
    let open = lines.filter { !$0.isConsented }
    let cards = lines.map { line in
      SceneCard(
        name(line.option),
        worth: Message(
          line.isConsented ? "session.scene.consented" : "session.scene.objections",
          ["count": .count(line.counts.prefix(3).reduce(0, +))]), picture: FistsChart(counts: line.counts))
    }
    return Scene(
      open.isEmpty
        ? Message("session.scene.allConsented")
        : Message("session.scene.notConsented", ["count": .count(open.count)]),
      lines: open.isEmpty ? [] : [Message("session.scene.hearObjections")], cards: cards)
  }

  /// How many held up how many fingers.
  static func fingers(_ counts: [Int]) -> Message {
    Message(
      "session.scene.fingers",
      [
        "list": .list(
          counts.enumerated().filter { $0.element > 0 }.map { .text("\($0.element) × \($0.offset)") })
      ])
  }

  func sorting(_ sorting: RoundResult.SortingResult) -> Scene {
    func label(_ id: ID<RoundOption>?) -> Message.Fact? {
      id.flatMap { id in round.labels.first { $0.id == id }?.text.fact }
    }
    // What the room reads otherwise than it is, first: that is what to talk about.
    let cards = sorting.lines.sorted { $0.worthTalking > $1.worthTalking }.map { line in
      let option = round.option(line.option)
      return SceneCard(
        option?.text.message ?? .verbatim(line.option.text),
        note: label(line.mostGiven).map {
          Message("session.scene.mostSaid", ["what": $0, "share": .percent(line.agreement, decimals: 0)])
        } ?? Message("session.scene.noMajority"),
        worth: label(line.truth).map {
          Message(
            line.truth == line.mostGiven ? "session.scene.truly" : "session.scene.trulyOther", ["what": $0])
        }, who: line.truth.flatMap { Stance.Kind(rawValue: $0.text) }, language: (option?.language ?? .nl).rawValue)
    }
    var lines: [Message] = []
    let answered = sorting.answeredRight.map {
      Message("session.scene.answeredRight", ["share": .percent($0, decimals: 0)])
    }
    if let answered, !cards.isEmpty { lines.append(answered) }
    if let value = truth?.value, let margin = value.margin {
      lines.append(
        Message(
          "session.scene.lesson",
          [
            "count": .count(value.n),
            "margin": .number(margin, decimals: (round.figure ?? truth?.figure)?.decimals ?? 1),
          ]))
    }
    return Scene(
      sorting.right.map { Message("session.scene.sorted", ["share": .percent($0, decimals: 0)]) }
        ?? (cards.isEmpty ? answered : nil) ?? Message("session.scene.sortedAlone"), lines: lines, cards: cards)
  }

  var words: Scene {
    let cards = ideas.map { idea in
      SceneCard(
        .verbatim(idea.text),
        note: idea.madeOf.isEmpty ? nil : Message("session.scene.madeOf", ["count": .count(idea.madeOf.count)]),
        worth: idea.count > 1 ? Message("session.scene.times", ["count": .count(idea.count)]) : nil)
    }
    return Scene(
      ideas.isEmpty
        ? Message("session.scene.wordsComing", ["count": .count(handedIn)])
        : Message("session.scene.words.\(round.kind.rawValue)", ["count": .count(ideas.count)]), cards: cards)
  }

  func asks(_ asks: [AskWords]) -> Scene {
    Scene(
      Message("session.scene.asks", ["count": .count(asks.count)]),
      cards: asks.map { ask in
        SceneCard(
          .verbatim(ask.what), kicker: ask.to.map { Message("session.scene.askTo", ["to": .text($0)]) },
          note: Message("session.scene.because", ["why": .text(ask.why)]))
      })
  }

  func commitments(_ commitments: [CommitmentWords]) -> Scene {
    Scene(
      Message("session.scene.commitments", ["count": .count(handedIn)]),
      lines: commitments.isEmpty ? [Message("session.scene.commitmentsPrivate")] : [],
      cards: commitments.map { words in
        SceneCard(
          Message("session.scene.ifThen", ["when": .text(words.when), "then": .text(words.then)]),
          worth: words.check.map { Message("session.scene.checkOn", ["day": .day($0)]) })
      })
  }

  func huddles(_ wishes: [RoundResult.HuddleWish]) -> Scene {
    func moment(_ wish: RoundResult.HuddleWish) -> Message {
      Message(
        "session.scene.moment",
        [
          "weekday": .phrase("session.weekdays.\(wish.weekday)"),
          "time": .text("\(wish.hour):\(wish.minute < 10 ? "0" : "")\(wish.minute)"),
        ])
    }
    guard let first = wishes.first else { return Scene(Message("session.scene.noHuddle")) }
    return Scene(
      Message(
        "session.scene.huddle",
        [
          "weekday": .phrase("session.weekdays.\(first.weekday)"),
          "time": .text("\(first.hour):\(first.minute < 10 ? "0" : "")\(first.minute)"),
        ]),
      drawing: BarsChart(
        title: round.title.message, what: Message("session.chart.people"),
        rows: wishes.prefix(6).map {
          BarsChart.Row(name: moment($0), value: Double($0.count), said: .count($0.count), isRight: $0 == first)
        }))
  }

  /// How many put their unit on which place, beside the figures without names.
  private func ownPlaces(_ marks: RoundResult.Marks) -> Scene {
    let units = truth?.options ?? []
    let rows = marks.tallies.enumerated().map { place, tally in
      let unit = units.indices.contains(place) ? units[place] : nil
      // Whoever stands above it could as well stand below it.
      let isTied = unit?.bestRank.map { $0 <= place } ?? false
      return BarsChart.Row(
        name: Message(
          "session.scene.placeOf",
          ["place": .count(tally.mark), "letter": .text(unit?.option.text ?? "–")]), value: Double(tally.count),
        said: .count(tally.count),
        note: unit?.line.map {
          Message(isTied ? "session.scene.placeTied" : "session.scene.placeFigure", ["value": measure.fact($0.value)])
        })
    }
    let isTied = units.enumerated().contains { place, unit in unit.bestRank.map { $0 <= place } ?? false }
    return Scene(
      Message("session.scene.ownPlace", ["above": .count(marks.aboveMiddle), "count": .count(handedIn)]),
      lines: [
        Message(
          "session.scene.ownPlaceRoom", ["room": .count(marks.tallies.count / 2), "count": .count(marks.tallies.count)])
      ], fine: isTied ? [Message("session.scene.ownPlaceTied")] : [],
      drawing: BarsChart(title: round.title.message, what: Message("session.chart.people"), rows: rows))
  }

  func marks(_ marks: RoundResult.Marks) -> Scene {
    if round.kind == .ownPlace { return ownPlaces(marks) }
    // What the ends of the scale mean stands where they are.
    func end(_ label: Wording?, _ key: String, _ mark: Int) -> Message {
      Message("session.scene.markNamed", ["mark": .count(mark), "name": label?.fact ?? .phrase(key)])
    }
    func name(_ mark: Int) -> Message {
      switch mark {
      case marks.tallies.first?.mark: end(round.scale?.lowLabel, "session.control.low", mark)
      case marks.tallies.last?.mark: end(round.scale?.highLabel, "session.control.high", mark)
      default: Message("session.control.step", ["value": .count(mark)])
      }
    }
    return Scene(
      Message("session.scene.mean", ["mean": .number(marks.mean, decimals: 1), "count": .count(handedIn)]),
      drawing: BarsChart(
        title: round.title.message, what: Message("session.chart.people"),
        rows: marks.tallies.map {
          BarsChart.Row(
            name: name($0.mark), value: Double($0.count), said: .count($0.count))
        }))
  }
}

extension RoundResult.SortingResult.Line {
  /// From 0, where all were right, to 2, where all were wrong in the same way.
  fileprivate var worthTalking: Double {
    guard let mostGiven else { return 1 }
    return truth == nil || truth == mostGiven ? 1 - agreement : 1 + agreement
  }
}
