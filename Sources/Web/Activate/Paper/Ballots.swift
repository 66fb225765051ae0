import Activate
import Values

/// Paper ballots as they are typed in: several answers to one round in one form.
struct Ballots {
  let round: Round
  let form: Form

  /// How many fit on a page.
  static let most = 30
  static let usual = 8

  static func prefix(_ number: Int) -> String { "b\(number)." }

  /// What was filled in on each ballot, by its number from 1. Ballots on which nothing was written are left out.
  var filled: [(number: Int, form: Form)] {
    let always = Set(RoundForm(round: round, filled: FilledFields()).controls.flatMap(\.alwaysSent))
    // Where every field is always sent, an order for example, every ballot counts.
    let names = Set(
      form.fields.compactMap { field in Self.read(field.name)?.name }
    ).subtracting(always)
    return (1...Self.most).compactMap { number in
      let fields = form.fields.filter { Self.read($0.name)?.number == number }
      let own = Form(fields.map { (String($0.name.dropFirst(Self.prefix(number).count)), $0.value) })
      let isBlank =
        own.fields.isEmpty
        || !names.isEmpty
          && own.fields.allSatisfy { always.contains($0.name) || $0.value.allSatisfy(\.isWhitespace) }
      return isBlank ? nil : (number, own)
    }
  }

  /// What goes in the box. The same ballot of the same page, sent again, is the same one.
  ///
  /// Throws a `Rejection` with what is wrong on each ballot, by its number; then none of them is entered.
  func sendings(attempt: Int, key: String, today: Day) throws -> [Contributions.Sending] {
    var problems: [String: Message] = [:]
    var sendings: [Contributions.Sending] = []
    for ballot in filled {
      do {
        sendings.append(
          Contributions.Sending(
            round: round, attempt: attempt, key: "\(key).\(ballot.number)",
            contribution: try .of(ballot.form, for: round, today: today)))
      } catch let rejection as Rejection {
        problems["\(ballot.number)"] = rejection.problems.sorted { $0.key < $1.key }.first?.value
      }
    }
    guard problems.isEmpty else { throw Rejection(problems) }
    return sendings
  }

  private static func read(_ name: String) -> (number: Int, name: String)? {
    guard name.first == "b", let dot = name.firstIndex(of: "."),
      let number = Int(name[name.index(after: name.startIndex)..<dot])
    else { return nil }
    return (number, String(name[name.index(after: dot)...]))
  }
}
