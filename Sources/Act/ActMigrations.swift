public import Persistence

extension [Migration] {
  /// The tables of Act, in order.
  public static let act: [Migration] = []
}
