import Foundation
import TableFiles
import Testing

@testable import Listen

@Suite struct OutlineTests {
  @Test(
    .needsResearchFiles,
    arguments: [
      "ls205_sample_survey_english.lss", "uk_core_survey_rse.lss", "ls205_cascading_array_filter.lss",
      "limesurvey_group_1370.lsg",
    ])
  func limeSurveyStructuresEqualTheReference(name: String) throws {
    let facts = try #require(try ResearchFiles.reference("exports-limesurvey")[name] as? [String: Any])
    let outline = try SurveyOutline(reading: .path(ResearchFiles.path("exports-limesurvey/" + name)))
    #expect(outline.origin == .limeSurvey)
    #expect(outline.languages == facts["languages"] as? [String])
    #expect(outline.groups.count == facts["groups"] as? Int)
    #expect(outline.questions.count == facts["question_ids"] as? Int)
    #expect(outline.questions.map(\.items.count).reduce(0, +) == facts["subquestions"] as? Int)
    #expect(outline.questions.map(\.options.count).reduce(0, +) == facts["answers"] as? Int)
    #expect(outline.parts["conditions"] ?? 0 == facts["conditions"] as? Int)
    #expect(outline.parts["question_attributes"] == facts["question_attributes"] as? Int)
    var letters: [String: Int] = [:]
    for question in outline.questions { letters[question.type, default: 0] += 1 }
    #expect(letters == facts["question_type_letters"] as? [String: Int])
    #expect(outline.questions.allSatisfy { $0.kind != .other && $0.texts["en"] != nil })
  }

  @Test(
    .needsResearchFiles,
    arguments: [
      "export-of-en-and-nl-survey-with-one-question-as-tsv.txt",
      "export-of-survey-with-one-multi-choice-question-as-tsv.txt", "testing-checkbox-autofix-export.txt",
    ])
  func limeSurveyTablesEqualTheReference(name: String) throws {
    let facts = try #require(try ResearchFiles.reference("exports-limesurvey")[name] as? [String: Any])
    let outline = try SurveyOutline(reading: .path(ResearchFiles.path("exports-limesurvey/" + name)))
    #expect(outline.origin == .limeSurveyTable)
    #expect(outline.parts == facts["classes"] as? [String: Int])
    let languages = try #require(facts["languages"] as? [String])
    #expect(outline.languages == languages)
    #expect(outline.questions.count * languages.count == outline.parts["Q"])
    #expect(outline.questions.allSatisfy { Set($0.texts.keys) == Set(languages) })
  }

  @Test(
    .needsResearchFiles,
    arguments: [
      "Long_Exhaustive_Sample_Survey.qsf", "Multiple_Answer_MC_Questions.qsf", "Matrix_Single_Answer_Testing.qsf",
      "Better_Sample_Survey.qsf", "Multiple_Answer_Matrix_Questions.qsf",
    ])
  func qualtricsStructuresEqualTheReference(name: String) throws {
    let facts = try #require(try ResearchFiles.reference("exports-qualtrics")[name] as? [String: Any])
    let outline = try SurveyOutline(reading: .path(ResearchFiles.path("exports-qualtrics/" + name)))
    #expect(outline.titles["en"] == facts["survey_name"] as? String)
    #expect(outline.parts == facts["elements"] as? [String: Int])
    #expect(outline.questions.count == facts["questions"] as? Int)
    var types: [String: Int] = [:]
    for question in outline.questions { types[question.type, default: 0] += 1 }
    #expect(types == facts["question_types"] as? [String: Int])
    #expect(outline.questions.allSatisfy { $0.kind != .other })
  }

  @Test(.needsResearchFiles) func aStructureGivesCodesTheirLabels() throws {
    let run = try ResearchFiles.dryRun("exports-qualtrics/Long_Exhaustive_Sample_Survey.csv")
    let outline = try SurveyOutline(
      reading: .path(ResearchFiles.path("exports-qualtrics/Long_Exhaustive_Sample_Survey.qsf")))
    var mapping = run.mapping
    #expect(mapping.apply(outline) > 200)
    let fruit = try #require(mapping.columns.first { $0.name == "q4_colored_fruit" })
    #expect(fruit.takenFor == .singleChoice)
    #expect(fruit.labels?["1"] == "Orange-colored Fruit")
    #expect(fruit.question == "This is a mcsa question with a data export tag. What kind of fruit do you like most?")
    let file = try ImportFile(path: ResearchFiles.path("exports-qualtrics/Long_Exhaustive_Sample_Survey.csv"))
    let (questions, all, _) = try importedResponses(file, mapping)
    let index = try #require(questions.firstIndex { $0.key == fruit.key })
    #expect(all.contains { $0.answers[index] == .choice("Orange-colored Fruit") })
  }

  @Test func whatIsNoStructureIsRefused() {
    #expect(throws: OutlineRefusal.unknownFormat) { try SurveyOutline(reading: .memory(Array("a,b\n1,2".utf8))) }
    #expect(throws: OutlineRefusal.notJSON) { try SurveyOutline(reading: .memory(Array("{\"a\":".utf8))) }
    #expect(throws: OutlineRefusal.missing(part: "SurveyEntry")) {
      try SurveyOutline(reading: .memory(Array("{\"a\":1}".utf8)))
    }
    #expect(throws: OutlineRefusal.unknownFormat) { try SurveyOutline(reading: .memory(Array("<html></html>".utf8))) }
    #expect(throws: OutlineRefusal.missing(part: "questions")) {
      try SurveyOutline(reading: .memory(Array("<document></document>".utf8)))
    }
    #expect(throws: TableFileError.xml(.documentType(offset: 0))) {
      try SurveyOutline(reading: .memory(Array("<!DOCTYPE x><document/>".utf8)))
    }
  }
}
