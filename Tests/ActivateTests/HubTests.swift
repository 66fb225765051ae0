@testable import Activate
import Foundation
import People
import Persistence
import Synchronization
import TestKit
import Testing
import Values

/// What open pages hear.
@Suite struct HubTests {
  @Test func aSnapshotIsSerialisedOnceForAllPhones() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let drawn = Mutex(0)
    let live = room.live { _ in drawn.withLock { $0 += 1 } }
    let hub = live.hub(of: id, in: SessionWorld.organisation.id)
    var pages: [LivePage] = []
    for number in 0..<200 {
      pages.append(try await hub.open(.init(.phone, .nl), participant: ID("p\(number)")))
    }
    #expect(drawn.withLock { $0 } == 1)
    for page in pages { #expect(await page.next()?.map(\.kind) == [.state, .ping]) }
    try await room.send(.brief("score"), in: id)
    try await hub.follow()
    #expect(drawn.withLock { $0 } == 2)
    for page in pages {
      let messages = try #require(await page.next())
      #expect(messages.map(\.kind) == [.state] && messages[0].seq == 2)
    }
  }

  @Test func aPageThatSleepsGetsOnlyTheNewestState() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let hub = room.live().hub(of: id, in: SessionWorld.organisation.id)
    let page = try await hub.open(.init(.screen, .nl))
    for command in [SessionCommand.brief("score"), .open("score"), .close("score")] {
      try await room.send(command, in: id)
      try await hub.follow()
    }
    let messages = try #require(await page.next())
    #expect(messages.filter { $0.kind == .state }.map(\.seq) == [4])
    await hub.close(page)
    #expect(await page.next() == nil)
    #expect(await hub.openPages == 0)
  }

  @Test func theNewestTabOfAPhoneWins() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let hub = room.live().hub(of: id, in: SessionWorld.organisation.id)
    let older = try await hub.open(.init(.phone, .nl), participant: "p")
    _ = await older.next()
    let newer = try await hub.open(.init(.phone, .nl), participant: "p")
    #expect(await older.next()?.map(\.kind) == [.elsewhere])
    #expect(await older.next() == nil)
    await hub.close(older)
    #expect(await newer.next()?.first?.kind == .state)
  }

  /// §4.12, 11.
  @Test func anEventOfOneSessionNeverReachesAnother() async throws {
    let room = try await SessionWorld()
    let (left, right) = (try await room.open(), try await room.open())
    let live = room.live()
    let following = Task { await live.follow { Issue.record("\($0)") } }
    let pages = [
      left: try await live.hub(of: left, in: SessionWorld.organisation.id).open(.init(.console, .nl)),
      right: try await live.hub(of: right, in: SessionWorld.organisation.id).open(.init(.console, .nl)),
    ]
    let codes = [left: try await room.code(left).text, right: try await room.code(right).text]
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let id = Bool.random(using: &generator) ? left : right
      let state = try await room.sessions.find(id, by: room.anna).state
      if let primary = state.primary, primary.name != .end { try await room.send(primary, in: id) }
    }
    try await Task.sleep(for: .milliseconds(300))
    for (id, page) in pages {
      let messages = try #require(await page.next())
      let state = try #require(messages.first { $0.kind == .state })
      let text = String(decoding: state.bytes, as: UTF8.self)
      let other = try #require(codes[id == left ? right : left])
      #expect(!text.contains(other))
      #expect(text.contains(try #require(codes[id])))
      #expect(state.seq == (try await room.sessions.find(id, by: room.anna).state.seq))
    }
    following.cancel()
  }

  @Test func countsGoToScreenAndConsoleAndNeverToPhones() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let phone = try await room.phone(in: id)
    let hub = room.live().hub(of: id, in: SessionWorld.organisation.id)
    let console = try await hub.open(.init(.console, .nl))
    let pocket = try await hub.open(.init(.phone, .nl), participant: phone.participant.id)
    var heard: [LiveMessage] = []
    while !heard.contains(where: { $0.kind == .progress }) { heard += try #require(await console.next()) }
    let progress = try #require(heard.last { $0.kind == .progress })
    #expect(String(decoding: progress.bytes, as: UTF8.self).contains("\"joined\":1"))
    #expect(await pocket.next()?.contains { $0.kind == .progress } == false)
    await hub.close(console)
    await hub.close(pocket)
  }

  /// A page that is drawn counts for itself; the others are told nevertheless.
  @Test(.timeLimit(.minutes(1))) func aCountThatAnotherPageSawFirstIsToldToTheConsole() async throws {
    let room = try await SessionWorld()
    let id = try await room.open()
    let hub = room.live().hub(of: id, in: SessionWorld.organisation.id)
    let console = try await hub.open(.init(.console, .nl))
    func hears(_ words: String) async throws -> Bool {
      try #require(await console.next()).contains {
        $0.kind == .progress && String(decoding: $0.bytes, as: UTF8.self).contains(words)
      }
    }
    while try await !hears("\"joined\":0") {}
    _ = try await room.phone(in: id)
    room.clock.advance(seconds: 1)
    #expect(try await hub.countsNow().joined == 1)
    while try await !hears("\"joined\":1") {}
    await hub.close(console)
  }

  /// Two nodes on PostgreSQL: what is done at one is seen at the other's pages.
  @Test func pagesOfAnotherNodeFollow() async throws {
    let room = try await SessionWorld(.postgres, onDisk: true)
    let id = try await room.open()
    let there = try await Engine.postgres.open(room.address)
    let live = LiveSessions(database: there, world: room.world) { snapshot, _ in
      Array(try JSONEncoder().encode(snapshot))
    }
    let following = Task { await live.follow { Issue.record("\($0)") } }
    let page = try await live.hub(of: id, in: SessionWorld.organisation.id).open(.init(.phone, .nl))
    _ = await page.next()
    try await Task.sleep(for: .milliseconds(700))
    let clock = ContinuousClock()
    let start = clock.now
    try await room.send(.brief("score"), in: id)
    // A ping may come before it.
    var heard: [LiveMessage] = []
    while !heard.contains(where: { $0.kind == .state }) { heard += try #require(await page.next()) }
    #expect(heard.first { $0.kind == .state }?.seq == 2)
    #expect(clock.now - start < .seconds(1))
    following.cancel()
    await live.closeAll()
    try await there.close()
  }
}

extension SessionWorld {
  func live(onDraw: @escaping @Sendable (SessionSnapshot) -> Void = { _ in }) -> LiveSessions {
    LiveSessions(database: database, world: world) { snapshot, _ in
      onDraw(snapshot)
      return Array(try JSONEncoder().encode(snapshot))
    }
  }
}
