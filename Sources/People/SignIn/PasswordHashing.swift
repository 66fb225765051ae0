import CArgon2
import Foundation
import Synchronization

/// The server hashes as many passwords as it may at once, and as many wait: try again in some seconds.
public struct TooBusy: Error, Hashable {
  /// Seconds to wait before another try.
  public let retryAfter: Int

  public init(retryAfter: Int) {
    self.retryAfter = retryAfter
  }
}

/// Argon2id, away from the threads that serve requests. Each hash takes its memory for some tens of milliseconds, so only
/// a few run at once and few more wait: signing in can't be used to bring the server down.
public final class PasswordHashing: Sendable {
  /// The parameters of RFC 9106.
  public struct Cost: Sendable, Hashable {
    /// KiB of memory.
    public let memory: UInt32
    /// Passes over that memory.
    public let passes: UInt32

    public init(memory: UInt32, passes: UInt32) {
      self.memory = memory
      self.passes = passes
    }

    /// OWASP's least: 19 MiB, two passes, one lane.
    public static let standard = Cost(memory: 19_456, passes: 2)
  }

  private static let lanes: UInt32 = 1
  private static let saltLength = 16
  private static let tagLength = 32

  private let cost: Cost
  private let most: Int
  private let queue: OperationQueue
  private let pending = Mutex(0)
  /// The hash of a password that nobody has: an unknown address costs the same time as a known one.
  private let nobody: String

  /// - Parameters:
  ///   - cost: what one hash costs.
  ///   - atOnce: hashes that run at the same time.
  ///   - waiting: hashes that may wait for their turn; the next one gets `TooBusy`.
  public init(cost: Cost = .standard, atOnce: Int = 2, waiting: Int = 16) throws {
    self.cost = cost
    most = atOnce + waiting
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = atOnce
    queue.qualityOfService = .utility
    nobody = try Self.hash("a password that nobody has", cost: cost)
  }

  /// A PHC string with a fresh salt.
  public func hash(_ password: String) async throws -> String {
    let cost = cost
    return try await turn { try Self.hash(password, cost: cost) }
  }

  /// Whether the password is the one that was hashed. Without a hash it is never so, at the same price.
  public func verify(_ password: String, against hash: String?) async throws -> Bool {
    let compared = hash ?? nobody
    let matches = try await turn { Self.matches(password, compared) }
    return matches && hash != nil
  }

  /// Whether the hash was made at another price than today's, and is to be made again when the password is at hand.
  public func isOutdated(_ hash: String) -> Bool {
    !hash.hasPrefix("$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=\(Self.lanes)$")
  }

  private func turn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let gotIn = pending.withLock { pending in
      guard pending < most else { return false }
      pending += 1
      return true
    }
    guard gotIn else { throw TooBusy(retryAfter: Int.random(in: 2...5)) }
    defer { pending.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Result { try work() }) }
    }
  }

  private struct HashingFailed: Error {
    let code: Int32
  }

  private static func hash(_ password: String, cost: Cost) throws -> String {
    var random = SystemRandomNumberGenerator()
    let salt = (0..<saltLength).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    let length = argon2_encodedlen(
      cost.passes, cost.memory, lanes, UInt32(saltLength), UInt32(tagLength), Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let bytes = Array(password.utf8)
    let code = argon2id_hash_encoded(
      cost.passes, cost.memory, lanes, bytes, bytes.count, salt, salt.count, tagLength, &encoded, length)
    guard code == ARGON2_OK.rawValue else { throw HashingFailed(code: code) }
    return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func matches(_ password: String, _ hash: String) -> Bool {
    let bytes = Array(password.utf8)
    return argon2id_verify(hash, bytes, bytes.count) == ARGON2_OK.rawValue
  }
}
