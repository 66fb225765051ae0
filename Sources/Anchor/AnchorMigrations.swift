public import Persistence

extension [Migration] {
  /// The tables of Anchor, in order.
  public static let anchor: [Migration] = [.createMeetings, .createReadMarks, .createIndicators]
}
