import Act
import Activate
import Anchor
import Listen
public import People
public import Persistence
import Understand

/// All tables of Kompas, in the order in which they came. A released step is never edited or moved; new ones go to the end.
public enum Schema {
  /// What every verb forgets when somebody is erased, from the verb that stands highest down.
  public static let forgetting: [Forgetting] = [.anchor, .act, .activate, .listen]

  public static let migrations: [Migration] =
    .people + .listen + [.createEventsAndJobs, .createMails, .createImportDrafts] + .understand + .activate + .act
    + .anchor + [.letCommentsGo, .followResearch, .addCalendarToMails, .findPendingOutcomes, .thinCommentIndexes]
}
