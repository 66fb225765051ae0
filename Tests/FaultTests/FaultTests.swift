import Foundation
import Persistence
import SQLiteDriver
import TestKit
import Testing

/// What was acknowledged is there, once, whatever ends the program, the server or the room on disk.
@Suite(.serialized, .timeLimit(.minutes(30))) struct FaultTests {
  @Test(arguments: Engine.all) func aKilledProcessLosesNothingItAcknowledged(engine: Engine) async throws {
    let address = try await engine.makeAddress([.rows])
    var acknowledged: Set<String> = []
    for cycle in 0..<cycles {
      let victim = try Victim(["write", engine.rawValue, address, "\(cycle)"])
      try await victim.hears("acknowledged")
      try await Task.sleep(for: .milliseconds(.random(in: 0...150)))
      try await victim.killNow()
      acknowledged.formUnion(victim.said("acknowledged"))
      let db = try await engine.open(address)
      try await db.expectToHold(acknowledged)
      try await db.close()
    }
    #expect(acknowledged.count > cycles)
  }

  /// The server dies without a word and comes back, while the program goes on.
  @Test func aKilledServerLosesNothingItAcknowledged() async throws {
    let server = try PrivateServer()
    defer { server.remove() }
    let db = try await Engine.postgres.open(server.address)
    try await db.migrate([.rows])
    let victim = try Victim(["write", "postgres", server.address, "server"])
    for cycle in 1...max(2, cycles / 5) {
      try await victim.hears("acknowledged", atLeast: 50 * cycle)
      try server.crash()
      try server.resume()
      try await victim.hears("acknowledged", atLeast: victim.said("acknowledged").count + 50)
    }
    try await victim.killNow()
    try await db.expectToHold(Set(victim.said("acknowledged")))
    try await db.close()
  }

  @Test func aSecondProcessIsRefusedUntilTheFirstEnds() async throws {
    let path = try await Engine.sqlite.makeAddress([.rows])
    let holder = try Victim(["hold", path])
    try await holder.hears("open")
    let began = ContinuousClock.now
    await #expect { try await SQLiteDatabase(path: path) } throws: { ($0 as? DatabaseError)?.kind == .inUse }
    #expect(ContinuousClock.now - began < .seconds(1))
    try await holder.killNow()
    let db = try await SQLiteDatabase(path: path)
    try await db.expectToHold([])
    try await db.close()
  }

  @Test func aFullDiskRefusesAndRecovers() async throws {
    let disk = try SmallDisk(megabytes: 12)
    defer { disk.remove() }
    let filler = disk.folder.appending(path: "filler")
    try Data(repeating: 1, count: 4 << 20).write(to: filler)
    let db = try await SQLiteDatabase(path: disk.folder.appending(path: "kompas.sqlite").path)
    try await db.migrate([.rows])
    let body = String(repeating: "x", count: 20_000)
    var acknowledged: Set<String> = []
    var refusals = 0
    for number in 0..<2_000 where refusals < 5 {
      do {
        try await db.writeInGroup { db in
          try db.run("INSERT INTO rows (id, body) VALUES (\("\(number)"), \(body))")
          try db.run("INSERT INTO followers (id) VALUES (\("\(number)"))")
        }
        acknowledged.insert("\(number)")
      } catch let error as DatabaseError {
        #expect(error.kind == .full)
        refusals += 1
      }
    }
    #expect(refusals == 5)
    #expect(acknowledged.count > 50)
    try await db.expectToHold(acknowledged)
    await #expect(throws: (any Error).self) { try await db.backUp(to: disk.folder.appending(path: "backup").path) }
    #expect(!FileManager.default.fileExists(atPath: disk.folder.appending(path: "backup").path))
    for leftover in try FileManager.default.contentsOfDirectory(atPath: disk.folder.path)
    where leftover.hasPrefix("backup") {
      try FileManager.default.removeItem(at: disk.folder.appending(path: leftover))
    }

    try FileManager.default.removeItem(at: filler)
    try await db.writeInGroup { db in
      try db.run("INSERT INTO rows (id, body) VALUES ('after', '')")
      try db.run("INSERT INTO followers (id) VALUES ('after')")
    }
    acknowledged.insert("after")
    try await db.expectToHold(acknowledged)
    try await db.close()
    let again = try await SQLiteDatabase(path: disk.folder.appending(path: "kompas.sqlite").path)
    try await again.expectToHold(acknowledged)
    try await again.close()
  }

  /// The n-th flush fails: nothing is acknowledged from then on, and the program says that it stopped.
  @Test func aFailedFlushEndsTheTrustInTheFile() async throws {
    try requireStrace()
    for flush in [3, 7, 20] {
      let path = try await Engine.sqlite.makeAddress([.rows])
      let victim = try Victim(
        ["write", "sqlite", path, "\(flush)"],
        under: [
          "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync",
          "-e", "inject=fsync,fdatasync:error=EIO:when=\(flush)+",
        ])
      try await victim.end()
      #expect(!victim.said("stopped").isEmpty)
      let db = try await SQLiteDatabase(path: path)
      try await db.expectToHold(Set(victim.said("acknowledged")))
      try await db.close()
    }
  }

  /// Every group is flushed before it is acknowledged: between two flushes there is no more than one group.
  @Test func noGroupIsAcknowledgedWithoutAFlush() async throws {
    try requireStrace()
    let path = try await Engine.sqlite.makeAddress([.rows])
    let log = TemporaryFolder.make().appending(path: "calls")
    let victim = try Victim(
      ["write", "sqlite", path, "flush"],
      under: ["strace", "-f", "-qq", "-o", log.path, "-s", "64", "-e", "trace=fsync,fdatasync,write"])
    try await victim.hears("acknowledged", atLeast: 200)
    try await victim.killNow()
    var sinceFlush = 0
    var flushes = 0
    for line in try String(contentsOf: log, encoding: .utf8).split(separator: "\n") {
      if line.contains("fdatasync") || line.contains("fsync") {
        // The 16 tasks of the bench can't have more than 16 rows in one group.
        #expect(sinceFlush <= 16)
        (sinceFlush, flushes) = (0, flushes + 1)
      } else if line.contains("acknowledged") {
        sinceFlush += 1
      }
    }
    #expect(flushes >= 200 / 16)
  }

  private func requireStrace() throws {
    let found = ["/usr/bin/strace", "/bin/strace"].contains { FileManager.default.isExecutableFile(atPath: $0) }
    if !found { try Test.cancel("strace is not installed, so calls can't be made to fail.") }
  }
}
