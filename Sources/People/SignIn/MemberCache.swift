import Synchronization
import Values

/// Members as they were last read, each with the version of their organisation. A request reads that version anyway, in
/// the same row as its sign-in; only when it has moved on are roles and tree read again. So a change counts at the next
/// request, on every node.
final class MemberCache: Sendable {
  private struct Entry {
    let member: Member
    let version: Int
  }

  private static let most = 10_000
  private let entries = Mutex<[ID<Person>: Entry]>([:])

  func member(_ person: ID<Person>, version: Int, at now: Instant) -> Member? {
    entries.withLock { entries in
      guard let entry = entries[person], entry.version == version,
        entry.member.tree.day == entry.member.organisation.day(of: now)
      else { return nil }
      return entry.member
    }
  }

  func keep(_ member: Member, version: Int) {
    entries.withLock { entries in
      if entries.count >= Self.most { entries.removeAll() }
      entries[member.person] = Entry(member: member, version: version)
    }
  }
}
