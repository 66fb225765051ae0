public import Persistence

extension [Migration] {
  /// The tables of Listen, in order.
  public static let listen: [Migration] = [
    .createSurveys, .createWaves, .createResponses, .createComments, .rememberReminders, .createUnfinished,
    .createImports, .rememberPlannedOpenings,
  ]
}
