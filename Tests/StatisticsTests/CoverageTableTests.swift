import Foundation
import Testing

/// Makes the coverage table of docs/statistics.md:
///
///     KOMPAS_COVERAGE=all swift test -c release --filter CoverageTableTests
///
/// or the rows of one measure, `KOMPAS_COVERAGE=shrunk`.
@Suite(
  .enabled(if: CoverageStudies.wanted != nil, "set KOMPAS_COVERAGE=all to measure coverage"))
struct CoverageTableTests {
  @Test func theCoverageTableIsMade() throws {
    var studies = CoverageStudies.scores(draws: 20_000)
    studies += CoverageStudies.differences(draws: 20_000)
    studies += try CoverageStudies.drivers(draws: 1000)
    studies += CoverageStudies.scales(draws: 10_000)
    studies += CoverageStudies.coders(draws: 2000)
    studies += CoverageStudies.effects(draws: 2000)
    studies += try CoverageStudies.kin(draws: 10_000)
    var rows = ["| measure | situation | draws | coverage of 95% |", "|---|---|---|---|"]
    for (index, study) in studies.enumerated()
    where CoverageStudies.wanted == "all" || study.measure.contains(CoverageStudies.wanted ?? "") {
      let coverage = try study.coverage(seed: UInt64(1000 + index))
      let printed = (10 * coverage).rounded() / 10
      rows.append("| \(study.measure) | \(study.situation) | \(study.draws) | \(printed)% |")
      #expect(coverage > 0 && coverage <= 100)
    }
    #expect(rows.count > 2, "no measure is named like that")
    print(rows.joined(separator: "\n"))
  }
}
