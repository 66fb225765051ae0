import GRDB
import Persistence

extension GRDB.Database {
  /// One whole writing transaction. Throws what the body threw, or what the engine refused.
  func writing<Value>(
    trust: Trust, announcer: Announcer, _ body: (any Connection) throws -> Value
  ) throws -> Value {
    try trust.check()
    do {
      try beginTransaction(.immediate)
      let connection = SQLiteConnection(self, trust: trust)
      do {
        let value = try body(connection)
        try connection.finish()
        if let failure = connection.failure { throw failure }
        try commitOrLose(trust)
        announcer.say(connection.announced)
        return value
      } catch {
        if isInsideTransaction { try rollback() }
        throw error
      }
    } catch let error as GRDB.DatabaseError {
      throw Persistence.DatabaseError(error)
    }
  }

  private func commitOrLose(_ trust: Trust) throws {
    do {
      try commit()
    } catch let error as GRDB.DatabaseError {
      if !error.isHarmlessAtCommit { trust.lose(error.description) }
      throw error
    }
  }

  func reading<Value>(trust: Trust, _ body: (any Connection) throws -> Value) throws -> Value {
    do {
      let connection = SQLiteConnection(self, trust: trust)
      let value = try body(connection)
      if let failure = connection.failure { throw failure }
      return value
    } catch let error as GRDB.DatabaseError {
      throw Persistence.DatabaseError(error)
    }
  }
}
