import HTTPTypes
import Hummingbird
import People
import Values

/// How often one may come: so many at once, and from then on so many in a while.
struct Pace: Sendable, Hashable {
  let name: String
  let burst: Int
  let count: Int
  let seconds: Int

  /// A respondent's link: every page of a survey is one request, and a quick thumb sends one in two seconds.
  static let answers = Pace(name: "answers", burst: 30, count: 60, seconds: 60)
  /// One phone in a session: dots and ideas go fast.
  static let phone = Pace(name: "phone", burst: 10, count: 5, seconds: 1)
  /// Coming into one session, from wherever: a hall shares one address, so the room is counted. As many as fit may come at once.
  static let joining = Pace(name: "joining", burst: 2_000, count: 50, seconds: 1)
  /// Codes of sessions that are none, from one address.
  static let wrongCodes = Pace(name: "wrongCodes", burst: 20, count: 20, seconds: 600)
  /// Tables that one person takes along.
  static let exports = Pace(name: "exports", burst: 60, count: 60, seconds: 3_600)
  /// Tables with names of customers.
  static let namedExports = Pace(name: "namedExports", burst: 5, count: 5, seconds: 3_600)
  /// Everything else that is asked from one address by somebody who didn't sign in.
  static let strangers = Pace(name: "strangers", burst: 60, count: 120, seconds: 60)
}

/// What a request counts for: a pace and whose it is.
struct Turn: Sendable, Hashable {
  let pace: Pace
  let who: String

  /// What this request counts for; nothing where it may come as often as it likes.
  ///
  /// - Parameters:
  ///   - phone: the secret of the phone that asks, if it has one.
  init?(_ request: Request, _ visit: Visit, phone: String?) {
    let path = request.uri.path
    let isSent = request.method == .post
    if ["/a/", "/c/", "/o/", "/u/"].contains(where: path.hasPrefix) {
      guard isSent else { return nil }
      self.init(.answers, of: path)
    } else if path == "/s" || path.hasPrefix("/s/") {
      let parts = path.split(separator: "/")
      guard isSent, parts.count > 2 else { return nil }
      // The code in whichever way it was typed is looked at later; here another spelling is another door to the same room.
      if parts[2] == "join" {
        self.init(.joining, of: parts[1].lowercased())
      } else {
        self.init(.phone, of: phone ?? visit.address)
      }
    } else if let member = visit.member {
      guard path.contains("/exports/") || path.contains("/rounds/"), !isSent, let file = path.split(separator: "/").last
      else { return nil }
      let isNamed = file.hasPrefix("customers.")
      self.init(isNamed ? .namedExports : .exports, of: member.person.text)
    } else {
      guard !visit.address.isEmpty else { return nil }
      self.init(.strangers, of: visit.address)
    }
  }

  init(_ pace: Pace, of who: String) {
    self.pace = pace
    self.who = who
  }

  /// A guess at the code of a session, for who guesses from an address.
  init?(guess request: Request, from address: String) {
    guard request.uri.path.hasPrefix("/s/"), !address.isEmpty else { return nil }
    self.init(.wrongCodes, of: address)
  }
}
