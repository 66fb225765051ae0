/// One response, as a frame takes it in.
public struct FrameRow: Hashable, Sendable {
  /// The response's own number, unique in the frame: the 128 bits of a UUIDv7 will do. Higher is newer.
  public var id: UInt128
  /// The number of the unit in the `FrameTree`; `nil` when the response belongs to none.
  public var unit: Int?
  /// The period (month, week, wave …) as an index, 0...65,535.
  public var period: Int
  /// An answer for every item of the schema, in its order.
  public var answers: [FrameAnswer]
  /// A code for every code column of the schema, in its order; `nil` for none.
  public var codes: [Int?]
  /// The weight, in 0..<4096; kept in steps of 2⁻²⁰. Ignored when the schema has no weights.
  public var weight: Double
  /// The respondent's key, the same in every wave; `nil` when unknown. Ignored when the schema has no respondents.
  public var respondent: UInt32?

  /// Makes a row; nothing is checked until it is appended to a batch.
  public init(
    id: UInt128, unit: Int?, period: Int, answers: [FrameAnswer], codes: [Int?] = [], weight: Double = 1,
    respondent: UInt32? = nil
  ) {
    self.id = id
    self.unit = unit
    self.period = period
    self.answers = answers
    self.codes = codes
    self.weight = weight
    self.respondent = respondent
  }
}
