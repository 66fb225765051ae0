import TableFiles
import TestKit
import Testing

@testable import Listen

/// The airport's own list of codes, beside the airport's own results of a year earlier.
@Suite(.needsResearchFiles) struct RealCodebookTests {
  private static func named() throws -> (mapping: ImportMapping, outcome: CodebookOutcome, run: DryRun) {
    let file = try ImportFile(path: ResearchFiles.path("sfo-airport-2017/sfo_2017.csv"))
    let plain = try DryRun(file)
    let list = try ResearchFiles.path("sfo-airport-2017/sfo_2018_data_dictionary.xlsx")
    let book = try Codebook(reading: .path(list), for: file.header.columns)
    var mapping = plain.mapping
    let outcome = try book.name(&mapping, of: file, run: plain)
    return (mapping, outcome, try DryRun(file, mapping: mapping))
  }

  @Test func theAirportsRatingsGetTheirNames() throws {
    let (mapping, outcome, run) = try Self.named()
    let ratings = mapping.columns.filter { $0.name.hasPrefix("Q7") }
    #expect(ratings.count == 15)
    for column in ratings {
      #expect(column.takenFor == .rating && column.scale == ImportScale(min: 1, max: 5), "\(column.name)")
      #expect(column.notApplicable == ["6"] && column.blank?.contains("0") == true, "\(column.name)")
      #expect(column.question.hasPrefix("Rating SFO") && column.attention == nil, "\(column.name)")
    }
    #expect(mapping["q7food"]?.option == "Restaurants")
    #expect(mapping["q7sign"]?.option == "Signs and directions inside SFO")
    #expect(mapping["q7walkways"]?.option == "Escalators/Elevators/Moving walkways", "one letter otherwise in the list")
    #expect(mapping["q7airtrain"]?.question == "Rating SFO: AirTrain")
    #expect(mapping["q9airtrain"]?.question == "Rating SFO Cleanliness: AirTrain")
    #expect(mapping["q13getrate"]?.option == "Getting to the airport today")
    #expect(mapping["q13getrate"]?.scale == ImportScale(min: 1, max: 5))
    #expect(mapping["netpro"]?.takenFor == .recommendation && mapping["netpro"]?.blank?.contains("11") == true)
    #expect(mapping["day"]?.question == "Day of Interview" && mapping["weight"]?.takenFor == .weight)
    #expect(outcome.named == 67 && outcome.similar.map(\.column) == ["Q7WALKWAYS", "Q12PRECHEKCRATE"])
    #expect(outcome.missing.contains("METHOD") && outcome.unknown.contains("METH"))
    #expect(run.answersLeftOut == 0 && run.refused == 0 && run.accepted == 2_831)
    let names = mapping.columns.filter { $0.codebook?.words != nil }.map { $0.option ?? $0.question }
    #expect(Set(names).count == names.count)
  }

  @Test func itsChoicesGetTheirLabels() throws {
    let (mapping, _, _) = try Self.named()
    let bags = try #require(mapping["q4bags"])
    #expect(bags.takenFor == .singleChoice && bags.question == "While at SFO today, did you?")
    #expect(bags.labels?["1"] == "Yes" && bags.labels?["2"] == "No" && bags.blank?.contains("0") == true)
    #expect(mapping["strata"]?.labels?["3"] == "PM (Flights departing after 5 pm)")
    #expect(mapping["lang"]?.labels?["1"] == "English")
    // The list writes numbers of days, the results their names: not the same codes.
    #expect(mapping["day"]?.labels == nil)
  }
}
