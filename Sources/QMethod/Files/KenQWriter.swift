extension KenQWorkbook {
  /// Sheets of a workbook that Ken-Q and KADE open: type 1 (statement numbers in the cells of the grid) when every sort
  /// fills the grid, else type 2 (a row per sort). Writing XLSX is the caller's.
  /// - Throws: `QInputError.gridIsTooLarge` for a grid outside −6...13.
  public static func sheets(_ study: QStudy) throws(QInputError) -> [(name: String, rows: [[QCell]])] {
    let heights = try KenQPattern.heights(study.grid)
    let numbers = (1...study.statementCount).map { QCell.integer($0) }
    let texts = study.statements.isEmpty ? (1...study.statementCount).map { "s\($0)" } : study.statements
    let names = study.sorts.map { QCell.text($0.name) }
    let sorts: [[QCell]]
    if study.isForced {
      let placed = study.sorts.map { sort in
        sort.values.indices.sorted { (sort.values[$0], $0) < (sort.values[$1], $1) }
      }
      sorts =
        [[.empty] + names]
        + study.grid.distribution.enumerated().map { cell, value in
          [.integer(value)] + placed.map { .integer($0[cell] + 1) }
        }
    } else {
      sorts =
        [[.text("id")] + numbers]
        + study.sorts.map { sort in [.text(sort.name)] + sort.values.map { .integer($0) } }
    }
    return [
      ("name", [[.text("Name")], [.text(study.title)]]),
      ("statements", [[.text("Number"), .text("Statements")]] + zip(numbers, texts).map { [$0, .text($1)] }),
      ("sorts", sorts),
      ("pattern", [KenQPattern.values.map { .integer($0) }, heights.map { .integer($0) }]),
      ("version", [[.text("Version")], [.integer(2)]]),
      ("type", [[.text("Type")], [.integer(study.isForced ? 1 : 2)]]),
    ]
  }
}
