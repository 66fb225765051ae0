import Listen
import Values

/// Picks a few comments that are worth reading on a page of figures: readable in length, about what tells their side from the
/// other, and each about something else. The same comments give the same choice.
struct CommentChoice {
  let language: Language

  private static let readable = 25...240

  /// At most two.
  func few(of comments: [StemmedComment], telling words: [TellingWords.Word], count: Int = 2) -> [Comment] {
    let telling = Set(words.map(\.stem))
    let candidates = comments.filter { Self.readable.contains($0.comment.text.count) }
      .map { (comment: $0.comment, about: telling.intersection($0.stems)) }
      .sorted { rank($0.comment, $0.about) > rank($1.comment, $1.about) }
    var chosen: [(comment: Comment, about: Set<String>)] = []
    for candidate in candidates where chosen.count < count {
      let isNew = chosen.allSatisfy {
        $0.about.isDisjoint(with: candidate.about) && $0.comment.text != candidate.comment.text
          && $0.comment.response != candidate.comment.response
      }
      if isNew { chosen.append(candidate) }
    }
    return chosen.map(\.comment)
  }

  /// Comments in the reader's language first, then those that say more of what is telling, then the longer ones.
  private func rank(_ comment: Comment, _ about: Set<String>) -> (Int, Int, Int, String) {
    (comment.language == language ? 1 : 0, about.count, comment.text.count, comment.id.text)
  }
}
