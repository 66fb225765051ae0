import Activate
import Values

/// The big screen: one idea, readable from the back of the room.
struct ScreenPage: Page {
  static let template = "activate/screen"

  let title: Message
  let live: LiveSource?
  let kicker: [Said]
  let clock: Clock?
  let say: [Said]
  let withoutMandate: Message?
  let scene: Scene?
  /// Who talks with whom.
  let groups: [GroupCard]
  let hasGroups: Bool
  /// How to join, large, while people come in.
  let welcome: JoinStrip?
  /// How to join, small, afterwards.
  let join: JoinStrip?
  let count: Message?
  /// The same with holes, which the page fills as numbers change.
  let countPattern: Message?

  /// - Parameters:
  ///   - key: the secret of this screen's own link.
  ///   - origin: where the site is reached, for the address that people type.
  init(
    _ snapshot: SessionSnapshot, counts: SessionCounts, key: String, groups: [GroupCard] = [], origin: String,
    at now: Instant
  ) {
    let code = snapshot.heading.code
    let stage = SnapshotScene(snapshot: snapshot, sound: { .screen(code, key: key, hearing: $0) })
    let scene = Self.readable(stage.scene, snapshot.round)
    self.scene = scene
    title = scene.heading
    live = LiveSource(
      stream: .screen(code, key: key, "events"), state: .screen(code, key: key, "state"), seq: snapshot.seq,
      now: Int(now.milliseconds))
    self.groups = groups
    hasGroups = !groups.isEmpty
    kicker = stage.kicker
    clock = stage.clock(at: now)
    say = [Said(scene.heading)] + scene.lines.map { Said($0.text) }
    withoutMandate = stage.withoutMandate
    let link = origin + Link.session(code).path
    let strip = JoinStrip(
      address: origin.replacing("https://", with: "").replacing("http://", with: "") + Link.joinSession.path,
      code: code.spoken, link: link)
    let isLobby = snapshot.phase == .lobby && snapshot.round == nil
    welcome = isLobby ? strip : nil
    join = !isLobby && snapshot.isJoinShown && snapshot.phase != .ended ? strip : nil
    count = Self.count(snapshot, handedIn: .count(counts.handedIn), joined: .count(counts.joined))
    countPattern = Self.count(snapshot, handedIn: .text("{handedIn}"), joined: .text("{joined}"))
  }

  /// What can be read from the back: twelve sentences of customers can't, nor why each of eight things is asked.
  private static func readable(_ scene: Scene, _ view: SessionSnapshot.RoundView?) -> Scene {
    guard let view, view.reveal != nil else { return scene }
    switch view.round.kind {
    case .sortComments: return scene.readable(most: 6).asQuotes
    case .readScore: return scene.readable(most: 4).asQuotes
    case .ask: return scene.plain(above: 4)
    default: return scene
    }
  }

  private static func count(
    _ snapshot: SessionSnapshot, handedIn: Message.Fact, joined: Message.Fact
  ) -> Message? {
    guard let view = snapshot.round, snapshot.phase == .running else {
      return snapshot.phase == .lobby ? Message("session.count.joined", ["count": joined]) : nil
    }
    guard view.round.policy.needsContribution, view.state == .open || view.state == .closed else { return nil }
    return Message("session.count.handedIn", ["handed": handedIn, "joined": joined])
  }
}
