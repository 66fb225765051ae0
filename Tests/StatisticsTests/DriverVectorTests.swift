import Statistics
import Testing

@Suite struct DriverVectorTests {
  static func vector() throws -> DriverCorrelations {
    try DriverCorrelations(
      drivers: SymmetricMatrix(rows: [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]), outcome: [0.6, 0.5, 0.4],
      count: 200)
  }

  @Test func theThreeMethodsEqualThePrintedVector() throws {
    let vector = try Self.vector()
    let regression = try StandardisedRegression(vector)
    let weights = try RelativeWeights(vector)
    let shapley = ShapleyImportance(vector)
    for explained in [regression.rSquared, weights.rSquared, shapley.rSquared] {
      #expect(abs(explained - 0.441774) < 5e-7)
    }
    for (j, beta) in [0.4419, 0.2048, 0.1855].enumerated() {
      #expect(abs(regression.coefficients[j].estimate.value - beta) < 5e-5)
    }
    for (j, raw) in [0.238098, 0.122410, 0.081266].enumerated() { #expect(abs(weights.raw[j] - raw) < 5e-7) }
    for (j, share) in [53.90, 27.71, 18.40].enumerated() { #expect(abs(weights.shares[j] - share) < 0.0051) }
    for (j, raw) in [0.237472, 0.124688, 0.079615].enumerated() { #expect(abs(shapley.raw[j] - raw) < 6e-7) }
    for (j, share) in [53.75, 28.22, 18.02].enumerated() { #expect(abs(shapley.shares[j] - share) < 0.0051) }
  }

  @Test func sampledOrdersComeNearTheExactValues() throws {
    let exact = ShapleyImportance(try Self.vector())
    // Thirteen idle drivers beside the three: more than fit the exact method, and they add nothing.
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 16), count: 16)
    for i in 0..<16 { rows[i][i] = 1 }
    let three = [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]
    for i in 0..<3 { for j in 0..<3 { rows[i][j] = three[i][j] } }
    let many = try DriverCorrelations(
      drivers: SymmetricMatrix(rows: rows), outcome: [0.6, 0.5, 0.4] + [Double](repeating: 0, count: 13), count: 500)
    let sampled = ShapleyImportance(many)
    #expect(sampled.method == .shapleySampled)
    #expect(exact.method == .shapleyExact)
    expectClose(sampled.rSquared, exact.rSquared, within: 1e-12)
    for j in 0..<3 {
      #expect(sampled.samplingErrors[j] > 0)
      #expect(abs(sampled.raw[j] - exact.raw[j]) < 5 * sampled.samplingErrors[j])
    }
    #expect(sampled.raw[3...].allSatisfy { abs($0) < 1e-12 })
  }

  @Test func aTwinTakesHalfAndBreaksTheRegression() throws {
    let twins = try DriverCorrelations(
      drivers: SymmetricMatrix(rows: [[1, 1, 0.2], [1, 1, 0.2], [0.2, 0.2, 1]]), outcome: [0.6, 0.6, 0.3], count: 100)
    #expect(throws: StatisticsError.collinear) { try StandardisedRegression(twins) }
    let alone = try DriverCorrelations(
      drivers: SymmetricMatrix(rows: [[1, 0.2], [0.2, 1]]), outcome: [0.6, 0.3], count: 100)
    let shapley = ShapleyImportance(twins)
    expectClose(shapley.raw[0], shapley.raw[1], within: 1e-12)
    expectClose(shapley.rSquared, ShapleyImportance(alone).rSquared, within: 1e-12)
    let weights = try RelativeWeights(twins)
    expectClose(weights.raw[0], weights.raw[1], within: 1e-12)
    expectClose(weights.rSquared, shapley.rSquared, within: 1e-12)
  }
}
