import Statistics
import Testing

/// Scores, scales and drivers of whole surveys, from the answers as they were exported.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct ReferenceSurveyTests {
  private func ratings(_ answers: [Double?], _ reference: Reference, _ scale: ClosedRange<Int>, _ label: String) throws
  {
    try expectRating(Histogram(answers: answers), reference, scale: scale, label)
  }

  @Test func theCommunityEqualsTheReference() throws {
    let reference = try SharedData.reference("r-community-2018")
    let table = try SharedData.table("r-community-2018/form_responses_english_2018.tsv", separator: "\t")
    let recommend = table.numbers(table.heading("How likely are you to recommend R"), valid: 0...10)
    let enjoy = table.numbers(table.heading("how much you enjoy using R"), valid: 1...5)
    let hard = table.numbers(table.heading("how difficult has it been for you to learn"), valid: 1...5)
    #expect(recommend.count == Int(reference["rows"].number))
    try expectNetPromoter(Histogram(answers: recommend), reference["nps"], "community")
    try ratings(enjoy, reference["enjoy"], 1...5, "enjoy")
    try ratings(hard, reference["difficulty"], 1...5, "difficulty")
    let columns = ["ltr": recommend, "enjoy": enjoy, "hard": hard]
    try expectDrivers(reference["drivers_of_recommend"]) { columns[$0] ?? [] }
  }

  @Test func theMaintainersEqualTheReferenceFromTheirAnswers() throws {
    let reference = try SharedData.reference("cncf-maintainers-a")
    for wave in ["2021H1", "2022H1", "2022H2"] {
      let table = try SharedData.table("cncf-maintainers-a/cncf_maintainers_\(wave).csv", headerRows: 2)
      let words = [
        "recommend": "Would you recommend CNCF", "support": "Are you satisfied with the overall support",
        "staff": "CNCF staff responded quickly", "resources": "good understanding of the resources",
        "toc": "CNCF TOC responded quickly",
      ]
      let columns = words.mapValues { table.numbers(table.heading($0), valid: 1...10) }
      try expectNetPromoter(Histogram(answers: columns["recommend"] ?? []), reference["waves", wave, "nps"], wave)
      try expectDrivers(reference["waves", wave, "drivers_of_recommend"]) { columns[$0] ?? [] }
    }
  }

  @Test func theResearchEngineersEqualTheReference() throws {
    let reference = try SharedData.reference("rse-employees-nl")["nl"]
    let table = try SharedData.table("rse-employees-nl/rse2017_nl_public.csv")
    let words = [
      "Never": 1.0, "Sometimes": 2, "Often": 3, "Very Often": 4, "Always": 5, "Strongly disagree": 1, "Disagree": 2,
      "Neither agree or disagree": 3, "Agree": 4, "Strongly Agree": 5,
    ]
    func item(_ code: String) -> [Double?] { table.texts(table.heading("[\(code)]")).map { words[$0] } }
    /// The ends of the scale carry words: "0 - Not at all satisfied".
    func satisfaction(_ code: String) -> [Double?] {
      table.texts(table.heading("[\(code)]")).map { Double($0.prefix { $0 != " " }) }
    }
    for (code, expected) in reference["items"].table { try ratings(item(code), expected, 1...5, code) }
    for code in ["satisgen1", "satisgen2"] { try ratings(satisfaction(code), reference[code], 0...10, code) }
    let feedback = (1...7).map { item("perfCheck\($0)") }
    try expectAlpha(Moments(columns: feedback, missing: .listwise), reference["alpha_feedback"], "feedback")
    func mean(_ items: [[Double?]]) -> [Double?] {
      table.rows.indices.map { row in
        let answers = items.compactMap { $0[row] }
        return answers.isEmpty ? nil : answers.reduce(0, +) / Double(answers.count)
      }
    }
    let columns = [
      "satisgen1": satisfaction("satisgen1"), "feedback": mean(feedback),
      "recognition": mean([item("affRec1"), item("affRec3")]),
    ]
    try expectDrivers(reference["drivers_of_job_satisfaction"]) { columns[$0] ?? [] }
  }

  @Test func theCivilServiceEqualsTheReference() throws {
    let reference = try SharedData.reference("uk-civil-service-2020-a")
    let table = try SharedData.table("uk-civil-service-2020-a/org_scores_long.csv")
    var scores: [String: [String: Double]] = [:]
    let cells = zip(zip(table.texts("organisation_code"), table.texts("measure")), table.numbers("value"))
    for ((organisation, measure), value) in cells { scores[organisation, default: [:]][measure] = value }
    let names = scores.keys.filter { !$0.hasPrefix("CS_") && scores[$0]?["EES"] != nil }.sorted()
    #expect(names.count == Int(reference["organisations"].number))
    func column(_ measure: String) -> [Double?] { names.map { scores[$0]?[measure] } }
    let engagement = try Histogram(answers: column("EES"))
    expectClose(engagement.mean, reference["engagement", "mean"].number, within: referenceRounding)
    expectClose(engagement.median, reference["engagement", "median"].number, within: referenceRounding)
    for (measure, median) in reference["median_per_theme"].table {
      expectClose(try Histogram(answers: column(measure)).median, median.number, within: referenceRounding, measure)
    }
    for (measure, expected) in reference["correlation_with_engagement"].table {
      let matrix = try CorrelationMatrix(Moments(columns: [column("EES"), column(measure)]), variables: [0, 1])
      expectClose(matrix.values[0, 1], expected.number, within: referenceRounding, measure)
    }
    let organisations = try SharedData.table("uk-civil-service-2020-a/orgs.csv")
    let groups = zip(organisations.texts("organisation_code"), organisations.texts("department_group"))
    for (group, expected) in reference["by_department_group"].table {
      let mine = groups.filter { $0.1 == group && names.contains($0.0) }.map { scores[$0.0]?["EES"] }
      #expect(mine.count == Int(expected["orgs"].number), "\(group)")
      expectClose(try Histogram(answers: mine).mean, expected["mean_ees"].number, within: referenceRounding, group)
    }
    try expectDrivers(reference["drivers_of_engagement_across_organisations"], column)
  }

  @Test func starsAndMarksEqualTheReference() throws {
    let bank = try SharedData.table("bank-reviews-nl-fr-en-a/bank_reviews_a.csv")
    try ratings(
      bank.numbers("stars"), SharedData.reference("bank-reviews-nl-fr-en-a")["stars"], 1...5, "bank")
    let earphones = try SharedData.table("nl-earphone-reviews/product_reviews_nl.csv")
    try ratings(
      earphones.numbers("Star_rating"), SharedData.reference("nl-earphone-reviews")["stars"], 1...5, "earphones")
    let staff = try SharedData.table("ibm-hr-attrition-fictional/emp_attrition.csv")
    try ratings(
      staff.numbers("JobSatisfaction"), SharedData.reference("ibm-hr-attrition-fictional")["job_satisfaction"], 1...4,
      "job satisfaction")
    let lounges = try SharedData.table("skytrax-lounge-reviews/lounge.csv")
    let reference = try SharedData.reference("skytrax-lounge-reviews")
    try ratings(lounges.numbers("overall_rating"), reference["overall"], 1...10, "lounges")
    for (part, expected) in reference["part_ratings"].table {
      try ratings(lounges.numbers(part), expected, 0...5, part)
    }
  }

  @Test func theMobileScoresEqualTheReferenceFromTheirAnswers() throws {
    let reference = try SharedData.reference("ecsi-mobi")
    let table = try SharedData.table("ecsi-mobi/mobi.csv")
    try ratings(table.numbers("CUSA1"), reference["overall_satisfaction"], 1...10, "overall")
    try expectNetPromoter(Histogram(answers: table.numbers("CUSL3")), reference["recommend_1_to_10"], "recommend")
    for (block, items) in [
      "Image": (1...5).map { "IMAG\($0)" }, "Expectation": (1...3).map { "CUEX\($0)" },
      "Quality": (1...7).map { "PERQ\($0)" }, "Satisfaction": (1...3).map { "CUSA\($0)" },
    ] {
      let columns = items.map { table.numbers($0) }
      let means = table.rows.indices.map { row in columns.compactMap { $0[row] }.reduce(0, +) / Double(items.count) }
      let answers = try Histogram(answers: means.map { $0 })
      let mean = try MeanScore(answers, scale: 1...10)
      let expected = reference["index_0_100", block]
      let index = try #require(mean.index)
      expectClose(index.value, expected["mean"].number, within: referenceRounding, block)
      expectClose(mean.standardDeviation.map { $0 * 100 / 9 }, expected["sd"].number, within: referenceRounding, block)
      expectClose(index.interval?.low, expected["ci95_mean"][0].number, within: referenceRounding, block)
      expectClose(index.interval?.high, expected["ci95_mean"][1].number, within: referenceRounding, block)
    }
  }

  @Test func theCarpentriesEqualTheReferenceFromTheirAnswers() throws {
    let reference = try SharedData.reference("carpentries-longterm-2017")
    let table = try SharedData.table("carpentries-longterm-2017/longterm_October2017.csv")
    let words = ["Strongly disagree": 1.0, "Disagree": 2, "Neutral": 3, "Agree": 4, "Strongly agree": 5]
    for (item, expected) in reference["items"].table {
      try ratings(table.texts(item).map { words[$0] }, expected, 1...5, item)
    }
    try expectNetPromoter(
      Histogram(answers: table.numbers("Likely-To-Recommend", valid: 0...10)), reference["nps"], "carpentries")
  }
}
