import Hummingbird
import People
import Values

/// What somebody may want to do here, verb by verb, and what the words mean: only what this person's roles can use.
struct HelpPage: Page {
  static let template = "home/help"
  let title: Message
  let parts: [Part]
  let words: [Word]

  struct Part: ViewModel {
    let heading: Message
    let about: Message
    let aims: [Item]
  }

  struct Item: ViewModel {
    let text: Message
    let how: Message
    let link: Link
  }

  struct Word: ViewModel {
    let word: Message
    let meaning: Message
  }

  init(_ member: Member) {
    title = Message("help.title")
    parts = Self.aims.compactMap { part, aims in
      let open = aims.filter { $0.isOpen(member) }
      guard !open.isEmpty else { return nil }
      return Part(
        heading: Message(part == "organisation" ? "kit.layout.organisation" : "kit.verbs.\(part)"),
        about: Message("help.about.\(part)"),
        aims: open.map { aim in
          Item(
            text: Message("help.aim.\(aim.name)"), how: Message("help.how.\(aim.name)"), link: aim.link(member))
        })
    }
    words = Self.explained.map { Word(word: Message("help.word.\($0)"), meaning: Message("help.meaning.\($0)")) }
  }

  /// Words that every level meets, in the order in which one meets them.
  private static let explained = [
    "wave", "stance", "nps", "grade", "margin", "driver", "route", "mandate", "ask", "followUp", "gesture", "proof",
    "group",
  ]

  static let examples: [String: HelpPage] = [
    "board": HelpPage(.example(.board)), "manager": HelpPage(.example(.manager)),
    "employee": HelpPage(.example(.employee)), "facilitator": HelpPage(.example(.facilitator)),
    "researcher": HelpPage(.example(.researcher)), "administrator": HelpPage(.example(.administrator)),
  ]
}

extension HelpPage {
  /// One thing that can be done: who may, and where. Its name leads to its phrases.
  private struct Aim: Sendable {
    let name: String
    let isOpen: @Sendable (Member) -> Bool
    let link: @Sendable (Member) -> Link

    init(_ name: String, _ ability: Ability?, at link: Link) { self.init(name, ability) { _ in link } }

    init(_ name: String, _ ability: Ability?, at link: @escaping @Sendable (Member) -> Link) {
      self.name = name
      isOpen = { member in ability.map(member.may) ?? true }
      self.link = link
    }
  }

  private static let aims: [(part: String, aims: [Aim])] = [
    (
      Verb.listen.rawValue,
      [
        Aim("survey", .makeSurveys, at: .surveys), Aim("wave", .makeSurveys, at: .surveys),
        Aim("resultFile", .importResults, at: .resultFiles),
      ]
    ),
    (
      Verb.understand.rawValue,
      [
        Aim("readings", .readWhole, at: .results), Aim("units", .readUnit, at: .results),
        Aim("comments", .readUnit, at: .results), Aim("exports", .export, at: .results),
      ]
    ),
    (
      Verb.activate.rawValue,
      [
        Aim("programme", .runSessions, at: .programmes), Aim("kit", .runSessions, at: .kits),
        Aim("check", .runSessions, at: .venueCheck), Aim("phone", nil, at: .joinSession),
      ]
    ),
    (
      Verb.act.rawValue,
      [
        Aim("call", .workWithCustomers, at: .followUps), Aim("gesture", .workWithCustomers, at: .gestures),
        Aim("route", .readWhole, at: .route), Aim("ambition", .setAmbitions, at: .route),
        Aim("action", .takeActions, at: .route), Aim("ask", .takeActions) { .asks($0.home) },
        Aim("commitment", .takeActions, at: .commitments),
      ]
    ),
    (
      Verb.anchor.rawValue,
      [
        Aim("indicator", .readWhole, at: .indicator), Aim("agenda", .readUnit, at: .agenda),
        Aim("proof", .readWhole, at: .proof), Aim("adoption", .readWhole, at: .adoption),
      ]
    ),
    (
      "organisation",
      [
        Aim("colleagues", .managePeople, at: .colleagues), Aim("people", .managePeople, at: .peopleImport),
        Aim("tree", .managePeople, at: .units), Aim("customers", .manageCustomers, at: .customers),
        Aim("erasure", .managePeople, at: .colleagues), Aim("account", nil, at: .account),
      ]
    ),
  ]
}

struct HelpRoutes {
  @Sendable func show(_ request: Request, _ context: MemberContext) throws -> Response {
    try HelpPage(context.member).response(context)
  }
}

extension Link {
  static let help = Link("help")
}
