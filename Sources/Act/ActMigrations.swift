public import Persistence
import People

extension [Migration] {
  /// The tables of Act, in order.
  public static let act: [Migration] = [
    .findWhoLeft, .createRoute, .createAsks, .createCommitments, .createHuddles, .createDigests, .createFollowUps,
    .createGestures, .createCustomerAsks,
  ]
}
