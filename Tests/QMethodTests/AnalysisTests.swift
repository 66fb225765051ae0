import Foundation
import QMethod
import Testing

@Suite struct AnalysisTests {
  private func solution(
    _ study: QStudy? = nil, _ change: (inout QAnalysis) -> Void = { _ in }
  ) throws -> QSolution {
    var analysis = QAnalysis(factors: 2)
    change(&analysis)
    return try analysis.solution(of: try study ?? Example.study(statements: 24, sorts: 10, views: 2))
  }

  @Test func theOrderOfTheSortsDoesNotMatter() throws {
    let study = try Example.study(statements: 30, sorts: 14, views: 3)
    let turned = try QStudy(sorts: study.sorts.reversed(), grid: study.grid)
    let (first, second) = (try solution(study) { $0.factors = 3 }, try solution(turned) { $0.factors = 3 })
    for (a, b) in zip(first.factors, second.factors) {
      #expect(distance((a.zScores ?? []), (b.zScores ?? [])) < 1e-8)
      #expect(a.array == b.array)
    }
  }

  @Test func theOrderOfTheStatementsDoesNotMatter() throws {
    let study = try Example.study(statements: 30, sorts: 45, views: 3)
    let turned = try QStudy(
      sorts: study.sorts.map { QSort(name: $0.name, values: $0.values.reversed()) }, grid: study.grid)
    let (first, second) = (try solution(study) { $0.factors = 3 }, try solution(turned) { $0.factors = 3 })
    #expect(distance(first.loadings.rowList, second.loadings.rowList) < 1e-8)
    #expect(first.flags == second.flags)
  }

  @Test func loadingsDoNotDependOnTheUnitOfTheGrid() throws {
    let study = try Example.study(statements: 24, sorts: 10, views: 2)
    let wide = try QStudy(sorts: study.sorts.map { QSort(name: $0.name, values: $0.values.map { 2 * $0 + 1 }) })
    let (narrow, widened) = (try solution(study).loadings, try solution(wide).loadings)
    #expect(distance(narrow.rowList, widened.rowList) < 1e-9)
  }

