public import Persistence

extension [Migration] {
  /// The tables of Activate, in order.
  public static let activate: [Migration] = [
    .createSessions, .createParticipants, .createOutcomes, .createKits, .createRecordings,
  ]
}
