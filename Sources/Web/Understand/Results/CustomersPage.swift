import Listen
import Localization
import People
import Understand
import Values

/// One wave as the front line reads it: who of my customers, or my team's, is what, what they said, and who moved.
struct CustomersPage: Page {
  static let template = "results/customers"
  static let verb: Verb? = .understand
  let title: Message
  let kicker: [Message]
  let tabs: [Tab]
  let research: ResearchChoice
  let window: [Message]
  let lines: [Line]
  let unnamed: Message?
  let empty: EmptyState?
  let exports: Exports?
  let isOfUnit: Bool

  struct Line: ViewModel {
    let name: String
    let owner: String?
    let stance: Stance?
    let grade: Message?
    let moved: Message?
    let answered: Instant
    let quotes: [Quote]
  }
}

extension CustomersPage {
  init(_ reading: OperationalReading, unit: Unit?, _ around: ReadingSurroundings) {
    let detractors = reading.count(.detractor)
    let promoters = reading.count(.promoter)
    title =
      reading.lines.isEmpty
      ? Message("results.customers.noneTitle")
      : Message(
        unit == nil ? "results.customers.own" : "results.customers.unit",
        [
          "count": .count(reading.lines.count), "detractors": .count(detractors), "promoters": .count(promoters),
          "unit": .text(unit?.name ?? ""),
        ])
    kicker = [unit.map { .verbatim($0.name) } ?? Message("results.customers.kicker")]
    tabs = around.tabs
    research = around.research
    window = around.window(unit == nil ? "ownCustomers" : "customers")
    isOfUnit = unit != nil
    exports = unit == nil || reading.lines.isEmpty ? nil : around.exports
    lines = reading.lines.map { line in
      Line(
        name: line.customer.name, owner: unit == nil ? nil : line.owner?.name,
        stance: line.recommendation.map { Stance(recommendation: Int($0.rounded(.down))) },
        grade: line.grade.map { Message("results.customers.grade", ["grade": .number($0, decimals: 0)]) },
        moved: line.moved.flatMap(Self.moved), answered: line.submittedAt,
        quotes: line.comments.map { Quote($0.text, language: $0.language.rawValue) })
    }
    unnamed = reading.unnamed > 0 ? Message("results.customers.unnamed", ["count": .count(reading.unnamed)]) : nil
    empty =
      reading.lines.isEmpty
      ? EmptyState(
        Message("results.customers.emptyTitle"),
        Message(reading.wave.kind == .imported ? "results.customers.emptyImported" : "results.customers.emptyText"),
        action: Action(
          Message("results.customers.emptyRead"), .strategic(around.place.survey, around.place.wave))) : nil
  }

  private static func moved(_ points: Double) -> Message? {
    guard points != 0 else { return nil }
    return Message(
      points > 0 ? "results.customers.rose" : "results.customers.fell", ["points": .number(abs(points), decimals: 0)])
  }
}

/// Nothing has been measured yet.
struct ResultsEmptyPage: Page {
  static let template = "results/empty"
  static let verb: Verb? = .understand
  let title = Message("results.empty.title")
  let empty: EmptyState

  static let examples = ["maker": ResultsEmptyPage(mayBegin: true), "reader": ResultsEmptyPage(mayBegin: false)]

  init(mayBegin: Bool) {
    empty = EmptyState(
      Message("results.empty.heading"), Message("results.empty.text"),
      action: mayBegin ? Action(Message("results.empty.begin"), Verb.listen.link) : nil)
  }
}
