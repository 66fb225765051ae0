import Listen
import Localization
import Understand
import Values

/// What the pages about comments look like.
extension CommentsPage {
  static let examples: [String: CommentsPage] = [
    "usual": example(mayEdit: true), "few comments": example(mayEdit: false), "nobody wrote": nothing,
  ]

  private static func example(mayEdit: Bool) -> CommentsPage {
    CommentsPage(
      title: mayEdit
        ? Message(
          "comments.title.both",
          [
            "promoters": .list([.text("‘monteur’"), .text("‘meteen’")]),
            "detractors": .list([.text("‘teruggebeld’"), .text("‘wacht’")]),
          ]) : Message("comments.title.count", ["count": .count(14)]),
      kicker: [
        .verbatim("De Linde"), .verbatim("Najaar 2026"), Message("comments.kicker.count", ["count": .count(945)]),
      ],
      path: mayEdit
        ? [] : [TacticalPage.UnitLink(name: "De Linde", link: .results), .init(name: "Regio Zuid", link: nil)],
      tabs: [Tab(Message("comments.tab"), .results, isCurrent: true)], research: .example, window: [],
      words: Words(
        note: mayEdit ? nil : Message("comments.words.tooFew", ["needed": .count(20)]),
        sides: mayEdit
          ? [
            .init(
              stance: Stance(.promoter),
              words: [
                .init(
                  text: "monteur", language: .nl, link: .results,
                  count: Message("comments.words.count", ["count": .count(31)]))
              ]),
            .init(
              stance: Stance(.detractor),
              words: [
                .init(
                  text: "teruggebeld", language: .nl, link: .results,
                  count: Message("comments.words.count", ["count": .count(1)]))
              ]),
          ] : [],
        method: MethodCard([
          (Message("results.method.formula"), Message("comments.words.formula")),
          (
            Message("results.method.base"),
            Message("comments.words.base", ["promoters": .count(301), "detractors": .count(244)])
          ),
          (Message("comments.words.leftOutTerm"), Message("comments.words.leftOut")),
        ])),
      topics: [
        TopicLine(
          name: LocalizedText(nl: "Bereikbaarheid", en: "Reachability"), link: .results, isChosen: false,
          count: .count(211), promoters: .percent(0.12, decimals: 0), detractors: .percent(0.41, decimals: 0)),
        TopicLine(
          name: LocalizedText(nl: "Informatievoorziening aan huurders en verenigingen van eigenaren"), link: .results,
          isChosen: true, count: .count(3), promoters: nil, detractors: nil),
      ],
      editTopics: mayEdit ? .topics : nil,
      filters: Filters(
        link: .results,
        search: Field(
          "words", Message("comments.filters.words"), kind: .search, hint: Message("comments.filters.wordsHint")),
        choices: [
          Choice(
            "stance", Message("comments.filters.stance"), kind: .list,
            options: [("any", Message("comments.filters.anyone"), nil)], isRequired: true)
        ], all: mayEdit ? nil : .results),
      found: Message("comments.found.some", ["count": .count(12), "total": .count(945)]),
      lines: [
        Line(
          quote: Quote(
            "Drie keer gebeld en nooit teruggebeld.", language: "nl", stance: Stance(recommendation: 4),
            about: [(.verbatim("Team Eindhoven"), nil), (.verbatim("Bereikbaarheid"), .results)]),
          coding: mayEdit
            ? Coding(
              link: .topics, back: .results,
              options: [
                .init(value: "reach", name: LocalizedText(nl: "Bereikbaarheid", en: "Reachability"), isChosen: true),
                .init(value: "price", name: LocalizedText(nl: "Prijs", en: "Price"), isChosen: false),
              ]) : nil),
        Line(quote: Quote("They called me back within the hour.", language: "en"), coding: nil),
      ],
      pager: Pager(
        place: Message("kit.pager.place", ["from": .count(1), "to": .count(20), "total": .count(945)]), previous: nil,
        next: .results),
      exports: mayEdit ? Exports(.results, .results) : nil, empty: nil,
      next: NextStep(
        lead: Message("comments.next.boardLead"), text: Message("comments.next.board"),
        action: Action(Message("comments.next.figures"), .results)), hasPath: !mayEdit, hasTopics: true,
      hasComments: true)
  }

  private static var nothing: CommentsPage {
    CommentsPage(
      title: Message("comments.title.none"), kicker: [.verbatim("De Linde")], path: [],
      tabs: [Tab(Message("comments.tab"), .results, isCurrent: true)], research: .example, window: [], words: nil,
      topics: [],
      editTopics: nil,
      filters: Filters(
        link: .results, search: Field("words", Message("comments.filters.words"), kind: .search), choices: [], all: nil),
      found: Message("comments.found.all", ["count": .count(0), "total": .count(0)]), lines: [], pager: nil,
      exports: nil, empty: EmptyState(Message("comments.empty.title"), Message("comments.empty.text")), next: nil,
      hasPath: false, hasTopics: false, hasComments: false)
  }
}

private enum TopicExample {
  static let reach = Topics.Portrait(
    topic: Topic.starting[0], tally: CommentTally(total: 211, promoters: 40, passives: 60, detractors: 111),
    examples: [
      Comment(
        id: "1.why", response: "1", survey: "s", wave: "w", unit: nil, question: "why", language: .nl,
        recommendation: 3, text: "Niemand neemt op na vier uur.")
    ])
  static let wrong: [String: Message] = [
    "nl": Message("comments.topics.noName"), "words": Message("comments.topics.noWords"),
    "en": Message("comments.topics.longName", ["count": .count(60)]),
    "without": Message("comments.topics.manyWords", ["count": .count(100)]),
  ]
}

extension TopicsPage {
  static let examples: [String: TopicsPage] = {
    var gone = Topic.starting[1]
    gone.isRetired = true
    let retired = Topics.Portrait(topic: gone, tally: CommentTally(), examples: [])
    return [
      "usual": TopicsPage([TopicExample.reach, retired], total: 945),
      "tried": TopicsPage([TopicExample.reach], total: 945, preview: TopicExample.reach),
      "wrong": TopicsPage([TopicExample.reach], total: 0, problems: TopicExample.wrong),
    ]
  }()
}

extension TopicPage {
  static let examples: [String: TopicPage] = {
    var gone = Topic.starting[2]
    gone.isRetired = true
    return [
      "usual": TopicPage(TopicExample.reach), "tried": TopicPage(TopicExample.reach, isPreview: true),
      "wrong": TopicPage(TopicExample.reach, problems: TopicExample.wrong),
      "retired": TopicPage(Topics.Portrait(topic: gone, tally: CommentTally(), examples: [])),
    ]
  }()
}
