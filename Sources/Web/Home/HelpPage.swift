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
    parts = Aim.parts.compactMap { part in
      let open = Aim.allCases.filter { $0.part == part && $0.isOpen(to: member) }
      guard !open.isEmpty else { return nil }
      return Part(
        heading: Message(part == "organisation" ? "kit.layout.organisation" : "kit.verbs.\(part)"),
        about: Message("help.about.\(part)"),
        aims: open.map { aim in
          Item(
            text: Message("help.aim.\(aim.rawValue)"), how: Message("help.how.\(aim.rawValue)"),
            link: aim.link(for: member))
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
  /// One thing that can be done, and where.
  private enum Aim: String, CaseIterable {
    case survey, wave, resultFile
    case readings, units, comments, exports
    case programme, kit, check, phone
    case call, gesture, route, ambition, action, ask, commitment
    case indicator, agenda, proof, adoption
    case colleagues, people, tree, customers, erasure, account

    static let parts = Verb.allCases.map(\.rawValue) + ["organisation"]

    var part: String {
      switch self {
      case .survey, .wave, .resultFile: Verb.listen.rawValue
      case .readings, .units, .comments, .exports: Verb.understand.rawValue
      case .programme, .kit, .check, .phone: Verb.activate.rawValue
      case .call, .gesture, .route, .ambition, .action, .ask, .commitment: Verb.act.rawValue
      case .indicator, .agenda, .proof, .adoption: Verb.anchor.rawValue
      case .colleagues, .people, .tree, .customers, .erasure, .account: "organisation"
      }
    }

    func isOpen(to member: Member) -> Bool {
      switch self {
      case .survey, .wave: member.may(.makeSurveys)
      case .resultFile: member.may(.importResults)
      case .readings, .proof, .adoption, .indicator: member.may(.readWhole)
      case .units, .comments: member.may(.readUnit)
      case .exports: member.may(.export)
      case .programme, .kit, .check: member.may(.runSessions)
      case .call, .gesture: member.may(.workWithCustomers)
      case .route: member.may(.readWhole)
      case .ambition: member.may(.setAmbitions)
      case .action, .ask, .commitment: member.may(.takeActions)
      case .agenda: member.may(.readUnit)
      case .colleagues, .people, .tree, .erasure: member.may(.managePeople)
      case .customers: member.may(.manageCustomers)
      case .phone, .account: true
      }
    }

    func link(for member: Member) -> Link {
      switch self {
      case .survey, .wave: .surveys
      case .resultFile: .resultFiles
      case .readings, .units, .comments, .exports: .results
      case .programme: .programmes
      case .kit: .kits
      case .check: .venueCheck
      case .phone: .joinSession
      case .call: .followUps
      case .gesture: .gestures
      case .route, .ambition, .action: .route
      case .ask: .asks(member.home)
      case .commitment: .commitments
      case .indicator: .indicator
      case .agenda: .agenda
      case .proof: .proof
      case .adoption: .adoption
      case .colleagues, .erasure: .colleagues
      case .people: .peopleImport
      case .tree: .units
      case .customers: .customers
      case .account: .account
      }
    }
  }
}

struct HelpRoutes {
  @Sendable func show(_ request: Request, _ context: MemberContext) throws -> Response {
    try HelpPage(context.member).response(context)
  }
}

extension Link {
  static let help = Link("help")
}
