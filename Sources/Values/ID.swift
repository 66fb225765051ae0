/// The name of one thing, typed by what it names: `ID<Unit>` can't stand where `ID<Person>` is asked.
///
/// New ids are UUIDs of version 7, made by `World.newID`, so that they sort by the moment they were made. Ids that travel in
/// files (questions, options) are the short words that their maker gave them. An id is never a permission.
public struct ID<Thing>: Hashable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }
}

extension ID: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    self.text = text
  }
}

extension ID: Comparable {
  public static func < (left: ID, right: ID) -> Bool { left.text < right.text }
}