  @Test func moreSortsThanStatementsGiveTheSameFactorsEitherWay() throws {
    let study = try Example.study(statements: 20, sorts: 31, views: 3)
    // Kendall has no short cut over the statements; a centroid never has. Pearson's must equal the full matrix.
    let found = try solution(study) { $0.factors = 3 }
    let few = try QStudy(sorts: Array(study.sorts.prefix(19)), grid: study.grid)
    let direct = try solution(few) { $0.factors = 3 }
    for solution in [found, direct] {
      // R·a = λ·a for every unrotated component.
      for factor in 0..<3 {
        let column = solution.extracted.loadings.column(factor)
        let value = solution.extracted.eigenvalues[factor]
        let image = solution.correlations.rowList.map { row in zip(row, column).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(distance(image, column.map { $0 * value }) < 1e-9)
      }
      #expect(abs(solution.extracted.eigenvalues.reduce(0, +) - Double(solution.sortCount)) < 1e-9)
    }
  }

  @Test func viewpointsThatWerePutInComeOut() throws {
    let study = try Example.study(statements: 40, sorts: 18, views: 3, noise: 0.4)
    let found = try solution(study) { $0.factors = 3 }
    for factor in found.factors {
      #expect(factor.definingSorts.count == 6)
      #expect(Set(factor.definingSorts.map { $0 % 3 }).count == 1)
    }
  }

  @Test func handRotationIsUndoneAndRedoneWithoutDrift() throws {
    let start = try solution { $0.rotation = .none }.loadings
    var history = QRotationHistory(start: start)
    for _ in 0..<180 { try history.rotate(.turn(first: 1, second: 2, degrees: 2)) }
    #expect(distance(history.loadings.rowList, start.rowList) < 1e-12)
    #expect(history.communalityDrift < 1e-12)
    try history.rotate(.turn(first: 1, second: 2, degrees: 30))
    try history.rotate(.invert(factor: 2))
    let turned = history.loadings
    history.undo()
    history.undo()
    #expect(history.steps.count == 180)
    history.redo()
    history.redo()
    #expect(history.loadings == turned)
    #expect(!history.canRedo)
    history.undo()
    try history.rotate(.turn(first: 2, second: 1, degrees: 5))
    #expect(!history.canRedo)
    #expect(throws: QAnalysisError.noSuchFactor(factor: 3, count: 2)) {
      try history.rotate(.turn(first: 1, second: 3, degrees: 1))
    }
    #expect(throws: QAnalysisError.sameFactorTwice(factor: 1)) {
      try history.rotate(.turn(first: 1, second: 1, degrees: 1))
    }
    #expect(throws: QAnalysisError.angleIsNotFinite) {
      try history.rotate(.turn(first: 1, second: 2, degrees: .nan))
    }
  }

  @Test func rotationKeepsCommunalitiesAndTheReportShowsIt() throws {
    let turned = try solution {
      $0.handRotations = [.turn(first: 1, second: 2, degrees: 33), .invert(factor: 2)]
      $0.splits = [1]
    }
    #expect(turned.communalityDrift < 1e-12)
    #expect(QReport(turned).text.contains("Check: communalities moved by"))
    #expect(!QReport(try solution()).text.contains("Check: communalities moved by"))
  }

  @Test func aBipolarFactorIsNoticedAndCanBeSplit() throws {
    let study = try Example.study(statements: 24, sorts: 8, views: 1, noise: 0.3)
    let opposed = try QStudy(
      sorts: study.sorts.enumerated().map { index, sort in
        QSort(name: sort.name, values: index < 3 ? sort.values.map { -$0 } : sort.values)
      }, grid: study.grid)
    let whole = try solution(opposed) { $0.factors = 1 }
    #expect(
      whole.notices.contains(.bipolarFactor(factor: 1, positive: [4, 5, 6, 7, 8], negative: [1, 2, 3])))
    let split = try solution(opposed) {
      $0.factors = 1
      $0.splits = [1]
    }
    #expect(split.factors.map(\.definingSorts) == [[3, 4, 5, 6, 7], [0, 1, 2]])
    #expect(split.factors.map(\.split?.isPositive) == [true, false])
    #expect((split.scoreCorrelation(0, 1) ?? 0) < -0.8)
    #expect(split.comparisons.pairs.count == 1)
    #expect(distance(split.communalities, whole.communalities) < 1e-12)
    #expect(!split.notices.contains { if case .bipolarFactor = $0 { true } else { false } })
  }

  @Test func noticesTellWhatIsOdd() throws {
    let study = try Example.study(statements: 24, sorts: 9, views: 2, noise: 0.3)
    var sorts = study.sorts
    sorts[8] = QSort(name: "Copy", values: sorts[0].values)
    sorts[7].values = sorts[7].values.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    let odd = try solution(try QStudy(sorts: sorts, grid: study.grid)) {
      $0.factors = 2
      $0.flagging = .manual((0..<9).map { [$0 < 2, $0 == 0] })
      $0.handRotations = [.invert(factor: 1)]
    }
    #expect(odd.notices.contains(.identicalSorts(first: 1, second: 9)))
    #expect(odd.notices.contains(.unforcedSorts(conforming: 8, of: 9)))
    #expect(odd.notices.contains(.flaggedTwice(sort: 1, factors: [1, 2])))
    #expect(odd.notices.contains(.factorWithOneFlag(factor: 2, sort: 1)))
    let empty = try solution(study) { $0.flagging = .manual(Array(repeating: [true, false], count: 9)) }
    #expect(empty.notices.contains(.factorWithoutFlags(factor: 2)))
    #expect(empty.factors[1].zScores == nil && empty.factors[1].standardError == nil)
    #expect(empty.comparisons.pairs.isEmpty && empty.comparisons.labels.isEmpty)
    #expect(empty.cribSheet(for: 1) == nil)
    let inferred = try solution(try QStudy(sorts: study.sorts))
    #expect(inferred.notices.contains(.gridInferred(conforming: 9, of: 9)))
  }

  @Test func aSortOfWideReachCountsMoreUnlessSortsAreStandardised() throws {
    let study = try Example.study(statements: 24, sorts: 6, views: 1, noise: 0.8)
    let shrunk = try QStudy(
      sorts: study.sorts.enumerated().map { index, sort in
        QSort(name: sort.name, values: index == 0 ? sort.values.map { $0 * 10 } : sort.values)
      })
    for (scaling, isSame) in [(QAnalysis.Scaling.standardised, true), (.raw, false)] {
      let plain = try solution(study) { ($0.factors, $0.scaling) = (1, scaling) }
      let wide = try solution(shrunk) { ($0.factors, $0.scaling) = (1, scaling) }
      #expect((distance(plain.factors[0].zScores ?? [], wide.factors[0].zScores ?? []) < 1e-9) == isSame)
    }
  }

  @Test func tiedStatementsFillTheGridInTheExactProfileOnly() throws {
    let study = try QStudy(sorts: [
      QSort(name: "A", values: [-2, -1, -1, 0, 0, 0, 1, 1, 2]),
      QSort(name: "B", values: [-2, -1, -1, 0, 0, 0, 1, 1, 2]),
      QSort(name: "C", values: [2, 0, -1, 1, -2, 0, -1, 1, 0]),
    ])
    let exact = try solution(study) { $0.flagging = .manual([[true, false], [true, false], [false, true]]) }
    #expect(exact.factors[0].array == [-2, -1, -1, 0, 0, 0, 1, 1, 2])
    #expect(exact.factors[0].ties == [[2, 3], [4, 5, 6], [7, 8]])
    #expect(exact.notices.contains(.tiedScores(factor: 1, statements: [[2, 3], [4, 5, 6], [7, 8]])))
    let third = exact.factors[1].array ?? []
    #expect(third.sorted() == study.grid.distribution)
    // Statements 3 and 7 share −1 in C, 4 and 8 share 1: the lower number is placed higher.
    #expect(third[2] >= third[6] && third[3] >= third[7])
    let shared = try solution(study) {
      $0.profile = .rCompatible
      $0.flagging = .manual([[false, true], [false, true], [true, false]])
    }
    for factor in shared.factors {
      for group in factor.ties {
        #expect(Set(group.map { factor.array?[$0 - 1] }).count == 1)
      }
    }
  }

  @Test func twoSortsThatAreTheSameGiveTheirOwnArrayWithFiniteWeights() throws {
    let sort = try Example.study(statements: 20, sorts: 5, views: 1, noise: 0.5).sorts[0]
    let twins = try QStudy(sorts: [sort, QSort(name: "Twin", values: sort.values)])
    let found = try solution(twins) { $0.factors = 1 }
    #expect(found.factors[0].array == sort.values)
    #expect(found.weights.elements.allSatisfy { $0.isFinite })
    #expect(found.notices.contains(.identicalSorts(first: 1, second: 2)))
  }

  @Test func heywoodCasesAreNoticedWhereverTheyOccur() throws {
    var found = 0
    for seed in 1...60 {
      let study = try Example.study(statements: 20, sorts: 5, views: 2, noise: 0.5, seed: UInt64(seed))
      let solution = try QAnalysis(factors: 4, extraction: .centroid(.pqMethod), rotation: .none).solution(of: study)
      for (sort, communality) in solution.communalities.enumerated() {
        let isNoticed = solution.notices.contains(.heywood(sort: sort + 1, communality: communality))
        #expect(isNoticed == (communality > 1 + 1e-9))
        if isNoticed { found += 1 }
      }
      #expect(solution.weights.elements.allSatisfy { $0.isFinite })
    }
    #expect(found > 0)
  }

  @Test func noSmallStudyBreaksAnyWayThroughTheAnalysis() throws {
    var dice = Example.Dice(state: 99)
    var solved = 0
    for _ in 0..<30 {
      let statements = Int.random(in: 3...7, using: &dice)
      let count = Int.random(in: 2...6, using: &dice)
      let sorts = (0..<count).map { index in
        QSort(name: "\(index)", values: (0..<statements).map { _ in Int.random(in: -1...1, using: &dice) })
      }
      guard let study = try? QStudy(sorts: sorts) else { continue }
      for factors in 1...min(count, statements - 1) {
        for extraction in [
          QExtraction.principalComponents, .centroid(.qmethod), .centroid(.pqMethod), .horst,
        ] {
          for profile in [QAnalysis.Profile.exact, .rCompatible] {
            let found = try QAnalysis(factors: factors, extraction: extraction, profile: profile).solution(of: study)
            #expect(found.loadings.elements.allSatisfy { $0.isFinite })
            #expect(found.weights.elements.allSatisfy { $0.isFinite })
            for factor in found.factors {
              #expect((factor.zScores ?? []).allSatisfy { $0.isFinite })
              #expect(profile == .rCompatible || factor.array == nil || factor.array?.sorted() == found.distribution)
            }
            solved += 1
          }
        }
      }
    }
    #expect(solved > 250)
  }

  @Test func settingsThatCannotBeAreRefused() throws {
    #expect(throws: QAnalysisError.factorCount(asked: 11, most: 10)) { try solution { $0.factors = 11 } }
    #expect(throws: QAnalysisError.factorCount(asked: 0, most: 10)) { try solution { $0.factors = 0 } }
    #expect(throws: QAnalysisError.settingOutOfRange(name: "reliability", value: 1)) {
      try solution { $0.reliability = 1 }
    }
    #expect(throws: QAnalysisError.flagsDoNotFit(sorts: 1, factors: 2)) {
      try solution { $0.flagging = .manual([[true, false]]) }
    }
    #expect(throws: QAnalysisError.noSuchFactor(factor: 3, count: 2)) { try solution { $0.splits = [3] } }
  }

  @Test func studiesThatCannotBeAreRefused() {
    let good = QSort(name: "A", values: [-1, 0, 1])
    #expect(throws: QInputError.tooFewSorts(found: 1, needed: 2)) { try QStudy(sorts: [good]) }
    #expect(throws: QInputError.tooFewStatements(found: 2, needed: 3)) {
      try QStudy(sorts: [QSort(name: "A", values: [0, 1]), QSort(name: "B", values: [1, 0])])
    }
    #expect(throws: QInputError.wrongLength(sort: 2, name: "B", expected: 3, found: 2)) {
      try QStudy(sorts: [good, QSort(name: "B", values: [0, 1])])
    }
    #expect(throws: QInputError.constantSort(sort: 2, name: "B")) {
      try QStudy(sorts: [good, QSort(name: "B", values: [1, 1, 1])])
    }
    #expect(throws: QInputError.statementTexts(expected: 3, found: 1)) {
      try QStudy(statements: ["One"], sorts: [good, good])
    }
    #expect(throws: QInputError.outsideGrid(sort: 1, name: "A", statement: 1, value: -1, lowest: 0, highest: 2)) {
      try QStudy(sorts: [good, good], grid: try QGrid(values: [0, 1, 2], heights: [1, 1, 1]))
    }
    #expect(
      (try? QStudy(sorts: [good, good, QSort(name: "", values: [1, 0, -1])]))?.sorts.map(\.name) == [
        "A", "A (2)", "Sort 3",
      ])
  }

  @Test func retentionAidsStandBesideEachOther() throws {
    let study = try Example.study(statements: 40, sorts: 24, views: 3, noise: 0.4)
    let aids = try QAnalysis(factors: 3).retention(for: study, shuffles: 60)
    #expect(aids.parallel == 3)
    #expect(aids.aboveOne >= 3)
    #expect(aids.factors.count == 8)
    #expect(aids.factors[2].loadingsAt01 >= 2 && aids.factors[0].meetsStrictHumphrey)
    let thresholds = aids.factors.compactMap(\.parallelThreshold)
    #expect(thresholds == thresholds.sorted(by: >) && thresholds.count == 8)
    let again = try QAnalysis(factors: 3).retention(for: study, shuffles: 60)
    #expect(aids == again)
    #expect(throws: QAnalysisError.settingOutOfRange(name: "shuffles", value: 5)) {
      try QAnalysis(factors: 3).retention(for: study, shuffles: 5)
    }
  }

  @Test(.enabled(if: Reference.isPresent, Reference.absence), arguments: Reference.names)
  func humphreysRuleEqualsTheReference(name: String) throws {
    let expected = try Reference.decode(Reference.Results.self, name, "reference.json")
    let study = try Reference.study(name)
    for (extraction, wanted) in [
      (QExtraction.principalComponents, expected.pca.factorRetention),
      (.centroid(.qmethod), expected.centroid.factorRetention),
    ] {
      let aids = try QAnalysis(factors: 2, extraction: extraction).retention(for: study, shuffles: 20)
      let count = wanted.humphreyProduct.count
      #expect(distance(aids.factors.prefix(count).map(\.humphreyProduct), wanted.humphreyProduct) < 1e-9)
      #expect(aids.factors.prefix(count).map(\.loadingsAt01) == wanted.nSortsLoadingP01)
      #expect(aids.factors.prefix(count).map(\.loadingsAt05) == wanted.nSortsLoadingP05)
      #expect(abs(aids.loadingError - wanted.humphreySe) < 1e-12)
    }
    let aids = try QAnalysis(factors: 2).retention(for: study, shuffles: 20)
    #expect(aids.aboveOne == expected.pca.nEigenvaluesAbove1)
  }

  @Test func cribSheetsNameExtremesAndWhatStandsApart() throws {
    let found = try solution(try Example.study(statements: 24, sorts: 12, views: 3, noise: 0.4)) { $0.factors = 3 }
    for factor in 0..<3 {
      let sheet = try #require(found.cribSheet(for: factor))
      let array = try #require(found.factors[factor].array)
      #expect(sheet.highest.allSatisfy { $0.value == found.distribution.last })
      #expect(sheet.lowest.allSatisfy { $0.value == found.distribution.first })
      #expect(!sheet.highest.isEmpty && !sheet.lowest.isEmpty)
      for entry in sheet.higherThanOthers {
        #expect(found.factors.allSatisfy { ($0.array?[entry.statement] ?? 0) <= array[entry.statement] })
      }
      for entry in sheet.lowerThanOthers {
        #expect(found.factors.allSatisfy { ($0.array?[entry.statement] ?? 0) >= array[entry.statement] })
      }
      let listed = [sheet.highest, sheet.higherThanOthers, sheet.lowerThanOthers, sheet.lowest].joined()
      #expect(Set(listed.map(\.statement)).count == Array(listed).count)
      #expect(listed.contains { $0.mark.hasPrefix("D") })
    }
  }

  @Test func aViewpointSharedByGroupsIsFoundAcrossThem() throws {
    let study = try Example.study(statements: 36, sorts: 24, views: 3, noise: 0.4)
    let groups = try (0..<2).map { group in
      let sorts = study.sorts.enumerated().filter { ($0.offset / 3) % 2 == group }.map(\.element)
      return (
        name: "Group \(group + 1)",
        solution: try QAnalysis(factors: 3).solution(of: try QStudy(sorts: sorts, grid: study.grid))
      )
    }
    for usingArrays in [false, true] {
      let shared = try QSecondOrder(groups: groups, analysis: QAnalysis(factors: 3), usingArrays: usingArrays)
      #expect(shared.viewpoints.count == 6)
      for factor in 0..<3 { #expect(shared.groups(sharing: factor) == ["Group 1", "Group 2"]) }
      let document = try #require(
        JSONSerialization.jsonObject(with: Data(try shared.json())) as? [String: Any])
      #expect(document["shared_by"] as? [[String]] == Array(repeating: ["Group 1", "Group 2"], count: 3))
      #expect((document["viewpoints"] as? [[String: Any]])?.last?["factor"] as? Int == 3)
      #expect((document["solution"] as? [String: Any])?["loadings"] is [Any])
      let report = QReport(shared)
      #expect(report.tables.first?.rows.first == [.integer(1), .text("Group 1, Group 2")])
      #expect(Set(report.tables.map(\.sheet)).count == report.tables.count)
    }
    let other = try QAnalysis(factors: 1).solution(of: try Example.study(statements: 20, sorts: 5, views: 1))
    #expect(throws: QAnalysisError.groupsDiffer(group: "B", expected: 36, found: 20)) {
      try QSecondOrder(groups: [groups[0], (name: "B", solution: other)], analysis: QAnalysis(factors: 1))
    }
    #expect(throws: QAnalysisError.tooFewViewpoints(found: 0, needed: 2)) {
      try QSecondOrder(groups: [], analysis: QAnalysis(factors: 1))
    }
  }
}
