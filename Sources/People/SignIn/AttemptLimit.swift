/// How often something may be tried that a stranger can try: per account and per address from which it comes.
///
/// An attempt is counted before it is made, so that many at once can't slip past; one that succeeds is taken back.
struct AttemptLimit: Sendable {
  let name: String
  /// Attempts that cost nothing.
  let free: Int
  /// Minutes after which counting starts again.
  let window: Int
  /// Seconds to wait once the free attempts are used up, after the 1st, 2nd, 3rd, … that is too many.
  let wait: @Sendable (Int) -> Int

  /// Five fast failures, then twice as long each time, up to a quarter of an hour.
  static let password = AttemptLimit(name: "password", free: 5, window: 24 * 60) { min(900, 1 << min($0, 10)) }
  /// 30 in ten minutes from one address.
  static let address = AttemptLimit(name: "address", free: 30, window: 10) { _ in 600 }
  /// Three mails in an hour.
  static let reset = AttemptLimit(name: "reset", free: 3, window: 60) { _ in 3_600 }
}
