internal import CColumnKernels

/// A condition on a column as a reduced decision diagram over the bits of its stored values, from the lowest bit to the
/// highest, so that a kernel answers it for 512 rows with one step a node. A single value takes a node for each bit, a
/// range at most two.
struct FilterDiagram: Sendable {
  enum Outcome: Equatable { case never, always, depends }

  let nodes: [ck_node]
  let outcome: Outcome

  /// `passes` says for each stored value whether it passes; values past its end don't occur.
  init(passes: [Bool], planeCount: Int) {
    struct Branches: Hashable {
      let plane, high, low: UInt32
    }
    var nodes: [ck_node] = []
    var known: [Branches: UInt32] = [:]
    var level = passes.map { $0 ? UInt32(1) : 0 }
    level += Array(repeating: level.last ?? 0, count: (1 << planeCount) - level.count)
    for plane in 0..<planeCount {
      level = (0..<level.count / 2).map { pair in
        let branches = Branches(plane: UInt32(plane), high: level[2 * pair + 1], low: level[2 * pair])
        if branches.high == branches.low { return branches.low }
        if let node = known[branches] { return node }
        let node = UInt32(nodes.count + 2)
        nodes.append(ck_node(plane: branches.plane, high: branches.high, low: branches.low))
        known[branches] = node
        return node
      }
    }
    self.nodes = nodes
    switch level[0] {
    case 0: outcome = .never
    case 1: outcome = .always
    default: outcome = .depends
    }
  }
}
