import Localization
import People
import Values

/// What stands around every page, as `site` in the layouts.
struct Surroundings: ViewModel {
  let language: Language
  let otherLanguage: Language
  let otherLanguageName: String
  let title: Message
  /// What the window says: the page, what it is of, the organisation.
  let window: [Message]
  let path: String
  let proof: String
  let nonce: String
  let style: Link
  /// What only the maker of surveys needs.
  let makerStyle: Link
  /// What the route, its agenda and its proof need.
  let routeStyle: Link
  /// All that a respondent's page needs.
  let answerStyle: Link
  /// What the screens of a session need on top.
  let sessionStyle: Link
  let sessionScript: Link
  let checkScript: Link
  let script: Link
  let icon: Link
  let home: Link
  let languageLink: Link
  let isSignedIn: Bool
  let isDemo: Bool
  let memberName: String?
  let organisationName: String?
  let account: Link
  let organisation: Link
  let help: Link
  let signOut: Link
  let verbs: [Tab]
  let notice: Notice?

  init(_ visit: Visit, _ page: any Page) {
    let assets = visit.site.renderer.assets
    let verb = type(of: page).verb
    language = visit.language
    otherLanguage = visit.language.other
    otherLanguageName = visit.language == .nl ? "English" : "Nederlands"
    title = page.title
    window = page.window + (visit.member.map { [.verbatim($0.organisation.name)] } ?? [])
    path = visit.path
    proof = visit.formProof
    nonce = visit.nonce
    style = assets["style.css"]?.address ?? .home
    makerStyle = assets["maker.css"]?.address ?? .home
    routeStyle = assets["route.css"]?.address ?? .home
    answerStyle = assets["answer.css"]?.address ?? .home
    sessionStyle = assets["session.css"]?.address ?? .home
    sessionScript = assets["session.js"]?.address ?? .home
    checkScript = assets["check.js"]?.address ?? .home
    script = assets["app.js"]?.address ?? .home
    icon = assets["icon.svg"]?.address ?? .home
    home = .home
    languageLink = .language
    isSignedIn = visit.member != nil
    isDemo = visit.site.isDemo
    memberName = visit.member?.name
    organisationName = visit.member?.organisation.name
    account = .account
    organisation = .units
    help = .help
    signOut = .signOut
    let open = visit.member.map { member in Verb.allCases.filter { $0.isOpen(to: member) } } ?? []
    verbs = open.map { Tab($0.name, $0.link, isCurrent: $0 == verb) }
    notice = visit.notice
  }
}

/// One of a few pages beside each other.
struct Tab: ViewModel {
  let name: Message
  let link: Link
  let isCurrent: Bool

  init(_ name: Message, _ link: Link, isCurrent: Bool) {
    self.name = name
    self.link = link
    self.isCurrent = isCurrent
  }
}

extension Link {
  static let language = Link("language")
  static let account = Link("account")
  static let signIn = Link("sign-in")
  static let signOut = Link("sign-out")
}
