public import Act
public import Listen
public import People
public import Statistics
public import Understand

/// What the next wave says of an ambition or an action. It never says more than it knows.
public struct Proof: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Higher than before, large enough and certain enough.
    case up
    case down
    /// No difference that one can be sure of.
    case notShown
    /// Certain not to have moved by anything that matters.
    case same
    case tooFewAnswers
    /// No wave was held since.
    case notYet
    /// Nothing was measured before it began, so there is nothing to compare with.
    case noBefore
    /// No measure was chosen, or the survey no longer asks it.
    case noMeasure
  }

  public let verdict: Verdict
  /// What it is read from; nothing where there is nothing to read.
  public let change: MeasuredChange?

  public init(_ change: MeasuredChange?) {
    self.change = change
    guard let change else {
      verdict = .noMeasure
      return
    }
    guard change.after != nil else {
      verdict = .notYet
      return
    }
    guard change.before != nil else {
      verdict = .noBefore
      return
    }
    let isUp = (change.figure?.movement?.difference.value ?? 0) > 0
    switch change.verdict {
    case nil, .tooFewAnswers: verdict = .tooFewAnswers
    case .notShown: verdict = .notShown
    case .aboutTheSame, .certainButSmall: verdict = .same
    case .relevant, .strong: verdict = isUp ? .up : .down
    }
  }
}

/// What the units that acted gained beside those that did not.
public struct ActionsEffect: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case known(ActionEffect)
    /// Nobody acted before a wave that was held.
    case nobodyActed
    /// Every unit acted: there is nothing to compare with.
    case everybodyActed
    /// Too few units with enough answers on one of the sides.
    case tooFewUnits
  }

  public let measure: Measure
  public let outcome: Outcome
  /// Units that came to a result with an action.
  public let acted: [Unit]
  public let untouched: Int
  public let waves: [Wave]
}

/// An ambition with what can be said of it now.
public struct AmbitionProof: Hashable, Sendable {
  public let ambition: Ambition
  public let proof: Proof
  /// Nothing without a measure.
  public let effect: ActionsEffect?
  public let tally: RouteTally
}

/// An action with what can be said of it now.
public struct ActionProof: Hashable, Sendable {
  public let action: Action
  public let proof: Proof
}
