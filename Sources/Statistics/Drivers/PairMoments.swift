/// The exact sums of two variables over the people who answered both. For a variable with itself both halves are the same.
public struct PairMoments: Sendable, Hashable {
  /// How many answered both.
  public var count: Int
  /// Σw over the people who answered both; their number without weights.
  public var weight: Double
  /// Σw² over the people who answered both; their number without weights.
  public var squaredWeight: Double
  /// Σw·x, of the first variable.
  public var sumFirst: Double
  /// Σw·y, of the second variable.
  public var sumSecond: Double
  /// Σw·x², of the first variable.
  public var sumFirstSquared: Double
  /// Σw·y², of the second variable.
  public var sumSecondSquared: Double
  /// Σw·x·y, of both variables.
  public var sumProducts: Double

  /// All zero: nobody yet.
  public init() {
    (count, weight, squaredWeight) = (0, 0, 0)
    (sumFirst, sumSecond, sumFirstSquared, sumSecondSquared, sumProducts) = (0, 0, 0, 0, 0)
  }

  /// Sums made elsewhere; without weights, Σw and Σw² are the count.
  public init(
    count: Int, weight: Double? = nil, squaredWeight: Double? = nil, sumFirst: Double, sumSecond: Double,
    sumFirstSquared: Double, sumSecondSquared: Double, sumProducts: Double
  ) {
    self.count = count
    self.weight = weight ?? Double(count)
    self.squaredWeight = squaredWeight ?? Double(count)
    self.sumFirst = sumFirst
    self.sumSecond = sumSecond
    self.sumFirstSquared = sumFirstSquared
    self.sumSecondSquared = sumSecondSquared
    self.sumProducts = sumProducts
  }

  mutating func add(_ x: Double, _ y: Double, weight w: Double) {
    count += 1
    weight += w
    squaredWeight += w * w
    sumFirst += w * x
    sumSecond += w * y
    sumFirstSquared += w * x * x
    sumSecondSquared += w * y * y
    sumProducts += w * x * y
  }

  mutating func add(_ other: PairMoments) {
    count += other.count
    weight += other.weight
    squaredWeight += other.squaredWeight
    sumFirst += other.sumFirst
    sumSecond += other.sumSecond
    sumFirstSquared += other.sumFirstSquared
    sumSecondSquared += other.sumSecondSquared
    sumProducts += other.sumProducts
  }

  /// Kish's effective number of pairs.
  public var effectiveCount: Double { squaredWeight > 0 ? weight * weight / squaredWeight : 0 }

  var isFinite: Bool {
    [weight, squaredWeight, sumFirst, sumSecond, sumFirstSquared, sumSecondSquared, sumProducts]
      .allSatisfy(\.isFinite)
  }

  /// Population variance of the first variable; exactly 0 where what is left is rounding.
  var firstVariance: Double { Self.variance(sumFirst, sumFirstSquared, weight) }
  var secondVariance: Double { Self.variance(sumSecond, sumSecondSquared, weight) }

  /// Population covariance.
  var covariance: Double {
    weight > 0 ? (sumProducts - sumFirst * (sumSecond / weight)) / weight : 0
  }

  private static func variance(_ sum: Double, _ squares: Double, _ weight: Double) -> Double {
    guard weight > 0 else { return 0 }
    let variance = (squares - sum * (sum / weight)) / weight
    return variance > 1e-13 * (squares / weight) ? variance : 0
  }
}
