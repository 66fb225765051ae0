internal import CColumnKernels

/// Sums over the rows in which two items both have a score, from which their correlation follows:
/// r = (n·Σxy − Σx·Σy) / √((n·Σx² − (Σx)²)(n·Σy² − (Σy)²)).
public struct PairMoments: Hashable, Sendable {
  /// Rows with both scores.
  public let n: Int
  /// Σx.
  public let sumX: Int
  /// Σy.
  public let sumY: Int
  /// Σx².
  public let sumXX: Int
  /// Σy².
  public let sumYY: Int
  /// Σxy.
  public let sumXY: Int
}

/// The same sums with each row counted by its weight: Σw, Σwx, Σwy, Σwx², Σwy², Σwxy, exact to the last step of 2⁻²⁰
/// before they become numbers.
public struct WeightedPairMoments: Hashable, Sendable {
  /// Σw.
  public let weight: Double
  /// Σwx.
  public let sumX: Double
  /// Σwy.
  public let sumY: Double
  /// Σwx².
  public let sumXX: Double
  /// Σwy².
  public let sumYY: Double
  /// Σwxy.
  public let sumXY: Double
}

/// The moments of every pair of a list of items, each over the rows in which both have a score.
public struct MomentMatrix: Hashable, Sendable {
  /// The items, by their positions in the schema.
  public let items: [Int]
  let plain: MomentSums
  let weighted: MomentSums?

  /// The moments of the items at two positions of the list; the first is x.
  public func pair(_ first: Int, _ second: Int) -> PairMoments {
    let index = first * items.count + second
    let mirrored = second * items.count + first
    return PairMoments(
      n: Int(plain.n[index]), sumX: Int(plain.x[index]), sumY: Int(plain.x[mirrored]), sumXX: Int(plain.xx[index]),
      sumYY: Int(plain.xx[mirrored]), sumXY: Int(plain.xy[index]))
  }

  /// The weighted moments of the items at two positions of the list; `nil` when weights weren't asked for.
  public func weightedPair(_ first: Int, _ second: Int) -> WeightedPairMoments? {
    guard let weighted else { return nil }
    let index = first * items.count + second
    let mirrored = second * items.count + first
    func number(_ steps: UInt64) -> Double { Double(steps) / FrameWeight.stepsPerOne }
    return WeightedPairMoments(
      weight: number(weighted.n[index]), sumX: number(weighted.x[index]), sumY: number(weighted.x[mirrored]),
      sumXX: number(weighted.xx[index]), sumYY: number(weighted.xx[mirrored]), sumXY: number(weighted.xy[index]))
  }
}

/// Square tables of sums, row i for item i: over the rows that have both i and j, how many, Σi, Σi², Σij.
struct MomentSums: Hashable, Sendable {
  var n: [UInt64]
  var x: [UInt64]
  var xx: [UInt64]
  var xy: [UInt64]

  init(count: Int) {
    n = [UInt64](repeating: 0, count: count * count)
    x = n
    xx = n
    xy = n
  }

  mutating func add(_ other: MomentSums) {
    for index in n.indices {
      n[index] += other.n[index]
      x[index] += other.x[index]
      xx[index] += other.xx[index]
      xy[index] += other.xy[index]
    }
  }
}

extension Frame {
  /// Most items of one matrix.
  static let momentItemLimit = 256

  /// The moments of every pair of these items among the rows that pass.
  ///
  /// - Parameter weighted: also with each row counted by its weight; without weights in the schema every row weighs 1.
  public func moments(
    of items: [Int], where filter: FrameFilter = FrameFilter(), weighted: Bool = false
  ) throws(FrameProblem) -> MomentMatrix {
    guard items.count <= Self.momentItemLimit else { throw .tableTooLarge(cells: items.count * items.count) }
    var places: [Int] = []
    for item in items { places.append(try schema.place(of: .item(item))) }
    let scan = Scan(self, together: try Selection(filter, in: self))
    let plain = sums(of: places, scan, weighted: false)
    return MomentMatrix(
      items: items, plain: plain,
      weighted: weighted ? (schema.hasWeights ? sums(of: places, scan, weighted: true) : plain.inSteps) : nil)
  }

  private func sums(of places: [Int], _ scan: Scan, weighted: Bool) -> MomentSums {
    let parts = Workers.share(scan) {
      MomentSums(count: places.count)
    } work: { sums, portion, sieve in
      let columns = places.map { portion.segment.columns[$0] }
      sums.withTables { tables in
        sieve.sift(portion) { strips, mask, group in
          if weighted {
            ck_add_weighted_moments(
              columns, columns.count, strips.baseAddress, strips.count, mask, group, portion.segment.weights,
              tables)
          } else {
            ck_add_moments(columns, columns.count, strips.baseAddress, strips.count, mask, group, tables)
          }
        }
      }
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }
}

extension MomentSums {
  /// The sums as they are when every row weighs 1.
  fileprivate var inSteps: MomentSums {
    var steps = self
    for index in n.indices {
      steps.n[index] <<= 20
      steps.x[index] <<= 20
      steps.xx[index] <<= 20
      steps.xy[index] <<= 20
    }
    return steps
  }

  fileprivate mutating func withTables(_ body: (ck_moments) -> Void) {
    n.withUnsafeMutableBufferPointer { n in
      x.withUnsafeMutableBufferPointer { x in
        xx.withUnsafeMutableBufferPointer { xx in
          xy.withUnsafeMutableBufferPointer { xy in
            body(ck_moments(n: n.baseAddress, x: x.baseAddress, xx: xx.baseAddress, xy: xy.baseAddress))
          }
        }
      }
    }
  }
}
