import People
public import Persistence
public import Values

/// A customer who may be named answered: written down as a job in the transaction of the response, for whoever follows up.
public struct NamedResponse: Hashable, Sendable {
  public let response: ID<Response>

  /// The kind of these jobs; the payload is the response's id.
  public static let jobKind = "response.named"

  /// How long ago an imported response may be for somebody to act upon it: what lies further back is history.
  public static let daysToActUpon = 30

  public init(_ response: ID<Response>) {
    self.response = response
  }

  /// Nothing where the job is another one.
  public init?(_ job: Job) {
    guard job.kind == Self.jobKind else { return nil }
    response = ID(job.payload)
  }
}

extension Connection {
  func tell(_ named: NamedResponse, in organisation: ID<Organisation>, _ world: World) throws {
    try enqueue(
      Job(
        NamedResponse.jobKind, in: organisation, payload: named.response.text, key: named.response.text, world: world))
  }
}
