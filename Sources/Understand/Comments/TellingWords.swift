import Foundation
import Listen
import Statistics
public import Values

/// What promoters write that detractors don't, and the other way around.
///
/// Weighted log-odds of the comments that hold a word (Monroe, Colaresi and Quinn 2008), where |z| ≥ 1.96 and at least three
/// comments hold it, and where the shares of comments that hold it differ likewise. Only answers to the same question in
/// the same language are compared, so that a word does not stand out because one question was asked of detractors only.
public struct TellingWords: Hashable, Sendable {
  public struct Word: Hashable, Sendable {
    /// In the form in which it is written most.
    public let text: String
    public let stem: String
    public let language: Language
    /// How many comments of promoters hold it.
    public let promoters: Int
    /// How many of detractors.
    public let detractors: Int
    /// Above 0 it belongs to promoters.
    public let z: Double
  }

  /// The most telling first.
  public let promoters: [Word]
  /// The most telling first.
  public let detractors: [Word]
  /// How many comments of promoters were compared.
  public let promoterComments: Int
  /// How many of detractors.
  public let detractorComments: Int

  /// Fewer comments than this on one of the two sides tell nothing.
  public static let fewestComments = 20
  static let fewestOfWord = 3
  /// The prior weighs a tenth of what was written, and no more than 500 occurrences: in few comments it would else hide all.
  static let priorShare = 0.1
  static let mostWords = 8

  /// Whether there was enough to compare.
  public var isEnough: Bool { promoterComments > 0 && detractorComments > 0 }
}

/// A comment with its stems, as it is compared.
struct StemmedComment {
  let comment: Comment
  let stems: [String]

  init(_ comment: Comment, _ stems: String) {
    self.comment = comment
    self.stems = stems.split(separator: " ").map(String.init)
  }
}

extension TellingWords {
  private struct Stratum: Hashable {
    let question: ID<Question>
    let language: Language
  }

  init(promoters: [StemmedComment], detractors: [StemmedComment]) throws {
    let praise = Dictionary(grouping: promoters) {
      Stratum(question: $0.comment.question, language: $0.comment.language)
    }
    let complaints = Dictionary(grouping: detractors) {
      Stratum(question: $0.comment.question, language: $0.comment.language)
    }
    var telling: [String: Word] = [:]
    var compared = (0, 0)
    for (stratum, ours) in praise.sorted(by: {
      ($0.key.question, $0.key.language.rawValue) < ($1.key.question, $1.key.language.rawValue)
    }) {
      let theirs = complaints[stratum] ?? []
      guard ours.count >= Self.fewestComments, theirs.count >= Self.fewestComments else { continue }
      compared = (compared.0 + ours.count, compared.1 + theirs.count)
      let counts = (Self.counts(ours, stratum.language), Self.counts(theirs, stratum.language))
      // One word tells nothing, for there is no other to hold it against.
      guard Set(counts.0.keys).union(counts.1.keys).count > 1 else { continue }
      let total = counts.0.values.reduce(0, +) + counts.1.values.reduce(0, +)
      let odds = try WeightedLogOdds(
        first: counts.0, second: counts.1, priorTotal: min(500, Double(total) * Self.priorShare))
      for word in odds.words
      where abs(word.z) >= 1.96 && (word.z > 0 ? word.firstCount : word.secondCount) >= Self.fewestOfWord {
        guard abs(word.z) > abs(telling[word.word]?.z ?? 0),
          Self.isInMore(word.firstCount, of: ours.count, word.secondCount, of: theirs.count) == (word.z > 0)
        else { continue }
        telling[word.word] = Word(
          text: word.word, stem: word.word, language: stratum.language, promoters: word.firstCount,
          detractors: word.secondCount, z: word.z)
      }
    }
    let sorted = telling.values.sorted { (abs($1.z), $0.stem) < (abs($0.z), $1.stem) }
    self.promoters = Self.written(Array(sorted.filter { $0.z > 0 }.prefix(Self.mostWords)), in: promoters)
    self.detractors = Self.written(Array(sorted.filter { $0.z < 0 }.prefix(Self.mostWords)), in: detractors)
    promoterComments = compared.0
    detractorComments = compared.1
  }

  /// Whether the first group holds a word in more of its comments than the second, or the second than the first; nothing
  /// where |z| of the two shares is below 1.96. Log-odds compare words with each other, and a group that writes longer
  /// comments would else seem to use each of its words less.
  private static func isInMore(_ first: Int, of ours: Int, _ second: Int, of theirs: Int) -> Bool? {
    let (n, m) = (Double(ours), Double(theirs))
    let difference = Double(first) / n - Double(second) / m
    let pooled = Double(first + second) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    guard error > 0, abs(difference) >= 1.96 * error else { return nil }
    return difference > 0
  }

  /// In how many comments each stem is, without the words that every text has.
  private static func counts(_ comments: [StemmedComment], _ language: Language) -> [String: Int] {
    var counts: [String: Int] = [:]
    for comment in comments {
      for stem in Set(comment.stems) where StopWords.leavesIn(stem, language) { counts[stem, default: 0] += 1 }
    }
    // A vocabulary without any word can't be compared; one occurrence of nothing changes no figure.
    return counts.isEmpty ? ["": 1] : counts
  }

  /// The words in the form in which these comments write them most.
  private static func written(_ words: [Word], in comments: [StemmedComment]) -> [Word] {
    var forms: [String: [String: Int]] = [:]
    let wanted = Set(words.map(\.stem))
    for comment in comments where comment.stems.contains(where: wanted.contains) {
      let written = comment.comment.text.lowercased().split { !$0.isLetter && !$0.isNumber }
      guard written.count == comment.stems.count else { continue }
      for (form, stem) in zip(written, comment.stems) where wanted.contains(stem) {
        forms[stem, default: [:]][String(form), default: 0] += 1
      }
    }
    return words.map { word in
      let most = forms[word.stem]?.max { ($0.value, $1.key) < ($1.value, $0.key) }
      return Word(
        text: most?.key ?? word.stem, stem: word.stem, language: word.language, promoters: word.promoters,
        detractors: word.detractors, z: word.z)
    }
  }
}
