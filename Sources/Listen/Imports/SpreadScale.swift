/// Finds scales of which each step has a column of its own, as some tools write a row of five boxes.
enum SpreadScale {
  /// What the column of a step is.
  struct Step: Equatable {
    let step: Int
    let scale: ImportScale
  }

  /// The steps among columns that are one option each, by position; also of steps that nobody took.
  ///
  /// Options that are whole numbers on end, or words of one scale, and of which a row has at most one. A question that asks for
  /// all that apply is no scale.
  ///
  /// - Parameter rows: how many rows the file has.
  static func find(
    in columns: [ImportColumn], options: Set<Int>, profiles: [ColumnProfile], rows: Int
  ) -> [Int: Step] {
    var members: [String: [ImportColumn]] = [:]
    for column in columns where column.system == nil && column.option != nil {
      if let group = column.group { members[group, default: []].append(column) }
    }
    var found: [Int: Step] = [:]
    for group in members.values where group.contains(where: { options.contains($0.position) }) {
      // What somebody wrote beside the scale is no step of it.
      let steps = group.filter { options.contains($0.position) || profiles[$0.position].filled == 0 }
      guard let numbers = numbers(of: steps.map { $0.option ?? "" }), let low = numbers.min(), let high = numbers.max(),
        !HeaderText.contains(steps[0].question, anyOf: ChoiceProposal.severalWords)
      else { continue }
      let ticks = steps.reduce(0) { $0 + Self.ticks(in: profiles[$1.position], of: $1) }
      guard ticks <= rows else { continue }
      for (column, number) in zip(steps, numbers) {
        found[column.position] = Step(step: number, scale: ImportScale(min: low, max: high))
      }
    }
    return found
  }

  /// The numbers of the options, from 0 or 1 up to 10 without a gap; else their places on a scale of words.
  private static func numbers(of options: [String]) -> [Int]? {
    let bare = options.map(ChoiceColumns.bare)
    let numbers = bare.map { Int($0) ?? VerbalScale.leadingNumber($0).map(Int.init) }
    if !numbers.contains(nil) {
      let steps = numbers.compactMap(\.self).sorted()
      guard let low = steps.first, (0...1).contains(low), (3...11).contains(steps.count) else { return nil }
      return steps == Array(low..<(low + steps.count)) && low + steps.count <= 11 ? numbers.compactMap(\.self) : nil
    }
    guard let (places, length) = VerbalScale.steps(of: bare), length == bare.count, length >= 3 else { return nil }
    let steps = bare.compactMap { places[$0].map(Int.init) }
    return Set(steps).count == length ? steps : nil
  }

  private static func ticks(in profile: ColumnProfile, of column: ImportColumn) -> Int {
    let isDummy = profile.values.contains { $0.value == "1" } && profile.values.contains { $0.value == "0" }
    let isNamed = !isDummy && column.option?.hasSuffix("0") == true
    return profile.values.reduce(0) { sum, value in
      ChoiceColumns.notChosen.contains(value.value.lowercased()) && !isNamed ? sum : sum + value.count
    }
  }
}
