import Foundation

extension String {
  /// Without accents and capitals: how names are compared and found, the same on both engines.
  public var folded: String {
    // Most text is plain, and the general way is fifty times slower.
    if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
    return folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
  }
}
