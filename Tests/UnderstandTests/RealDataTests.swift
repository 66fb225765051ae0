import Foundation
import Listen
import People
import Statistics
import TestKit
import Testing
import Understand
import Values

/// Real research goes in by its mapping, and the readings say what others computed for it (`reference.json`).
@Suite(.enabled(if: Shared.has("data/sfo-airport-2017"), "\(Shared.missing)"))
struct RealDataTests {
  private static let sfoDay = Day(year: 2017, month: 5, day: 15)

  @Test func sanFranciscoAirportByBoardingArea() async throws {
    let set = try await RealSet("SFO")
    let reference = try Reference("sfo-airport-2017")
    let done = try await set.bring(
      "sfo-airport-2017/sfo_2017.csv", mapping: "sfo-2017-recommend", wave: "2017", day: Self.sfoDay)
    let outcome = try #require(done.outcome)
    #expect(outcome.added + outcome.empty == 2_831 && outcome.refused == 0 && outcome.unitsMade == 7)

    let reading = try await set.strategic(done)
    let nps = try #require(reading.headline.first { $0.name == "nps" })
    RealFigures.same("SFO", "NPS", nps.estimate.value, try reference.number("nps", "nps"))
    RealFigures.same("SFO", "NPS n", Double(nps.estimate.n), try reference.number("nps", "n"))
    RealFigures.same(
      "SFO", "NPS low", nps.estimate.interval?.low, try reference.number("nps", "adjusted_wald", "ci95"))
    RealFigures.same(
      "SFO", "NPS standard error", nps.estimate.standardError, try reference.number("nps", "adjusted_wald", "se"))
    for (kind, key) in [
      (Figure.Kind.promoters, "promoter_pct"), (.passives, "passive_pct"), (.detractors, "detractor_pct"),
    ] {
      let share = reading.promotership.first { $0.kind == kind }?.estimate.value
      RealFigures.same("SFO", kind.rawValue, share, try reference.number("nps", key))
    }
    let units = try #require(reading.units)
    for area in try reference.keys("nps_by_boarding_area") {
      let line = (units.lines + units.small).first { $0.unit.name == "Boarding area \(area)" }
      RealFigures.same(
        "SFO", "NPS of area \(area)", line?.score.estimate.value,
        try reference.number("nps_by_boarding_area", area, "nps"))
      RealFigures.same(
        "SFO", "n of area \(area)", line.map { Double($0.score.estimate.n) },
        try reference.number("nps_by_boarding_area", area, "n"))
    }
    try compare(#require(reading.drivers), "SFO", reference, "drivers_of_recommend")
  }

  @Test func sanFranciscoAirportQuestionByQuestion() async throws {
    let set = try await RealSet("SFO")
    let done = try await set.bring(
      "sfo-airport-2017/sfo_2017.csv", mapping: "sfo-2017-unweighted", wave: "2017", day: Self.sfoDay)
    try await compareRatings(set, done, "SFO", Reference("sfo-airport-2017"), at: "ratings")
  }

  @Test func sanFranciscoAirportWeighted() async throws {
    let set = try await RealSet("SFO weighted")
    let reference = try Reference("sfo-airport-2017")
    let done = try await set.bring(
      "sfo-airport-2017/sfo_2017.csv", mapping: "sfo-2017", wave: "2017", day: Self.sfoDay)
    let reading = try await set.strategic(done)
    #expect(reading.isWeighted)
    let nps = try #require(reading.headline.first { $0.name == "nps" })
    RealFigures.same("SFO weighted", "NPS", nps.estimate.value, try reference.number("nps_weighted", "nps"))
    RealFigures.same(
      "SFO weighted", "effective n", nps.estimate.effectiveN, try reference.number("nps_weighted", "n_effective_kish"),
      // Columns keep weights in steps of 2⁻²⁰, so that sums are exact.
      within: 1e-3)
    let promoters = reading.promotership.first { $0.kind == .promoters }?.estimate.value
    RealFigures.same("SFO weighted", "promoters", promoters, try reference.number("nps_weighted", "promoter_pct"))
  }

  @Test func whatTheWholeAirportDependsOn() async throws {
    let set = try await RealSet("SFO")
    let done = try await set.bring(
      "sfo-airport-2017/sfo_2017.csv", mapping: "sfo-2017-whole", wave: "2017", day: Self.sfoDay)
    let drivers = try #require(try await set.strategic(done).drivers)
    try compare(drivers, "SFO", Reference("sfo-airport-2017"), "drivers_of_airport_as_a_whole")
  }

  @Test func fiveWavesOfMaintainersAreOneSurveyWithoutAnNPS() async throws {
    let set = try await RealSet("CNCF")
    let reference = try Reference("cncf-maintainers-a")
    var survey: ID<Survey>?
    for (wave, month) in [("2019H1", 2), ("2020H1", 2), ("2021H1", 2), ("2022H1", 2), ("2022H2", 9)] {
      let day = Day(year: Int(wave.prefix(4)) ?? 0, month: month, day: 15)
      let done = try await set.bring(
        "cncf-maintainers-a/cncf_maintainers_\(wave).csv", mapping: "cncf-\(wave)", wave: wave, day: day, into: survey)
      survey = done.survey
      RealFigures.same(
        "CNCF \(wave)", "responses", done.outcome.map { Double($0.added + $0.empty) },
        try reference.number("waves", wave, "respondents"))
      let reading = try await set.strategic(done)
      #expect(reading.headline.allSatisfy { $0.name != "nps" } && reading.promotership.isEmpty)
      if wave == "2019H1" {
        // Five columns, of which each says its own step. Counted cell by cell: the reference has no figure of them.
        let research = try await set.research(done)
        let place = try #require(research.measures.firstIndex { $0.key.isCalled("recommend2019") })
        let histogram = try research.histogram(place, Selection(waves: [#require(done.wave)]))
        #expect(
          (1...5).map { step in histogram.tallies.first { $0.value == Double(step) }?.count ?? 0 } == [
            0, 2, 10, 23, 29,
          ])
      }
      guard wave >= "2021" else { continue }
      #expect(done.outcome?.notNPS.isEmpty == false)
      let mean = try #require(reading.headline.first)
      RealFigures.same(
        "CNCF \(wave)", "recommend 1-10", mean.estimate.value, try reference.number("waves", wave, "nps", "mean"))
      RealFigures.same("CNCF \(wave)", "n", Double(mean.estimate.n), try reference.number("waves", wave, "nps", "n"))
      let drivers = try #require(reading.drivers)
      let known = try reference.keys("waves", wave, "drivers_of_recommend", "predictors")
      for driver in drivers.drivers {
        guard let name = known.first(where: { driver.measure.key.isCalled($0) }) else { continue }
        RealFigures.same(
          "CNCF \(wave)", "LMG of \(name)", driver.importance?.estimate.value,
          try reference.number("waves", wave, "drivers_of_recommend", "predictors", name, "lmg"))
      }
    }
  }

  @Test func theCommunityOfR() async throws {
    let set = try await RealSet("R")
    let reference = try Reference("r-community-2018")
    let done = try await set.bring(
      "r-community-2018/form_responses_english_2018.tsv", mapping: "r-community-2018", wave: "2018")
    let reading = try await set.strategic(done)
    let mean = try #require(reading.headline.first)
    #expect(mean.name != "nps")
    RealFigures.same("R 2018", "recommend 1-10", mean.estimate.value, try reference.number("nps", "mean"))
    RealFigures.same("R 2018", "n", Double(mean.estimate.n), try reference.number("nps", "n"))
    let units = try #require(reading.units)
    for name in ["Beginner", "Intermediate", "Expert"] {
      let line = (units.lines + units.small).first { $0.unit.name == name }
      RealFigures.same(
        "R 2018", "recommend of \(name)", line?.score.estimate.value,
        try reference.number("nps_by_experience", name, "mean"))
    }
    let drivers = try #require(reading.drivers)
    for (key, name) in [("enjoy", "enjoy"), ("difficulty", "hard")] {
      let driver = drivers.drivers.first { $0.measure.key.isCalled(key) }
      RealFigures.same(
        "R 2018", "LMG of \(name)", driver?.importance?.estimate.value,
        try reference.number("drivers_of_recommend", "predictors", name, "lmg"))
    }
    let filled = try reference.number("comments", "best", "filled") + reference.number("comments", "least", "filled")
    RealFigures.same(
      "R 2018", "comments", done.outcome.map { Double($0.comments) }, filled,
      // One respondent wrote 'None' with a space behind it, which the reference takes for a comment.
      within: 1)
  }

  @Test func reviewsOfABankInThreeLanguages() async throws {
    let set = try await RealSet("Bank")
    let reference = try Reference("bank-reviews-nl-fr-en-a")
    let done = try await set.bring(
      "bank-reviews-nl-fr-en-a/bank_reviews_a.csv", mapping: "bank-reviews", wave: "2017-2025")
    let reading = try await set.strategic(done)
    let stars = try #require(reading.headline.first)
    RealFigures.same("Bank", "stars", stars.estimate.value, try reference.number("stars", "mean"))
    RealFigures.same("Bank", "n", Double(stars.estimate.n), try reference.number("stars", "n"))
    let units = try #require(reading.units)
    for source in try reference.keys("stars_by_source") {
      let line = (units.lines + units.small).first { $0.unit.name == source }
      RealFigures.same(
        "Bank", "stars of \(source)", line?.score.estimate.value,
        try reference.number("stars_by_source", source, "mean"))
    }
    #expect(reading.wave.opensOn.civil.year == 2017 && reading.wave.closesOn?.civil.year == 2025)
  }

  @Test func satisfactionWithAMobilePhone() async throws {
    let set = try await RealSet("ECSI")
    let reference = try Reference("ecsi-mobi")
    let whole = try await set.bring("ecsi-mobi/mobi.csv", mapping: "ecsi-mobi", wave: "All")
    let document = try await set.research(whole).survey.document
    #expect(document.question(.recommendation) == nil && document.outcome?.isCalled("CUSL3") == true)
    try await compareRatings(set, whole, "ECSI", reference, at: "items")
    let quality = try await set.bring("ecsi-mobi/mobi.csv", mapping: "ecsi-mobi-quality", wave: "Quality")
    let drivers = try #require(try await set.strategic(quality).drivers)
    try compare(drivers, "ECSI", reference, "drivers_of_overall_by_quality_items")
  }

  @Test func researchSoftwareEngineersInTheNetherlands() async throws {
    let set = try await RealSet("RSE NL")
    let reference = try Reference("rse-employees-nl")
    let done = try await set.bring("rse-employees-nl/rse2017_nl_public.csv", mapping: "rse-nl-2017", wave: "2017")
    let satisfied = try #require(try await set.strategic(done).headline.first)
    RealFigures.same("RSE NL", "satisgen1", satisfied.estimate.value, try reference.number("nl", "satisgen1", "mean"))
    RealFigures.same("RSE NL", "n", Double(satisfied.estimate.n), try reference.number("nl", "satisgen1", "n"))
    try await compareRatings(set, done, "RSE NL", reference, at: "nl", "items")
  }

  /// The mean and spread of every rating that the reference knows.
  private func compareRatings(
    _ set: RealSet, _ done: Import, _ name: String, _ reference: Reference, at path: String...
  ) async throws {
    let research = try await set.research(done)
    let all = Selection(waves: try [#require(done.wave)])
    var compared = 0
    let known = try path.count == 1 ? reference.keys(path[0]) : reference.keys(path[0], path[1])
    for rating in known {
      guard let place = research.measures.firstIndex(where: { $0.key.isCalled(rating) }) else { continue }
      func number(_ key: String) throws -> Double {
        try path.count == 1 ? reference.number(path[0], rating, key) : reference.number(path[0], path[1], rating, key)
      }
      let score = try MeanScore(research.histogram(place, all))
      RealFigures.same(name, "mean of \(rating)", score.estimate.value, try number("mean"))
      RealFigures.same(name, "n of \(rating)", Double(score.estimate.n), try number("n"))
      RealFigures.same(name, "sd of \(rating)", score.standardDeviation, try number("sd"))
      compared += 1
    }
    #expect(compared >= known.count - 1, "\(name): \(compared) of \(known.count) ratings compared")
  }

  private func compare(_ drivers: DriverReading, _ set: String, _ reference: Reference, _ key: String) throws {
    RealFigures.same(set, "\(key): n", Double(drivers.n), try reference.number(key, "n_listwise"))
    RealFigures.same(set, "\(key): R²", drivers.rSquared, try reference.number(key, "r_squared"))
    let names = try reference.keys(key, "predictors")
    #expect(names.count == drivers.drivers.count && drivers.missingValues == .listwise)
    for name in names {
      let driver = try #require(drivers.drivers.first { $0.measure.key.isCalled(name) })
      RealFigures.same(
        set, "\(key): LMG of \(name)", driver.importance?.estimate.value,
        try reference.number(key, "predictors", name, "lmg"))
      RealFigures.same(
        set, "\(key): relative weight of \(name)", driver.relativeWeight?.estimate.value,
        try reference.number(key, "predictors", name, "rel_weight_raw"))
      RealFigures.same(
        set, "\(key): r of \(name)", driver.correlation.value, try reference.number(key, "predictors", name, "r_with_y")
      )
    }
  }
}
