public import Listen
import Understand
public import Values

/// A customer measure on which the organisation chose to steer. It is always a measure of a survey of customers, so a target of
/// money can't be one.
public struct Indicator: Hashable, Sendable {
  public let id: ID<Indicator>
  public let survey: ID<Survey>
  /// The figure's name: `nps`, `grade`, `ninePlus.grade`, `driver.drivers.reach`.
  public let name: String

  public init(id: ID<Indicator>, survey: ID<Survey>, name: String) {
    self.id = id
    self.survey = survey
    self.name = name
  }
}

/// Where the rules of indicators say no.
public enum IndicatorRefusal: Refusal, Hashable {
  /// An organisation that steers on everything steers on nothing.
  case enough(Int)

  public var message: Message {
    switch self {
    case .enough(let count): Message("indicator.refusal.enough", ["count": .count(count)])
    }
  }
}
