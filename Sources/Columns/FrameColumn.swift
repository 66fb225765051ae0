/// A column of a frame: the position of a scored item or of a code column in the schema.
public enum FrameColumn: Hashable, Sendable {
  /// The scored item at this position of `FrameSchema.items`.
  case item(Int)
  /// The code column at this position of `FrameSchema.codes`.
  case code(Int)
}

/// What a row says to a scored item.
public enum FrameAnswer: Hashable, Sendable {
  /// A score on the item's scale, 0...highest.
  case value(Int)
  /// The item was put to the respondent and got no score.
  case missing
  /// The item doesn't apply to the respondent, or was never put.
  case notApplicable
}

/// How scores are stored: absence first, so that a value of zero and an absent one both add nothing once 2 is taken off
/// with saturation.
enum RawScore {
  static let missing: UInt16 = 0
  static let notApplicable: UInt16 = 1
  static let reserved = 2
}

/// How codes are stored: 0 is none, code `c` is `c + 1`.
enum RawCode {
  static let none: UInt16 = 0
  static let reserved = 1
}
