import Foundation
import TableFiles
import Testing
import Values

@testable import Listen

@Suite(.needsResearchFiles) struct RealExportsTests {
  static let sources: [(String, ImportSource)] = [
    ("exports-qualtrics/Long_Exhaustive_Sample_Survey.csv", .qualtrics),
    ("exports-qualtrics/Multiple_Answer_MC_Questions_Insights.csv", .qualtrics),
    ("exports-qualtrics/Multiple_Answer_MC_Questions.csv", .qualtricsLegacy),
    ("exports-qualtrics/Matrix_Single_Answer_Testing.csv", .qualtrics),
    ("exports-qualtrics/Better_Sample_Survey.csv", .qualtrics),
    ("exports-qualtrics/Multiple_Answer_Matrix_Questions_Insights.csv", .qualtrics),
    ("exports-qualtrics/qualtRics_sample.csv", .qualtrics), ("exports-limesurvey/responses_100001.csv", .limeSurvey),
    ("exports-surveymonkey/StarWars.csv", .surveyMonkey), ("exports-surveymonkey/flying-etiquette.csv", .surveyMonkey),
    ("exports-surveymonkey/osposurvey_2018.csv", .surveyMonkey),
    ("exports-surveymonkey/cncf_marketing_2020H1.csv", .surveyMonkey),
    ("exports-surveymonkey/cncf_gitops_microsurvey.csv", .surveyMonkey),
    ("exports-typeform/osmi_2017.csv", .typeform), ("exports-typeform/osmi_2019.csv", .typeform),
    ("exports-typeform/freecodecamp_2016_part1_first2000.csv", .typeform),
    ("exports-googleforms-surveygizmo/osmi_2014_googleforms.csv", .googleForms),
    ("exports-googleforms-surveygizmo/pandas_users_2019_googleforms.csv", .googleForms),
    ("exports-googleforms-surveygizmo/jupyter_2015_surveygizmo.csv", .surveyGizmo),
  ]

  /// Rows, header rows, columns and filled cells of every export equal its reference, and every row goes in.
  @Test(arguments: sources) func everyExportGoesIn(name: String, source: ImportSource) throws {
    let parts = name.split(separator: "/")
    let file = String(parts[1])
    let reference = try ResearchFiles.reference(String(parts[0]))
    let key = file.hasPrefix("freecodecamp") ? "freecodecamp" : file
    let facts = try #require(reference[key] as? [String: Any])
    let run = try ResearchFiles.dryRun(name)
    #expect(run.header.source == source)
    #expect(run.header.rowCount == facts["header_rows"] as? Int)
    #expect(run.header.columns.count == facts["columns"] as? Int)
    #expect(run.rows == facts["data_rows"] as? Int)
    #expect(run.accepted == run.rows)
    #expect(run.refused == 0)
    #expect(run.profiles.map(\.filled).reduce(0, +) == facts["non_empty_cells"] as? Int)
    #expect(run.mapping.problems.isEmpty)
    #expect(Set(run.mapping.columns.map(\.key)).count == run.header.columns.count)
  }

