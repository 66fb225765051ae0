public import Hummingbird
import NIOCore
import People
import Values

/// The context that every request starts in. Routes are mounted under one of the contexts below it.
public struct SiteContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Known once the arrival has looked; nothing only before that.
  var visit: Visit?
  /// The network address at the other end of the connection; empty where there is none.
  let peer: String

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// A context for anyone, signed in or not: sign-in, an answer page behind a link, an error.
struct GuestContext: VisitContext, ChildRequestContext {
  var coreContext: CoreRequestContextStorage
  let visit: Visit

  /// From where somebody asks who isn't known yet: what they may try is counted by it.
  var address: String { visit.address }

  init(context: SiteContext) throws {
    guard let visit = context.visit else { throw NotArrived() }
    coreContext = context.coreContext
    self.visit = visit
  }
}

/// A context that exists only for someone who signed in, so handlers under it need not ask.
struct MemberContext: VisitContext, ChildRequestContext {
  var coreContext: CoreRequestContextStorage
  let visit: Visit
  let member: Member

  init(context: SiteContext) throws {
    guard let visit = context.visit else { throw NotArrived() }
    guard let member = visit.member else { throw NotSignedIn() }
    coreContext = context.coreContext
    self.visit = visit
    self.member = member
  }
}

/// Nobody signed in, or not any more: the reader is sent to sign in and comes back.
struct NotSignedIn: Error {}

/// A route was mounted on a router without the arrival: a mistake of the program.
struct NotArrived: Error {}

extension Parameters {
  /// The id at this place in the path: `:survey`.
  func id<Thing>(_ name: String, of type: Thing.Type = Thing.self) throws -> ID<Thing> {
    guard let text = get(name), !text.isEmpty, text.utf8.count <= 64 else { throw NotFound() }
    return ID(text)
  }
}
