import Statistics
import Testing

/// The figures of parts (units, waves, languages, roles), each from the answers themselves.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct ReferencePartTests {
  /// The answers of each group; those without one are under `nan`, as in the references.
  private func grouped(_ groups: [String], _ answers: [Double?]) -> [String: [Double?]] {
    var parts: [String: [Double?]] = [:]
    for (group, answer) in zip(groups, answers) { parts[group.isEmpty ? "nan" : group, default: []].append(answer) }
    return parts
  }

  /// Compares `{n, nps, mean, promoters, passives, detractors}` of every group.
  private func expectScores(_ parts: [String: [Double?]], _ expected: Reference, _ label: String) throws {
    for (group, figures) in expected.table {
      let answers = try Histogram(answers: parts[group] ?? [])
      guard figures["n"].number > 0 else {
        #expect(answers.count == 0)
        #expect(throws: StatisticsError.self) { try NetPromoterScore(answers) }
        continue
      }
      let score = try NetPromoterScore(answers)
      #expect(score.estimate.n == Int(figures["n"].number), "\(label) \(group)")
      expectClose(score.estimate.value, figures["nps"].number, within: referenceRounding, "\(label) \(group)")
      expectClose(answers.mean, figures["mean"].number, within: referenceRounding, "\(label) \(group) mean")
      for (share, key) in [
        (score.promoters, "promoters"), (score.passives, "passives"), (score.detractors, "detractors"),
      ] {
        expectClose(share * Double(score.estimate.n) / 100, figures[key].number, "\(label) \(group) \(key)")
      }
    }
  }

  /// Compares `{n, mean, sd, top_box_pct}` of every group, of which the last two may be absent.
  private func expectMeans(
    _ parts: [String: [Double?]], _ expected: Reference, scale: ClosedRange<Int>, boxes: Int = 2, _ label: String
  ) throws {
    for (group, figures) in expected.table {
      let answers = try Histogram(answers: #require(parts[group], "\(label) \(group)"))
      let mean = try Estimate(meanOf: answers)
      #expect(mean.n == Int(figures["n"].number), "\(label) \(group)")
      expectClose(mean.value, figures["mean"].number, within: referenceRounding, "\(label) \(group)")
      if case .number(let deviation) = figures["sd"] {
        expectClose(answers.sampleVariance?.squareRoot(), deviation, within: referenceRounding, "\(label) \(group) sd")
      }
      if case .number(let top) = figures["top_box_pct"] {
        let share = try BoxShare(answers, scale: scale, boxes: boxes)
        expectClose(share.estimate.value, top, within: referenceRounding, "\(label) \(group) top")
      }
    }
  }

  @Test func theAirportsPartsEqualTheReference() throws {
    let reference = try SharedData.reference("sfo-airport-2017")
    let table = try SharedData.table("sfo-airport-2017/sfo_2017.csv")
    let answers = table.numbers("NETPRO", valid: 0...10)
    for (key, column) in [
      "nps_by_boarding_area": "BAREA", "nps_by_age_code": "Q19AGE", "nps_by_gender_code": "Q20GENDER",
      "nps_by_peak": "PEAK", "nps_by_language": "LANG",
    ] {
      try expectScores(grouped(table.texts(column), answers), reference[key], key)
    }
    let both = zip(table.texts("BAREA"), table.texts("Q19AGE")).map { "\($0) > \($1)" }
    try expectScores(grouped(both, answers), reference["nps_by_boarding_area_and_age"], "area and age")
  }

  @Test func theCarpentriesPartsEqualTheReference() throws {
    let reference = try SharedData.reference("carpentries-longterm-2017")
    let table = try SharedData.table("carpentries-longterm-2017/longterm_October2017.csv")
    let answers = table.numbers("Likely-To-Recommend", valid: 0...10)
    for (key, column) in [
      "nps_by_country": "Country", "nps_by_time_since": "How-Long-Ago", "nps_by_position": "Position",
    ] {
      try expectScores(grouped(table.texts(column), answers), reference[key], key)
    }
  }

  @Test func theCommunitysPartsEqualTheReference() throws {
    let reference = try SharedData.reference("r-community-2018")
    let table = try SharedData.table("r-community-2018/form_responses_english_2018.tsv", separator: "\t")
    let answers = table.numbers(table.heading("How likely are you to recommend R"), valid: 0...10)
    let levels = table.texts(table.heading("How would you rate your level of experience using R?")).map {
      $0 == "None" ? "" : $0
    }
    try expectScores(grouped(levels, answers), reference["nps_by_experience"], "experience")
  }

  @Test func theBanksPartsEqualTheReference() throws {
    let reference = try SharedData.reference("bank-reviews-nl-fr-en-a")
    let table = try SharedData.table("bank-reviews-nl-fr-en-a/bank_reviews_a.csv")
    let stars = table.numbers("stars")
    let years = table.texts("published").map { String($0.prefix(4)) }
    for (key, groups) in [
      "stars_by_language": table.texts("language"), "stars_by_year": years, "stars_by_source": table.texts("source"),
    ] {
      try expectMeans(grouped(groups, stars), reference[key], scale: 1...5, key)
    }
  }

  @Test func theAirlinesEqualTheReference() throws {
    let reference = try SharedData.reference("skytrax-lounge-reviews")
    let table = try SharedData.table("skytrax-lounge-reviews/lounge.csv")
    let marks = table.numbers("overall_rating")
    try expectMeans(
      grouped(table.texts("airline_name"), marks), reference["by_airline"], scale: 1...10, "airline")
    let recommended = try Estimate(
      shareOf: Histogram(answers: table.numbers("recommended")), where: { $0 == 1 })
    #expect(recommended.n == Int(reference["recommended", "n"].number))
    expectClose(recommended.value * Double(recommended.n) / 100, reference["recommended", "yes"].number)
  }

  @Test func theFictionalDepartmentsEqualTheReference() throws {
    let reference = try SharedData.reference("ibm-hr-attrition-fictional")
    let table = try SharedData.table("ibm-hr-attrition-fictional/emp_attrition.csv")
    let answers = table.numbers("JobSatisfaction")
    let departments = table.texts("Department")
    try expectMeans(grouped(departments, answers), reference["by_department"], scale: 1...4, "department")
    let roles = zip(departments, table.texts("JobRole")).map { "\($0) > \($1)" }
    try expectMeans(grouped(roles, answers), reference["by_department_and_role"], scale: 1...4, "role")
    let left = table.texts("Attrition").map { $0 == "Yes" ? 1.0 : 0 }
    for (department, figures) in reference["attrition_by_department"].table {
      let share = try Estimate(
        shareOf: Histogram(answers: #require(grouped(departments, left)[department])), where: { $0 == 1 })
      #expect(share.n == Int(figures["n"].number))
      expectClose(share.value * Double(share.n) / 100, figures["left"].number, department)
    }
  }

  @Test func theSoldiersUnitsEqualTheReference() throws {
    let reference = try SharedData.reference("army-jobsat-3-waves")["tree"]
    let table = try SharedData.table("army-jobsat-3-waves/univbct_wide.csv")
    let battalions = table.texts("BTN").map { String($0.prefix { $0 != "." }) }
    let companies = zip(battalions, table.texts("COMPANY")).map { "\($0) \($1)" }
    for wave in ["1", "2", "3"] {
      let answers = table.numbers("JOBSAT\(wave)")
      let (upper, lower) = (grouped(battalions, answers), grouped(companies, answers))
      func expect(_ answers: [Double?]?, _ figures: Reference, _ label: String) throws {
        let histogram = try Histogram(answers: #require(answers, "\(label)"))
        #expect(histogram.count == Int(figures["n"].number), "\(label)")
        guard histogram.count > 0 else { return }
        expectClose(try Estimate(meanOf: histogram).value, figures["mean"].number, within: referenceRounding, label)
      }
      for (battalion, part) in reference.table {
        try expect(upper[battalion], part["jobsat", wave], "battalion \(battalion), wave \(wave)")
        for (company, figures) in part["companies"].table {
          try expect(lower["\(battalion) \(company)"], figures["jobsat", wave], "\(battalion) \(company), wave \(wave)")
        }
      }
    }
  }

  @Test func theWorkloadOfGroupsEqualsTheReference() throws {
    let reference = try SharedData.reference("army-wellbeing-workload")
    let table = try SharedData.table("army-wellbeing-workload/bh1996.csv")
    let groups = table.texts("GRP").map { String($0.prefix { $0 != "." }) }
    for (column, expected) in reference["overall"].table {
      let answers = try Histogram(answers: table.numbers(column))
      expectClose(answers.mean, expected["mean"].number, within: referenceRounding, column)
      expectClose(answers.sampleVariance?.squareRoot(), expected["sd"].number, within: referenceRounding, column)
      let parts = grouped(groups, table.numbers(column))
      for (group, figures) in reference["by_group"].table {
        let part = try Histogram(answers: #require(parts[group], "group \(group)"))
        #expect(part.count == Int(figures["n"].number))
        expectClose(part.mean, figures[column.lowercased()].number, within: referenceRounding, "\(column) of \(group)")
      }
    }
  }

  @Test func theCountysDepartmentsEqualTheReference() throws {
    let reference = try SharedData.reference("pierce-county-employees")
    let table = try SharedData.table("pierce-county-employees/employee_survey.csv")
    let questions = table.texts("Question").map { String($0.prefix { $0 != "." }) }
    let departments = table.texts("Department")
    let answers = table.numbers("Response", valid: 1...4)
    func expect(_ mine: [Double?], _ figures: Reference, _ label: String) throws {
      let histogram = try Histogram(answers: mine)
      #expect(histogram.count == Int(figures["n"].number), "\(label)")
      guard histogram.count > 0 else { return }
      let favourability = try Favourability(histogram, scale: 1...4)
      expectClose(favourability.favourable.value, figures["favourable_pct"].number, within: referenceRounding, label)
      let top = try BoxShare(histogram, scale: 1...4, boxes: 1)
      expectClose(top.estimate.value, figures["strongly_agree_pct"].number, within: referenceRounding, label)
      expectClose(histogram.mean, figures["mean"].number, within: referenceRounding, label)
    }
    let cells = grouped(zip(departments, questions).map { "\($0) \($1)" }, answers)
    for (department, expected) in reference["by_department"].table {
      for (question, figures) in expected.table {
        try expect(cells["\(department) \(question)"] ?? [], figures, "\(department), question \(question)")
      }
    }
    // A role is the first flag that is set.
    let flags = ["Director", "Manager", "Supervisor", "Staff"].map { ($0, table.texts($0)) }
    let roles = departments.indices.map { row in flags.first { $0.1[row] == "1" }?.0 ?? "" }
    let last = departments.indices.filter { questions[$0] == "10" }
    let byRole = grouped(last.map { roles[$0] }, last.map { answers[$0] })
    for (role, figures) in reference["by_role_question_10"].table {
      try expect(#require(byRole[role == "no flag" ? "nan" : role]), figures, "role \(role)")
    }
    let names = Array(reference["by_department"].table.keys)
    let means = try (1...10).map { question in
      try names.map { name in try Histogram(answers: cells["\(name) \(question)"] ?? []).mean }
    }
    let matrix = try CorrelationMatrix(Moments(columns: means), variables: Array(0..<10))
    for (question, expected) in reference["correlation_of_department_means_with_q10"].table {
      let row = try #require(Int(question)) - 1
      expectClose(matrix.values[row, 9], expected.number, within: referenceRounding, "question \(question)")
    }
  }
}
