/// One group in one wave beside the units that are untouched by then.
struct EffectCell {
  /// One side of the comparison: whose moves, what share each has in the mean, and how far each is from it.
  struct Side {
    let units: [Int]
    let shares: [Double]
    let mean: Double
    /// Distance to the mean, enlarged by √(m/(m − 1)) so that small sides don't look too certain.
    let residuals: [Double]
    let weight: Double

    init?(_ moves: [(unit: Int, move: Double, weight: Double)]) {
      guard !moves.isEmpty else { return nil }
      let total = moves.reduce(0) { $0 + $1.weight }
      let mean = moves.reduce(0) { $0 + $1.weight * $1.move } / total
      let effective = total * total / moves.reduce(0) { $0 + $1.weight * $1.weight }
      let factor = effective > 1 + 1e-9 ? (effective / (effective - 1)).squareRoot() : 1
      self.init(
        units: moves.map(\.unit), shares: moves.map { $0.weight / total }, mean: mean,
        residuals: moves.map { ($0.move - mean) * factor }, weight: total)
    }

    init(units: [Int], shares: [Double], mean: Double, residuals: [Double], weight: Double) {
      self.units = units
      self.shares = shares
      self.mean = mean
      self.residuals = residuals
      self.weight = weight
    }

    /// The typical distance to the mean.
    var spread: Double {
      zip(shares, residuals).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }.squareRoot()
    }

    func borrowing(_ spread: Double) -> Side {
      Side(units: units, shares: shares, mean: mean, residuals: residuals.map { _ in spread }, weight: weight)
    }
  }

  let group: Int
  let wave: Int
  let acting: Side
  let untouched: Side
  let missing: Int
  let isSpreadBorrowed: Bool

  var isPlacebo: Bool { wave < group }
  var wavesSince: Int { wave - group }
  var value: Double { acting.mean - untouched.mean }

  /// `nil` where one side is empty.
  init?(_ panel: Panel, group: Int, wave: Int, base: Int) {
    var mine: [(unit: Int, move: Double, weight: Double)] = []
    var others: [(unit: Int, move: Double, weight: Double)] = []
    var missing = 0
    for (index, unit) in panel.units.enumerated() {
      let isMine = unit.actedFrom == group
      guard isMine || panel.isUntouched(index, at: max(wave, base)) else { continue }
      guard let move = panel.change(of: index, from: base, to: wave) else {
        missing += 1
        continue
      }
      if isMine { mine.append((index, move, unit.weight)) } else { others.append((index, move, unit.weight)) }
    }
    guard let acting = Side(mine), let untouched = Side(others) else { return nil }
    self.group = group
    self.wave = wave
    self.missing = missing
    isSpreadBorrowed = acting.units.count == 1 || untouched.units.count == 1
    self.acting = acting.units.count == 1 ? acting.borrowing(untouched.spread) : acting
    self.untouched = untouched.units.count == 1 ? untouched.borrowing(acting.spread) : untouched
  }
}

/// Which units move together.
struct Clusters {
  /// The cluster of each unit, numbered from 0; -1 for units in no comparison.
  let ofUnit: [Int]
  let count: Int

  init(_ panel: Panel, _ cells: [EffectCell]) {
    var numbers: [Int: Int] = [:]
    var ofUnit = [Int](repeating: -1, count: panel.units.count)
    let used = Set(cells.flatMap { $0.acting.units + $0.untouched.units }).sorted()
    var count = 0
    for unit in used {
      guard let name = panel.units[unit].cluster else {
        ofUnit[unit] = count
        count += 1
        continue
      }
      if let known = numbers[name] {
        ofUnit[unit] = known
      } else {
        numbers[name] = count
        ofUnit[unit] = count
        count += 1
      }
    }
    self.ofUnit = ofUnit
    self.count = count
  }
}

/// A weighted mean of cells.
struct EffectTarget {
  let members: [Int]
  let weights: [Double]
  let value: Double

  init(cells: [EffectCell], members: [Int]) {
    let total = members.reduce(0) { $0 + cells[$1].acting.weight }
    let weights = members.map { cells[$0].acting.weight / total }
    self.members = members
    self.weights = weights
    value = zip(members, weights).reduce(0) { $0 + $1.1 * cells[$1.0].value }
  }

  /// √Σ over clusters of (Σ of what each unit's distance adds)².
  func standardError(_ cells: [EffectCell], _ clusters: Clusters) -> Double {
    var sums = [Double](repeating: 0, count: clusters.count)
    for (member, weight) in zip(members, weights) {
      for (side, sign) in [(cells[member].acting, 1.0), (cells[member].untouched, -1.0)] {
        for index in side.units.indices {
          sums[clusters.ofUnit[side.units[index]]] += sign * weight * side.shares[index] * side.residuals[index]
        }
      }
    }
    return sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
