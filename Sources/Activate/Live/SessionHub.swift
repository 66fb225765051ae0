import Foundation
import People
import Persistence
import Synchronization
public import Values

/// One session in this process: it keeps the state that the database holds, and tells every page of it that is open here.
///
/// It decides nothing and owns nothing. Each snapshot is made and serialised once for all pages with the same face.
public actor SessionHub {
  /// Pages that show the same: one audience in one language.
  public struct Face: Hashable, Sendable {
    public let audience: SessionSnapshot.Audience
    public let language: Language

    public init(_ audience: SessionSnapshot.Audience, _ language: Language) {
      self.audience = audience
      self.language = language
    }
  }

  let session: ID<Session>
  let organisation: ID<Organisation>
  private let database: any Database
  private let world: World
  private let contributions: Contributions
  private let participants: Participants
  private let draw: LiveSessions.Drawing
  private let ending: Ending

  public private(set) var state = SessionState()
  private var heading: SessionSnapshot.Heading?
  private var drawn: [Face: LiveMessage] = [:]
  private var pages: [ObjectIdentifier: LivePage] = [:]
  private var byParticipant: [ID<Participant>: LivePage] = [:]
  private var counts: SessionCounts?
  private var countedAt: Instant?
  /// What was told to those who may see the counts: a page that is drawn counts as well, and tells nobody else.
  private var told: SessionCounts?
  private var groups: (round: ID<Round>, made: RoundGroups)?
  private var reloading: Task<Void, any Error>?
  private var mustReload = true
  private var pulse: Task<Void, Never>?
  private var beats = 0
  private var owesPing = false

  /// Milliseconds between two looks at the counts, so twice a second at most; pings and proof of presence follow from it.
  static let beat = 500
  static let beatsPerPing = 30
  static let beatsPerLook = 10

  init(
    _ session: ID<Session>, in organisation: ID<Organisation>, database: any Database, world: World,
    draw: @escaping LiveSessions.Drawing, ending: Ending
  ) {
    self.session = session
    self.organisation = organisation
    self.database = database
    self.world = world
    contributions = Contributions(database: database, world: world)
    participants = Participants(database: database, world: world)
    self.draw = draw
    self.ending = ending
  }

  // MARK: Reading

  /// The state as the database has it now, or had it a moment ago on another node.
  public func current() async throws -> SessionState {
    try await reloadIfNeeded()
    return state
  }

  public func snapshot(for audience: SessionSnapshot.Audience) async throws -> SessionSnapshot {
    try await reloadIfNeeded()
    guard let heading else { throw NotFound() }
    return SessionSnapshot(of: state, heading: heading, for: audience)
  }

  /// The counts for screen and console, at most half a second old.
  public func countsNow() async throws -> SessionCounts {
    try await reloadIfNeeded()
    if let counts, let countedAt, world.now().milliseconds - countedAt.milliseconds < Int64(Self.beat) { return counts }
    let found = try await contributions.counts(of: session, in: organisation, at: state)
    counts = found
    countedAt = world.now()
    return found
  }

  /// Who talks with whom in the round at hand; nothing where everyone stays where they are. Made once for all phones, and again for
  /// one who came since.
  ///
  /// - Parameter person: who must be in it; nothing for the screen, which shows who is there now.
  public func groupsNow(with person: ID<Participant>? = nil) async throws -> RoundGroups? {
    try await reloadIfNeeded()
    guard let standing = state.standing, !standing.round.kind.groupSizes.isEmpty else { return nil }
    if let groups, groups.round == standing.id, let person, groups.made.people.contains(person.text) {
      return groups.made
    }
    let (session, organisation) = (session, organisation)
    let people = try await database.read { try $0.participants(in: session, of: organisation).inRoom() }
    let made = RoundGroups(people, sizes: standing.round.kind.groupSizes, begun: standing.progress.begunAt)
    groups = (standing.id, made)
    return made
  }

  /// The newest snapshot as it goes over the line.
  public func message(for face: Face) async throws -> LiveMessage {
    try await reloadIfNeeded()
    if let message = drawn[face] { return message }
    guard let heading else { throw NotFound() }
    let snapshot = SessionSnapshot(of: state, heading: heading, for: face.audience)
    let message = LiveMessage(.state, seq: state.seq, data: try draw(snapshot, face.language))
    drawn[face] = message
    return message
  }

  /// Says the time, so that a page can set its clock by it.
  public func ping() -> LiveMessage {
    LiveMessage(.ping, seq: state.seq, data: Array("{\"now\":\(world.now().milliseconds),\"seq\":\(state.seq)}".utf8))
  }

  // MARK: Pages that are open

  /// Opens a page. It gets the snapshot and a ping at once. A phone that was open elsewhere is told to rest.
  public func open(_ face: Face, participant: ID<Participant>? = nil) async throws -> LivePage {
    let message = try await message(for: face)
    let page = LivePage(participant: participant, face: face)
    pages[ObjectIdentifier(page)] = page
    if let participant {
      if let older = byParticipant[participant] {
        older.put(LiveMessage(.elsewhere, seq: state.seq, data: Array("{}".utf8)))
        older.close()
      }
      byParticipant[participant] = page
    }
    page.put(message)
    page.put(ping())
    if ending.hasBegun.withLock({ $0 }) { page.close() }
    if face.audience != .phone, let counts { page.put(progress(counts, for: face.audience)) }
    beat()
    return page
  }

  public func close(_ page: LivePage) {
    page.close()
    pages[ObjectIdentifier(page)] = nil
    if let participant = page.participant, byParticipant[participant] === page {
      byParticipant[participant] = nil
    }
    if pages.isEmpty {
      pulse?.cancel()
      pulse = nil
    }
  }

  /// The pages that are open here.
  public var openPages: Int { pages.count }

  func closeAll() {
    for page in pages.values { page.close() }
    pulse?.cancel()
    pulse = nil
  }

  // MARK: Following the database

  /// Something happened in the session: looks, and tells every open page.
  func follow() async throws {
    mustReload = true
    guard !pages.isEmpty else { return }
    try await reloadIfNeeded()
  }

  /// One look at a time; whoever asks meanwhile waits for it, and for another where something happened since.
  private func reloadIfNeeded() async throws {
    while mustReload || reloading != nil {
      if let reloading {
        try await reloading.value
      } else {
        mustReload = false
        let task = Task {
          // Gone before anyone who waits for it goes on, so that nobody waits for it twice.
          defer { reloading = nil }
          try await reload()
        }
        reloading = task
        do {
          try await task.value
        } catch {
          mustReload = true
          throw error
        }
      }
    }
  }

  private func reload() async throws {
    let (session, organisation, seq) = (session, organisation, state.seq)
    let (events, heading) = try await database.read { db in
      let sessions = db.sessions(in: organisation)
      let found = try sessions.find(session)
      let unit = try db.units(in: organisation).find(found.unit).name
      return (
        try sessions.events(of: session, after: seq),
        SessionSnapshot.Heading(
          code: found.code, title: found.title, level: found.level, unit: unit, hasMandate: found.hasMandate)
      )
    }
    if events.isEmpty, heading == self.heading { return }
    for event in events where event.seq == state.seq + 1 { state.apply(event) }
    self.heading = heading
    drawn = [:]
    countedAt = nil
    try tell()
  }

  private func tell() throws {
    guard let heading else { return }
    for page in pages.values {
      if drawn[page.face] == nil {
        let snapshot = SessionSnapshot(of: state, heading: heading, for: page.face.audience)
        drawn[page.face] = LiveMessage(.state, seq: state.seq, data: try draw(snapshot, page.face.language))
      }
      if let message = drawn[page.face] { page.put(message) }
    }
    owesPing = true
  }

  private func beat() {
    guard pulse == nil else { return }
    pulse = Task { [weak self] in
      while !Task.isCancelled {
        do {
          try await Task.sleep(for: .milliseconds(Self.beat))
        } catch {
          return
        }
        await self?.onBeat()
      }
    }
  }

  /// Counts for those who may see them, a ping every fifteen seconds, and a look at the database now and then for what an
  /// announcement should have told. A database that can't be reached is tried again at the next beat.
  private func onBeat() async {
    beats += 1
    do {
      if beats % Self.beatsPerLook == 0 { try await follow() }
      try await countForScreens(again: beats % Self.beatsPerLook == 0)
      let isTimeToPing = beats % Self.beatsPerPing == 0
      if isTimeToPing || owesPing {
        // Some scanners let an event go only when the next has come.
        owesPing = false
        let message = ping()
        for page in pages.values { page.put(message) }
      }
      if isTimeToPing {
        let here = Array(byParticipant.keys)
        if !here.isEmpty { try await participants.see(here, in: session, of: organisation) }
      }
    } catch {
      mustReload = true
    }
  }

  /// - Parameter again: whether they are told what they know: a page that was drawn before an answer may have come after its count.
  private func countForScreens(again: Bool) async throws {
    let watching = pages.values.filter { $0.face.audience != .phone }
    guard !watching.isEmpty, state.phase == .lobby || state.phase == .running else { return }
    let now = try await countsNow()
    guard again || now != told else { return }
    told = now
    for audience in [SessionSnapshot.Audience.screen, .console] {
      let message = progress(now, for: audience)
      for page in watching where page.face.audience == audience { page.put(message) }
    }
  }

  private func progress(_ counts: SessionCounts, for audience: SessionSnapshot.Audience) -> LiveMessage {
    let shown = audience == .screen ? counts.forScreen : counts
    return LiveMessage(.progress, seq: state.seq, data: shown.json)
  }
}

extension SessionCounts {
  /// Written by hand: counts go out twice a second.
  fileprivate var json: [UInt8] {
    let expected = expected.map { "\($0)" } ?? "null"
    return Array(
      """
      {"expected":\(expected),"joined":\(joined),"here":\(here),"observers":\(observers),"handedIn":\(handedIn),\
      "proxies":\(proxies),"extraTimeOpen":\(extraTimeOpen),"ready":\(ready)}
      """.utf8)
  }
}
