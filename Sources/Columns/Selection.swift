/// A filter made ready for one frame: which places of the tree, which periods, and a diagram for each condition.
struct Selection {
  struct Condition {
    let place: Int
    let diagram: FilterDiagram
  }

  /// For each place in pre-order, and last for rows without a unit, whether rows there can pass.
  let units: [Bool]
  /// `nil` for every period.
  let periods: [Range<Int>]?
  let conditions: [Condition]
  /// No row can pass.
  let isEmpty: Bool

  init(_ filter: FrameFilter, in frame: Frame) throws(FrameProblem) {
    let tree = frame.tree
    var units = [Bool](repeating: filter.units == .anywhere, count: tree.count + 1)
    switch filter.units {
    case .anywhere: break
    case .within(let named):
      for unit in named { for place in try tree.interval(under: unit) { units[place] = true } }
    case .directlyIn(let named):
      for unit in named { units[try tree.interval(under: unit).lowerBound] = true }
    }
    var conditions: [Condition] = []
    var isEmpty = false
    for condition in filter.conditions {
      let place = try frame.schema.place(of: condition.column)
      let passes = try condition.passes(in: frame.schema)
      let diagram = FilterDiagram(passes: passes, planeCount: frame.schema.planeCount(at: place))
      switch diagram.outcome {
      case .never: isEmpty = true
      case .always: break
      case .depends: conditions.append(Condition(place: place, diagram: diagram))
      }
    }
    self.units = units
    self.periods = filter.periods
    self.conditions = conditions
    self.isEmpty = isEmpty
  }

  func includes(period: Int) -> Bool {
    periods?.contains { $0.contains(period) } ?? true
  }

  /// Scratch that `ck_mask` needs, in bytes.
  var scratchBytes: Int {
    64 * ((conditions.map(\.diagram.nodes.count).max() ?? 0) + 2)
  }
}
