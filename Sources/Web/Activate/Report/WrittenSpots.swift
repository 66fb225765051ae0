import Activate
import Values

/// What was thought and what is real as it is written down: the shares of a split as its bars say them.
struct WrittenSpots {
  private static let prefix = "split."

  private let thought: WholeSplit
  private let real: WholeSplit

  init(_ spots: [BlindSpot]) {
    let parts = spots.filter { $0.measure.hasPrefix(Self.prefix) }
    func split(_ share: (BlindSpot) -> Double) -> WholeSplit {
      WholeSplit(parts.map { (part: String($0.measure.dropFirst(Self.prefix.count)), share: share($0)) })
    }
    thought = split(\.thought)
    real = split(\.real)
  }

  func figures(of spot: BlindSpot) -> (thought: Double, real: Double) {
    let part = String(spot.measure.dropFirst(Self.prefix.count))
    guard spot.measure.hasPrefix(Self.prefix), let ours = thought.percent(of: part), let theirs = real.percent(of: part)
    else { return (spot.thought, spot.real) }
    return (Double(ours), Double(theirs))
  }
}
