import Listen
import People
import Understand

/// A few comments on a page of figures, with the way to all of them. Drawn by `{{>comments/chosen}}`.
struct ChosenComments: ViewModel {
  let quotes: [Quote]
  let all: Link
}

extension ChosenComments {
  /// Nothing where nobody wrote anything, or the reader may not read it.
  init?(_ comments: [Comment], _ around: ReadingSurroundings) {
    guard !comments.isEmpty else { return nil }
    let units = around.member.tree
    quotes = comments.map { comment in
      let unit = comment.unit.flatMap(units.unit).flatMap { $0.id == around.place.unit ? nil : $0.name }
      return Quote(comment, about: unit.map { [(.verbatim($0), nil)] } ?? [])
    }
    all = around.commentsLink
  }
}
