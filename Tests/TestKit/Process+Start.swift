public import Foundation

extension Process {
  /// Runs the process so that it hears signals. Tests run on threads that block them all, which a child would inherit.
  public func start() throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }

  /// Waits for its end without the main thread's loop, which `waitUntilExit` needs and a test doesn't have.
  public func awaitEnd() {
    while isRunning { usleep(2_000) }
  }
}
