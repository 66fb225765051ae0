import Act
import Localization
import People
import Values

/// What the customer's unit does about what they said, beside the steps of the talk.
struct GuideRouteView: ViewModel {
  let work: [Line]
  let isNothing: Bool
  let promises: [Line]
  let isNoPromise: Bool
  let doneHeading: Message
  let done: [Line]
  let hasDone: Bool

  struct Line: ViewModel {
    let text: Message
    let link: Link?
    let notes: [Message]
    let hasNotes: Bool

    init(text: Message, link: Link?, notes: [Message]) {
      self.text = text
      self.link = link
      self.notes = notes
      hasNotes = !notes.isEmpty
    }
  }

  init(_ route: GuideRoute) {
    work = route.work.map { work in
      Line(
        text: .verbatim(work.text), link: Self.link(work.kind),
        notes: [
          .verbatim(work.unit.name), Message("route.until", ["day": .day(work.due)]), Self.why(work.touch),
        ])
    }
    isNothing = work.isEmpty
    promises =
      route.promises.map { work in
        Line(
          text: Message(
            "followUps.route.promise.effect", ["effect": .text(work.effect ?? ""), "day": .day(work.due)]), link: nil,
          notes: [])
      }
      + (route.mayDecide.map { words in
        [Line(text: Message("followUps.route.promise.decide", ["words": .text(words)]), link: nil, notes: [])]
      } ?? [])
      + (route.maySpend.map { cents in
        [Line(text: Message("followUps.route.promise.spend", ["euros": RoomFacts.euros(cents)]), link: nil, notes: [])]
      } ?? [])
    isNoPromise = promises.isEmpty
    doneHeading = Message("followUps.route.done", ["day": .day(route.since)])
    done = route.done.map { done in
      Line(
        text: Message("followUps.route.did", ["title": .text(done.title), "result": .text(done.result)]),
        link: .action(done.action),
        notes: [.verbatim(done.unit.name), Message("route.ended", ["day": .day(done.on)])]
          + [done.touch.map(Self.why)].compactMap(\.self))
    }
    hasDone = !done.isEmpty
  }

  private static func link(_ kind: GuideRoute.Work.Kind) -> Link {
    switch kind {
    case .action(let id): .action(id)
    case .focus(let ambition, let unit): .ambition(ambition, from: unit)
    case .ambition(let id): .ambition(id)
    }
  }

  private static func why(_ touch: GuideRoute.Touch) -> Message {
    switch touch {
    case .words: Message("followUps.route.why.words")
    case .rated(let rated):
      Message("followUps.route.why.rated", ["name": .localized(rated.name), "score": .count(rated.score)])
    case .score(let score): Message("followUps.route.why.score", ["score": .count(score)])
    }
  }
}
