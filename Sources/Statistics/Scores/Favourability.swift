/// The shares of favourable, neutral and unfavourable answers on an agreement scale, in percent, each with Wilson's interval.
public struct Favourability: Sendable, Hashable, Codable {
  /// The share that agrees.
  public let favourable: Estimate
  /// The share in the middle; 0 on a scale without a middle.
  public let neutral: Estimate
  /// The share that disagrees.
  public let unfavourable: Estimate
  /// The lowest and highest answer of the scale.
  public let scale: ClosedRange<Int>
  /// Which answers count as neutral; `nil` on a scale without a middle.
  public let middle: ClosedRange<Int>?
  /// How many answers were not on the scale; included in `missing` of each part.
  public let outOfRange: Int

  /// The favourable share.
  public var estimate: Estimate { favourable }

  /// - Parameters:
  ///   - scale: 1-4, 1-5, 1-7, 0-10, …; more agreement is higher.
  ///   - middle: the neutral answers. By default the exact middle answer (3 of 1-5), none on an even scale (1-4).
  /// - Throws: `noAnswers`, `outsideScale` (a middle outside the scale), `populationSmallerThanSample`,
  ///   `probabilityOutOfRange`.
  public init(
    _ answers: Histogram, scale: ClosedRange<Int>, middle: ClosedRange<Int>? = nil, population: Int? = nil,
    level: Double = 0.95
  ) throws(StatisticsError) {
    let low = Double(scale.lowerBound)
    let high = Double(scale.upperBound)
    if let middle, middle.lowerBound < scale.lowerBound || middle.upperBound > scale.upperBound {
      throw .outsideScale(Double(middle.lowerBound))
    }
    let centre = (low + high) / 2
    let usual = scale.count.isMultiple(of: 2) ? nil : Int(centre)...Int(centre)
    let neutralRange = middle ?? usual
    let from = neutralRange.map { Double($0.lowerBound) - 0.5 } ?? centre
    let upTo = neutralRange.map { Double($0.upperBound) + 0.5 } ?? centre
    let valid = answers.keeping(low...high)
    func share(_ condition: (Double) -> Bool) throws(StatisticsError) -> Estimate {
      try Estimate(shareOf: valid, where: condition, population: population, level: level)
    }
    favourable = try share { $0 >= upTo }
    neutral = try share { $0 >= from && $0 < upTo }
    unfavourable = try share { $0 < from }
    self.scale = scale
    self.middle = neutralRange
    outOfRange = answers.count - valid.count
  }
}
