import TableFiles
public import Values

extension Imports {
  /// Names the columns of a file that waits, with a codebook that a person brings beside it. The book itself is not kept.
  ///
  /// - Parameter book: where it lies now.
  /// - Throws: `CodebookRefusal`, `TableFileError` where it is no table, `ImportStop`; then nothing was changed.
  public func name(
    _ id: ID<Import>, with book: String, by importer: Importer
  ) async throws -> (found: Import, outcome: CodebookOutcome) {
    let known = try await find(id, by: importer)
    guard known.state == .proposed else { throw ImportStop.done }
    let (mapping, outcome) = try await Self.onThread {
      let file = try open(known, sheet: known.mapping.sheet)
      let book = try Codebook(reading: .path(book), for: file.header.columns)
      var mapping = known.mapping
      let outcome = try book.name(&mapping, of: file, run: DryRun(file))
      return (mapping, outcome)
    }
    return (try await change(id, to: mapping, by: importer), outcome)
  }
}