  @Test func structuresAreNoResponses() throws {
    let refused: [(String, ImportRefusal)] = [
      ("exports-limesurvey/testing-checkbox-autofix-export.txt", .structureWithoutResponses),
      ("exports-limesurvey/export-of-en-and-nl-survey-with-one-question-as-tsv.txt", .structureWithoutResponses),
      ("rse-employees-nl/rse2017_nl_limesurvey_structure.txt", .structureWithoutResponses),
      ("exports-limesurvey/README.md", .notRectangular(rows: 20, otherWidth: 19)),
    ]
    for (name, reason) in refused { #expect(throws: reason, "\(name)") { try ResearchFiles.dryRun(name) } }
    let foreign: [(String, TableFileError)] = [
      ("exports-limesurvey/limesurvey_group_1370.lsg", .unsupported(.xml)),
      ("exports-qualtrics/Better_Sample_Survey.qsf", .unsupported(.json)),
    ]
    for (name, reason) in foreign { #expect(throws: reason, "\(name)") { try ResearchFiles.dryRun(name) } }
  }

  @Test func theLabelsOfOSMIAreCountedAsInItsReference() throws {
    let run = try ResearchFiles.dryRun("exports-googleforms-surveygizmo/osmi_2014_googleforms.csv")
    let reference = try ResearchFiles.reference("exports-googleforms-surveygizmo")
    let counts = try #require(reference["osmi_2014_counts"] as? [String: [String: Int]])
    for (name, expected) in counts {
      let position = try #require(run.header.columns.first { $0.name == name }?.position)
      let found = Dictionary(uniqueKeysWithValues: run.profiles[position].values.map { ($0.value, $0.count) })
      #expect(found == expected, "\(name)")
    }
    let status = try ResearchFiles.dryRun("exports-googleforms-surveygizmo/jupyter_2015_surveygizmo.csv")
    let found = Dictionary(uniqueKeysWithValues: status.profiles[2].values.map { ($0.value, $0.count) })
    #expect(found == reference["jupyter_status"] as? [String: Int])
    #expect(status.header.columns[2].system == .status)
  }

  @Test func theAirportSurveyEqualsItsReference() throws {
    let file = try ImportFile(path: ResearchFiles.path("sfo-airport-2017/sfo_2017.csv"))
    var mapping = try DryRun(file).mapping
    #expect(mapping["netpro"]?.takenFor == .recommendation)
    #expect(mapping["netpro"]?.blank == ["11"])
    #expect(mapping["q7art"]?.scale == ImportScale(min: 1, max: 5))
    #expect(mapping["q7art"]?.notApplicable == ["6"] && mapping["q7art"]?.blank == ["0"])
    #expect(mapping["q7art"]?.attention == [.missingCodesAssumed])
    #expect(mapping["weight"]?.takenFor == .weight)
    try mapping.change("barea") { $0.takenFor = .unit }
    for key in ["q14find", "q14passthru", "q13getrate", "q12prechekcrate", "q9all"] {
      try mapping.change(key) { column in
        column.takenFor = .rating
        column.scale = ImportScale(min: 1, max: 5)
        column.blank = ["0", "Blank", "BLANK"]
        column.notApplicable = ["6"]
      }
    }
    let (questions, all, problems) = try importedResponses(file, mapping)
    #expect(all.count == 2_831)
    let reference = try ResearchFiles.reference("sfo-airport-2017")
    #expect(try distribution("netpro", questions, all) == expectedDistribution(reference["nps"]))
    let ratings = try #require(reference["ratings"] as? [String: Any])
    #expect(ratings.count > 15)
    for (name, facts) in ratings {
      #expect(try distribution(name.lowercased(), questions, all) == expectedDistribution(facts), "\(name)")
    }
    let index = try #require(questions.firstIndex { $0.key == "netpro" })
    var sum = 0.0
    var score = 0.0
    for response in all {
      guard case .number(let number) = response.answers[index], let weight = response.weight else { continue }
      sum += weight
      score += weight * (number >= 9 ? 1 : number <= 6 ? -1 : 0)
    }
    let weighted = try #require(reference["nps_weighted"] as? [String: Any])
    #expect(abs(sum - (try #require(weighted["sum_weights"] as? Double))) < 1e-5)
    #expect(abs(100 * score / sum - (try #require(weighted["nps"] as? Double))) < 1e-5)
    #expect(Set(all.compactMap(\.unit)) == ["A", "B", "C", "D", "E", "F", "G"])
    #expect(problems.allSatisfy { !$0.refusesRow })
  }

  @Test func aRecommendQuestionFromOneIsNeverCalledNPS() throws {
    let expected: [(String, Int)] = [("2021H1", 122), ("2022H1", 0), ("2022H2", 0)]
    for (wave, column) in expected {
      let file = try ImportFile(path: ResearchFiles.path("cncf-maintainers-a/cncf_maintainers_\(wave).csv"))
      let mapping = try DryRun(file).mapping
      #expect(!mapping.columns.contains { $0.takenFor == .recommendation })
      let recommend = mapping.columns.filter { $0.attention?.contains(.npsLike1To10) == true }
      #expect(!recommend.isEmpty)
      let first = try #require(recommend.first)
      if column > 0 { #expect(first.position == column) }
      #expect(first.scale == ImportScale(min: 1, max: 10))
      let (questions, all, _) = try importedResponses(file, mapping)
      let waves = try #require(try ResearchFiles.reference("cncf-maintainers-a")["waves"] as? [String: [String: Any]])
      #expect(try distribution(first.key, questions, all) == expectedDistribution(waves[wave]?["nps"]))
      #expect(questions.first { $0.key == first.key }?.isNPSLike == true)
    }
  }

  @Test func theRCommunitySurveyEqualsItsReference() throws {
    let file = try ImportFile(path: ResearchFiles.path("r-community-2018/form_responses_english_2018.tsv"))
    let mapping = try DryRun(file).mapping
    let (questions, all, problems) = try importedResponses(file, mapping)
    let reference = try ResearchFiles.reference("r-community-2018")
    #expect(all.count == reference["rows"] as? Int)
    #expect(problems.isEmpty)
    let recommend = try #require(questions.first { $0.isNPSLike })
    #expect(try distribution(recommend.key, questions, all) == expectedDistribution(reference["nps"]))
    let enjoy = try #require(questions.first { $0.text.hasPrefix("Please rate how much you enjoy") })
    #expect(try distribution(enjoy.key, questions, all) == expectedDistribution(reference["enjoy"]))
    let difficulty = try #require(questions.last { $0.text.contains("how difficult has it been") })
    #expect(try distribution(difficulty.key, questions, all) == expectedDistribution(reference["difficulty"]))
    #expect(questions.contains { $0.text.hasPrefix("What do you like best") && $0.role == .openText })
    // The first row's time, in winter in Amsterdam: 12/6/2018 11:57:58 is 6 December by the rows that tell.
    #expect(all.first?.submittedAt?.text == "2018-12-06T10:57:58.000Z")
  }

  @Test func theResearchSoftwareEngineersEqualTheirReference() throws {
    let file = try ImportFile(path: ResearchFiles.path("rse-employees-nl/rse2017_nl_public.csv"))
    let mapping = try DryRun(file).mapping
    let (questions, all, problems) = try importedResponses(file, mapping)
    #expect(problems.isEmpty)
    let reference = try #require(try ResearchFiles.reference("rse-employees-nl")["nl"] as? [String: Any])
    #expect(all.count == reference["rows"] as? Int)
    for code in ["satisgen1", "satisgen2"] {
      let question = try #require(questions.first { $0.key.contains("[\(code)]") })
      #expect(question.scale == ImportScale(min: 0, max: 10), "\(code)")
      #expect(try distribution(question.key, questions, all) == expectedDistribution(reference[code]), "\(code)")
    }
    for (code, facts) in try #require(reference["items"] as? [String: Any]) {
      let question = try #require(questions.first { $0.key.contains("[\(code)]") }, "\(code)")
      #expect(try distribution(question.key, questions, all) == expectedDistribution(facts), "\(code)")
    }
  }

  @Test func theBankReviewsEqualTheirReference() throws {
    let file = try ImportFile(path: ResearchFiles.path("bank-reviews-nl-fr-en-a/bank_reviews_a.csv"))
    let mapping = try DryRun(file).mapping
    #expect(mapping["published"]?.takenFor == .submittedAt)
    #expect(mapping["review-id"]?.takenFor == .responseID)
    let (questions, all, problems) = try importedResponses(file, mapping)
    #expect(problems.isEmpty)
    let reference = try ResearchFiles.reference("bank-reviews-nl-fr-en-a")
    #expect(try distribution("stars", questions, all) == expectedDistribution(reference["stars"]))
    var languages: [String: Int] = [:]
    for response in all { languages[response.language ?? "", default: 0] += 1 }
    #expect(languages == reference["languages"] as? [String: Int])
    #expect(all.first?.submittedAt?.text == "2017-12-03T07:07:45.000Z")
    #expect(questions.contains { $0.key == "text" && $0.role == .openText })
  }

  @Test func theMobilePhonesAreAllRatings() throws {
    let run = try ResearchFiles.dryRun("ecsi-mobi/mobi.csv")
    #expect(run.accepted == 250)
    #expect(run.mapping.columns.allSatisfy { $0.takenFor == .rating && $0.scale == ImportScale(min: 1, max: 10) })
  }

  @Test func statisticsFilesGoIn() throws {
    let iris = try ResearchFiles.dryRun("exports-spss/iris.sav")
    #expect(iris.header.source == .spss && iris.rows == 150 && iris.accepted == 150)
    #expect(iris.mapping["Species"]?.labels == ["1": "setosa", "2": "versicolor", "3": "virginica"])
    let file = try ImportFile(path: ResearchFiles.path("exports-spss/testdata.sav"))
    let mapping = try DryRun(file).mapping
    #expect(mapping["factor_n_coded_miss"]?.blank == ["99"])
    #expect(mapping["factor_n_coded_miss"]?.takenFor == .rating)
    #expect(mapping["date"]?.takenFor == .date)
    let (questions, all, problems) = try importedResponses(file, mapping)
    #expect(problems.isEmpty && all.count == 5)
    #expect(try distribution("factor_n_coded_miss", questions, all) == [1: 1, 2: 1, 5: 1])
  }
}
