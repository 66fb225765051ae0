import Foundation
import Listen
import Values

/// Which key of a stored document fills which column.
struct ColumnKeys: Sendable {
  enum Target {
    case measure(Int)
    case choice(Int)
  }

  /// What the keys fill, in the order of documents, so that the next one is nearly always the next here.
  let targets: [Target]
  /// The keys one after the other, and where each ends.
  private let bytes: [UInt8]
  private let ends: [Int]
  private let places: [String: Int]

  init(_ plan: ColumnPlan) {
    let measures = plan.measures.enumerated().map { ($1.key.text, Target.measure($0)) }
    let choices = plan.choices.enumerated().map { ($1.question.id.text, Target.choice($0)) }
    let keys = (measures + choices).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    targets = keys.map(\.1)
    bytes = keys.flatMap { Array($0.0.utf8) }
    ends = keys.reduce(into: []) { $0.append(($0.last ?? 0) + $1.0.utf8.count) }
    places = Dictionary(keys.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a key stands, looked for at `next` first; nothing where it fills no column.
  func place(of key: UnsafeBufferPointer<UInt8>, from next: Int) -> Int? {
    if next < targets.count, isKey(next, key) { return next }
    return places[String(decoding: key, as: UTF8.self)]
  }

  private func isKey(_ place: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = place == 0 ? 0 : ends[place - 1]
    guard ends[place] - start == key.count, let wanted = key.baseAddress else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + start, wanted, key.count) == 0 } ?? false
    }
  }
}
