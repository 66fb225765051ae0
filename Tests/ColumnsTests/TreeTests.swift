import CColumnKernels
import Testing

@testable import Columns

@Suite struct TreeTests {
  @Test func aSubtreeIsAnIntervalInPreOrder() throws {
    //        2        5
    //      / | \
    //     0  1  4
    //        |
    //        3
    let tree = try FrameTree(parents: [2, 2, nil, 1, 2, nil])
    #expect(tree.unitAt == [2, 0, 1, 3, 4, 5])
    #expect(tree.subtree(of: 2) == [2, 0, 1, 3, 4])
    #expect(tree.subtree(of: 1) == [1, 3])
    #expect(tree.children(of: 2) == [0, 1, 4])
    #expect(tree.children(of: 3) == [])
    #expect(tree.roots == [2, 5])
    #expect(tree.path(to: 3) == [2, 1, 3])
    #expect(tree.depth(of: 3) == 2)
    #expect(tree.subtree(of: 6) == [])
  }

  @Test func aCircleIsRefused() {
    #expect(throws: FrameProblem.circularTree(unit: 1)) { try FrameTree(parents: [nil, 2, 1]) }
    #expect(throws: FrameProblem.unknownParent(unit: 0, parent: 7)) { try FrameTree(parents: [7]) }
  }

  @Test(arguments: [1, 2, 3, 12, 255, 300, 5_000])
  func aDiagramLetsExactlyTheWantedValuesPass(count: Int) {
    var dice = Dice(seed: UInt64(count))
    let planes = Int.bitWidth - (count - 1).leadingZeroBitCount
    for density in [0, 0.05, 0.5, 1] {
      let passes = (0..<count).map { _ in dice.chance(density) }
      let diagram = FilterDiagram(passes: passes, planeCount: planes)
      for value in 0..<count {
        var results = [false, true]
        for node in diagram.nodes {
          results.append(results[Int(value >> Int(node.plane) & 1 == 1 ? node.high : node.low)])
        }
        switch diagram.outcome {
        case .never: #expect(!passes[value])
        case .always: #expect(passes[value])
        case .depends: #expect(results.last == passes[value])
        }
      }
    }
  }
}
