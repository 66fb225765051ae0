import Values

/// A page to open at the venue days before: whether its network lets a session through, as a short code to mail.
struct VenueCheckPage: Page {
  static let template = "activate/check"

  let title = Message("sessioncheck.title")
  let stream: Link
  let post: Link
  let here: Link
  /// The server's clock in milliseconds.
  let now: Int
  /// What a form sent without a script proves.
  let isPosted: Bool
  /// What whoever runs the server can set.
  let help: Link

  init(at now: Instant, isPosted: Bool = false) {
    stream = Link("check", "events")
    post = .venueCheck
    here = .venueCheck
    help = .proxyHelp
    self.now = Int(now.milliseconds)
    self.isPosted = isPosted
  }

  static let examples: [String: VenueCheckPage] = [
    "before": VenueCheckPage(at: ExampleSession.now), "posted": VenueCheckPage(at: ExampleSession.now, isPosted: true),
  ]
}
