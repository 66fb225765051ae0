import Foundation
import TestKit
import Testing

/// Every export of the shared folder goes in through the command line as a person would do it: a dry run that writes the mapping
/// file, and then the file with that mapping; or it is refused in a sentence that says why.
@Suite(.enabled(if: Shared.has("data/exports-qualtrics"), Comment(rawValue: Shared.missing)))
struct RealExportTests {
  /// How many responses go in, by file.
  static let exports: [(file: String, responses: Int)] = [
    ("exports-googleforms-surveygizmo/jupyter_2015_surveygizmo.csv", 1092),
    ("exports-googleforms-surveygizmo/osmi_2014_googleforms.csv", 1259),
    ("exports-googleforms-surveygizmo/pandas_users_2019_googleforms.csv", 1240),
    ("exports-limesurvey/responses_100001.csv", 2),
    ("exports-qualtrics/Better_Sample_Survey.csv", 10),
    ("exports-qualtrics/Long_Exhaustive_Sample_Survey.csv", 31),
    ("exports-qualtrics/Matrix_Single_Answer_Testing.csv", 5),
    ("exports-qualtrics/Multiple_Answer_MC_Questions.csv", 5),
    ("exports-qualtrics/Multiple_Answer_MC_Questions_Insights.csv", 5),
    ("exports-qualtrics/Multiple_Answer_Matrix_Questions_Insights.csv", 5),
    ("exports-qualtrics/qualtRics_sample.csv", 1),
    ("exports-spss/iris.sav", 150),
    ("exports-spss/testdata.sav", 5),
    ("exports-surveymonkey/StarWars.csv", 1186),
    ("exports-surveymonkey/cncf_gitops_microsurvey.csv", 220),
    ("exports-surveymonkey/cncf_marketing_2020H1.csv", 150),
    ("exports-surveymonkey/flying-etiquette.csv", 1040),
    ("exports-surveymonkey/osposurvey_2018.csv", 748),
    ("exports-typeform/freecodecamp_2016_part1_first2000.csv", 2000),
    ("exports-typeform/osmi_2017.csv", 756),
    ("exports-typeform/osmi_2019.csv", 352),
    ("pierce-county-employees/employee_survey.xlsx", 14710),
  ]

  @Test(arguments: exports) func anExportGoesInByItsOwnMapping(
    file: String, responses: Int
  ) throws {
    let folder = TemporaryFolder.make()
    let path = try #require(Shared.folder(named: "data/" + file)).path
    let mapping = folder.appending(path: "mapping.json").path
    let tried = try Program(["import", path, "--dry-run", "--mapping", mapping]).end()
    #expect(tried.status == 0, "\(tried.errors)")
    #expect(tried.output.contains("responses would go in"), "\(tried.output.suffix(300))")
    #expect(FileManager.default.fileExists(atPath: mapping))
    let done = try Program([
      "import", path, "--mapping", mapping, "--data", folder.appending(path: "data").path, "--organisation", "Acme",
      "--day", "2024-03-01",
    ]).end()
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.hasPrefix("\(responses) responses went in"), "\(done.output)")
  }

  /// What holds questions and no responses.
  static let structures = [
    "exports-limesurvey/export-of-en-and-nl-survey-with-one-question-as-tsv.txt",
    "exports-limesurvey/export-of-survey-with-one-multi-choice-question-as-tsv.txt",
    "exports-limesurvey/limesurvey_group_1370.lsg",
    "exports-limesurvey/ls205_cascading_array_filter.lss",
    "exports-limesurvey/ls205_sample_survey_english.lss",
    "exports-limesurvey/testing-checkbox-autofix-export.txt",
    "exports-limesurvey/uk_core_survey_rse.lss",
    "exports-qualtrics/Better_Sample_Survey.qsf",
    "exports-qualtrics/Long_Exhaustive_Sample_Survey.qsf",
    "exports-qualtrics/Matrix_Single_Answer_Testing.qsf",
    "exports-qualtrics/Multiple_Answer_MC_Questions.qsf",
    "exports-qualtrics/Multiple_Answer_Matrix_Questions.qsf",
  ]

  @Test(arguments: structures) func whatHoldsNoResponsesSaysWhatItIsGoodFor(file: String) throws {
    let path = try #require(Shared.folder(named: "data/" + file)).path
    let refused = try Program(["import", path, "--dry-run"]).end()
    #expect(refused.status == 64)
    #expect(refused.errors.contains("holds questions and no responses. Use it with --structure"), "\(refused.errors)")
  }

  @Test func noExportIsForgotten() throws {
    let data = try #require(Shared.folder(named: "data"))
    let folders = try FileManager.default.contentsOfDirectory(atPath: data.path).filter { $0.hasPrefix("exports-") }
    let files = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: data.appending(path: folder).path).map { "\(folder)/\($0)" }
    }
    let known = Set(Self.exports.map(\.file) + Self.structures)
    let forgotten = files.filter {
      !$0.hasSuffix("README.md") && !$0.hasSuffix("reference.json") && !known.contains($0)
    }
    #expect(forgotten.sorted() == [])
  }
}
