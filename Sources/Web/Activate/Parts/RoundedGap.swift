import Activate
import Values

/// The difference of two figures as they are written beside it, so that whoever subtracts them comes to the same.
struct RoundedGap {
  let value: Double
  /// How large it is, without its sign.
  let size: Message.Fact

  init(_ ours: Double, _ real: Double, _ figure: RoundFigure) {
    let factor = figure.decimals == 0 ? 1.0 : 10.0
    value = ((ours * factor).rounded() - (real * factor).rounded()) / factor
    size = figure.decimals == 0 ? .count(Int(abs(value))) : .number(abs(value), decimals: 1)
  }
}
