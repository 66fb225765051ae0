import Act
import Listen
import Localization
import People
import Statistics
import Values

/// The customers that are to be spoken to: one's own today, or what is stuck in one's units.
struct FollowUpsPage: Page {
  static let template = "followUps/index"
  static let verb: Verb? = .act
  let title: Message
  let kicker: Message
  let tabs: [Tab]
  let lines: [FollowUpLine]
  let more: Link?
  let talks: [FollowUpLine]
  let hasTalks: Bool
  let empty: EmptyState?
  let rules: Link

  init(own list: FollowUpList, talks: [FollowUpList.Line], for tabs: [Tab], today: Day) {
    title = Self.title("own", list)
    kicker = Message("followUps.own.kicker")
    self.tabs = tabs
    lines = list.lines.map { FollowUpLine($0, today: today) }
    more = list.next.map { Link.followUps.with("after", $0.text) }
    self.talks = talks.map { FollowUpLine($0, today: today) }
    hasTalks = !talks.isEmpty
    empty =
      list.lines.isEmpty
      ? EmptyState(
        Message("followUps.own.emptyTitle"), Message("followUps.own.emptyText"),
        action: Action(Message("followUps.own.emptyAction"), .gestures)) : nil
    rules = .followUpRules
  }

  init(stuck list: FollowUpList, for tabs: [Tab], today: Day) {
    title = Self.title("stuck", list)
    kicker = Message("followUps.stuck.kicker")
    self.tabs = tabs
    lines = list.lines.map { FollowUpLine($0, today: today, showsOwner: true) }
    more = list.next.map { Link.stuckFollowUps.with("after", $0.text) }
    talks = []
    hasTalks = false
    empty =
      list.lines.isEmpty ? EmptyState(Message("followUps.stuck.emptyTitle"), Message("followUps.stuck.emptyText")) : nil
    rules = .followUpRules
  }

  /// One sentence: how many, and how many of those are late.
  static func title(_ which: String, _ list: FollowUpList) -> Message {
    let facts: [String: Message.Fact] = ["count": .count(list.due), "late": .count(list.late)]
    if list.due == 0 { return Message("followUps.title.\(which).none") }
    return list.late == 0
      ? Message("followUps.title.\(which).inTime", facts) : Message("followUps.title.\(which).late", facts)
  }
}

/// How many customers were spoken to within the term, in a unit and in those below it.
struct FollowUpSharePage: Page {
  static let template = "followUps/share"
  static let verb: Verb? = .act
  let title: Message
  let kicker: [Message]
  let tabs: [Tab]
  let figures: [Figure]
  let lines: [Line]
  let hasLines: Bool
  let rules: Link?

  struct Line: ViewModel {
    let name: String
    let link: Link
    let ended: Message.Fact
    let share: Message.Fact?
    let interval: Message?
  }

  init(_ share: FollowUpShare, for tabs: [Tab], rules: Link?) {
    self.tabs = tabs
    self.rules = rules
    kicker = [
      .verbatim(share.unit.name),
      Message("followUps.share.period", ["from": .day(share.from), "until": .day(share.until)]),
    ]
    let total = Self.facts(share.total)
    title =
      share.total.ended == 0
      ? Message("followUps.share.none") : Message("followUps.share.title", total)
    figures =
      share.total.ended == 0
      ? []
      : [
        Figure(
          total["share"] ?? .count(0), Message("followUps.share.inTime"), note: Message("followUps.share.note", total),
          method: MethodCard([
            (Message("followUps.method.what"), Message("followUps.method.whatText")),
            (Message("followUps.method.base"), Message("followUps.method.baseText", total)),
            (Message("followUps.method.interval"), Message("followUps.method.intervalText")),
          ]))
      ]
    lines = share.lines.map { line in
      let facts = Self.facts(line.count)
      return Line(
        name: line.unit.name, link: .followUpShare(line.unit.id), ended: .count(line.count.ended),
        share: facts["share"],
        interval: line.count.share?.interval == nil ? nil : Message("followUps.share.between", facts))
    }
    hasLines = !lines.isEmpty
  }

  private static func facts(_ count: FollowUpShare.Count) -> [String: Message.Fact] {
    guard let estimate = count.share else { return ["count": .count(count.ended)] }
    return [
      "count": .count(count.ended), "kept": .count(count.kept), "share": .percent(estimate.value / 100, decimals: 0),
      "low": .percent((estimate.interval?.low ?? estimate.value) / 100, decimals: 0),
      "high": .percent((estimate.interval?.high ?? estimate.value) / 100, decimals: 0),
    ]
  }
}
