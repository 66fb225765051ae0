import CLibPQ
import Persistence

/// Where a PostgreSQL server is and how to get in: what libpq reads from `postgres://…` or from `host=… dbname=…`.
public struct ConnectionString: Sendable, Equatable {
  private var values: [String: String]

  /// Throws `DatabaseError.Kind.unavailable` where libpq can't read the text. The error never repeats the text: it may hold
  /// a password.
  public init(_ text: String) throws {
    var complaint: UnsafeMutablePointer<CChar>?
    defer { PQfreemem(complaint) }
    guard let options = PQconninfoParse(text, &complaint) else {
      throw DatabaseError(.unavailable, detail: "The connection string can't be read.")
    }
    defer { PQconninfoFree(options) }
    values = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
  }

  /// The database's name; libpq's own default, the user's name, where the text names none.
  public var database: String? { values["dbname"] }

  /// The same server and user, another database.
  public func with(database: String) -> ConnectionString {
    var other = self
    other.values["dbname"] = database
    return other
  }

  /// As libpq reads it, secrets included: for libpq only, never for a log.
  public var text: String { Self.written(values) }

  /// For an argument list, which every process of the machine can read.
  var withoutPassword: String { Self.written(values.filter { $0.key != "password" && $0.key != "sslpassword" }) }

  var password: String? { values["password"] }

  private static func written(_ values: [String: String]) -> String {
    values.sorted { $0.key < $1.key }.map { keyword, value in
      var quoted = ""
      for character in value {
        if character == "'" || character == "\\" { quoted.append("\\") }
        quoted.append(character)
      }
      return "\(keyword)='\(quoted)'"
    }.joined(separator: " ")
  }
}
