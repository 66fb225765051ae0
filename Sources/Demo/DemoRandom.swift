import Foundation

/// The same numbers on every machine, so that the demo tells the same story everywhere (SplitMix64, Steele et al. 2014).
struct DemoRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// Normally distributed around 0 with deviation 1 (Box and Muller).
  mutating func normal() -> Double {
    let radius = (-2 * log(max(unit(), 1e-12))).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int(unit() * Double(elements.count))] }
}
