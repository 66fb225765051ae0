import Activate
import Logging
import ServiceLifecycle

/// Follows what any node does in its sessions, as long as the program serves. When it stops, it first ends all live pages, so that
/// nothing waits for answers that never end; phones come back by themselves.
struct LiveFollowing: Service {
  let live: LiveSessions
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await live.follow { logger.error("A live session can't be followed: \($0)") }
    }
    await live.closeAll()
  }
}
