// A program that is made to die: it writes rows in groups and says each one's number once it is acknowledged, until
// something ends it. `FaultTests` compares what it said with what is there.
//
//   faultbench write sqlite|postgres ADDRESS PREFIX    writes from 16 tasks; ends by itself only when the file can't be trusted
//   faultbench hold PATH                               opens a SQLite file, says so, and keeps it open
//
// On its output: `acknowledged ID`, `unknown ID` (the outcome of its commit), `open`, `stopped REASON`.

import Foundation
import Persistence
import PostgresDriver
import SQLiteDriver

/// Past all buffers of ours: what was said stays said when the program is killed.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

func writeForEver(_ database: any Database, prefix: String) async {
  await withTaskGroup(of: Void.self) { group in
    for task in 0..<16 {
      group.addTask {
        for number in 0... {
          let id = "\(prefix)-\(task)-\(number)"
          if await write(id, to: database) { continue }
          return
        }
      }
    }
  }
}

/// False when it is of no use to go on.
func write(_ id: String, to database: any Database) async -> Bool {
  while true {
    do {
      try await database.writeInGroup { db in
        try db.run("INSERT INTO rows (id, body) VALUES (\(id), \(String(repeating: "x", count: 400)))")
        try db.run("INSERT INTO followers (id) VALUES (\(id))")
      }
      say("acknowledged \(id)")
      return true
    } catch let error as DatabaseError where error.kind == .outcomeUnknown {
      say("unknown \(id)")
      return true
    } catch let error as DatabaseError where error.kind == .busy {
      continue
    } catch let error as DatabaseError where error.kind == .unavailable && database.dialect == .postgres {
      // The server was killed. It comes back.
      do { try await Task.sleep(for: .milliseconds(100)) } catch { return false }
    } catch {
      say("stopped \(error)")
      return false
    }
  }
}

/// Nobody who started this program is left to hear it.
func endWithParent() {
  let parent = getppid()
  Thread.detachNewThread {
    while getppid() == parent { usleep(20_000) }
    exit(4)
  }
}

endWithParent()
let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("write", 4):
  let (engine, address, prefix) = (arguments[2], arguments[3], arguments[4])
  let database: any Database =
    if engine == "sqlite" { try await SQLiteDatabase(path: address) } else { try await PostgresDatabase(address) }
  await writeForEver(database, prefix: prefix)
  exit(3)
case ("hold", 2):
  let database = try await SQLiteDatabase(path: arguments[2])
  say("open")
  let broken = await database.untilBroken()
  say("stopped \(broken)")
default:
  say("see the head of Tests/faultbench/main.swift")
  exit(64)
}
