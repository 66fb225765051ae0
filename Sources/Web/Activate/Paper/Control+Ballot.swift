import Values

/// The same inputs several times on one page: each ballot's fields begin with its number.
extension Control {
  func onBallot(_ number: Int) -> Control {
    let prefix = Ballots.prefix(number)
    var control = self
    control.number?.rename(prefix)
    control.scale?.steps.rename(prefix)
    control.rows?.rows = (rows?.rows ?? []).map { row in
      var row = row
      row.steps.rename(prefix)
      if let name = row.skip?.name { row.skip?.name = prefix + name }
      return row
    }
    control.picks?.options = (picks?.options ?? []).map { option in
      var option = option
      option.name = prefix + option.name
      return option
    }
    control.split?.parts = (split?.parts ?? []).map { part in
      var part = part
      part.rename(prefix)
      return part
    }
    control.ranking?.items = (ranking?.items ?? []).map { item in
      var item = item
      item.rename(prefix)
      return item
    }
    control.words?.rename(prefix)
    control.list?.rename(prefix)
    return control
  }

  /// The fields that a browser always sends, also of a ballot that is blank.
  var alwaysSent: [String] {
    (list.map { [$0.name] } ?? []) + (ranking?.items.map(\.name) ?? [])
      + (rows?.rows.flatMap(\.steps).filter(\.isChosen).map(\.name) ?? [])
      + (picks?.options.filter { $0.isChosen }.map(\.name) ?? [])
  }
}

private protocol Named {
  var id: String { get set }
  var name: String { get set }
}

extension Named {
  fileprivate mutating func rename(_ prefix: String) {
    id = prefix + id
    name = prefix + name
  }
}

extension NumberInput: Named {}
extension SplitInput.Part: Named {}
extension RankingInput.Item: Named {}
extension WordsInput: Named {}
extension ListInput: Named {}

extension [ScaleStep] {
  fileprivate mutating func rename(_ prefix: String) {
    for place in indices { self[place].name = prefix + self[place].name }
  }
}
