import Foundation

extension String {
  /// Without accents and capitals: how names are compared and found, the same on both engines.
  public var folded: String {
    folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
  }
}
