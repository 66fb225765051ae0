#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A stretch of zeroed memory on a 64-byte boundary, given back when nobody holds it any more.
///
/// `@unchecked Sendable`: whoever makes one fills it before sharing it; after that it is only read.
final class SegmentMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  let byteCount: Int
  private let owner: AnyObject?

  /// Takes fresh memory, on huge pages where the system has them and the stretch is worth one.
  init(byteCount: Int) {
    let hugePage = 2 << 20
    let alignment = byteCount >= hugePage ? hugePage : 64
    start = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 64), alignment: alignment)
    self.byteCount = byteCount
    owner = nil
    #if os(Linux)
      if byteCount >= hugePage { _ = madvise(start, byteCount, 14) }  // MADV_HUGEPAGE; refused is as good as not asked
    #endif
    memset(start, 0, byteCount)
  }

  /// Shares memory that `owner` keeps alive.
  init(inside owner: AnyObject, at start: UnsafeMutableRawPointer, byteCount: Int) {
    self.start = start
    self.byteCount = byteCount
    self.owner = owner
  }

  deinit {
    if owner == nil { start.deallocate() }
  }
}
