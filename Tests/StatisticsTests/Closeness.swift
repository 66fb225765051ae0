import Testing

/// Passes where the two numbers agree within `tolerance`, absolutely or, for large ones, relatively.
func expectClose(
  _ found: Double?, _ expected: Double, within tolerance: Double = 1e-9, _ label: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let found else {
    Issue.record("no value where \(expected) was expected \(label)", sourceLocation: sourceLocation)
    return
  }
  #expect(
    abs(found - expected) <= tolerance * max(1, abs(expected)), "\(label) found \(found), expected \(expected)",
    sourceLocation: sourceLocation)
}
