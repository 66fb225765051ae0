import Activate
import Values

/// A split over three groups of customers in the order of its bar, from low to high, as whole percents that together make a hundred.
/// Every page of a session reads a split here, so that a share is the same number everywhere.
struct WholeSplit {
  private static let order = ["detractor", "low", "passive", "middle", "promoter", "high"]

  private let percents: [String: Int]

  /// - Parameter shares: each part's id and its share, of whatever whole.
  init(_ shares: [(part: String, share: Double)]) {
    let sorted = Self.inOrder(shares) { ID<RoundOption>($0.part) }
    percents = Dictionary(
      zip(sorted.map(\.part), WholePercents(of: sorted.map(\.share)).parts), uniquingKeysWith: { first, _ in first })
  }

  /// Nothing of a part that isn't in it.
  func percent(of part: String) -> Int? { percents[part] }

  static func inOrder<Part>(_ parts: [Part], _ id: (Part) -> ID<RoundOption>) -> [Part] {
    parts.enumerated().sorted { one, other in
      let places = (
        order.firstIndex(of: id(one.element).text) ?? order.count,
        order.firstIndex(of: id(other.element).text) ?? order.count
      )
      return places.0 == places.1 ? one.offset < other.offset : places.0 < places.1
    }.map(\.element)
  }
}
