import Foundation
import TableFiles
import TestKit
import Testing

/// What the commands of `kompas q` take, write and say.
@Suite struct QCommandTests {
  /// Seven statements, five people, two views.
  private static let sorts = """
    id,s1,s2,s3,s4,s5,s6,s7
    Ann,-2,-1,-1,0,1,1,2
    Bob,-2,-1,0,-1,1,2,1
    Cor,-1,-2,-1,0,2,1,1
    Dee,2,1,1,0,-1,-1,-2
    Eva,1,0,2,-1,1,-2,-1
    """

  struct Refusal: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let english: String
    let dutch: String

    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let wrongArguments = [
    Refusal(
      arguments: ["analyse", "x.csv", "--bootstrap", "10"], english: "A bootstrap needs --factors N.",
      dutch: "Een bootstrap heeft --factors N nodig."),
    Refusal(
      arguments: ["analyse", "x.csv", "--format", "xlsx", "--factors", "2"], english: "A workbook needs --output FILE.",
      dutch: "Een werkboek heeft --output BESTAND nodig."),
    Refusal(
      arguments: ["analyse", "x.csv", "--format", "xlsx", "--output", "y"], english: "A workbook needs --factors N.",
      dutch: "Een werkboek heeft --factors N nodig."),
    Refusal(
      arguments: ["analyse", "x.csv", "--turn", "1,2"],
      english: "--turn takes two factors and degrees, such as 1,2,15: 1,2",
      dutch: "Bij --turn horen twee factoren en graden, zoals 1,2,15: 1,2"),
    Refusal(
      arguments: ["analyse", "x.csv", "--grid", "1:2,a"],
      english: "--grid takes columns and heights, such as -1:2,0:3,1:2: 1:2,a",
      dutch: "Bij --grid horen kolommen en hoogten, zoals -1:2,0:3,1:2: 1:2,a"),
    Refusal(
      arguments: ["analyse", "x.csv", "--grid", "1:2,1:3"], english: "The grid has column 1 twice.",
      dutch: "Kolom 1 staat twee keer in het raster."),
    Refusal(
      arguments: ["analyse", "x.csv", "--distinguish-by", "d=2"], english: "--distinguish-by takes sed or d=",
      dutch: "Bij --distinguish-by hoort sed, of d="),
    Refusal(
      arguments: ["convert", "x.csv", "--output", "y.pdf"],
      english: "--output must end in .dat, .sta, .csv, .json, .xlsx or .zip: y.pdf",
      dutch: "--output moet eindigen op .dat, .sta, .csv, .json, .xlsx of .zip: y.pdf"),
    Refusal(
      arguments: ["across", "x.csv", "--factors", "2", "--shared", "1"],
      english: "Looking across groups needs a file for each of two groups or more.",
      dutch: "Groepen vergelijken kan met twee bestanden of meer, één per groep."),
    Refusal(
      arguments: ["across", "x.csv", "y.csv", "--factors", "2,a", "--shared", "1"],
      english: "--factors takes one number, or one for each file, such as 3,2: 2,a",
      dutch: "Bij --factors hoort één getal, of een per bestand, zoals 3,2: 2,a"),
  ]

  @Test(arguments: wrongArguments)
  func wrongArgumentsAreNamedInBothLanguages(refusal: Refusal) throws {
    for (language, sentence) in [("en", refusal.english), ("nl", refusal.dutch)] {
      let run = try QRun(refusal.arguments + ["--language", language])
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors.contains("Error: \(sentence)") && run.errors.contains("Usage: kompas q"), "\(run.errors)")
    }
  }

  @Test func aWordThatIsNoSettingIsRefused() throws {
    for setting in [["--extraction", "magic"], ["--rotation", "oblimin"], ["--profile", "s"], ["--format", "pdf"]] {
      let run = try QRun(["analyse", "x.csv", "--factors", "2"] + setting)
      #expect(run.status == 64 && run.errors.contains("'\(setting[1])' is invalid"), "\(run.errors)")
    }
  }

  private static let wrongFiles = [
    ("id,s1,s2,s3\nAnn,1,0\nBob,0,1,-1\n", "Row 2 is 3 wide instead of 4.", "Rij 2 is 3 breed in plaats van 4."),
    ("id,s1,s2,s3\nAnn,1,1,1\nBob,0,1,-1\n", "Sort 1 (Ann) gives every statement the same value", "Sortering 1 (Ann)"),
    ("id,s1,s2,s3\nAnn,1,nan,0\nBob,0,1,-1\n", "Row 2, column 3: \"nan\" is not a number.", "Rij 2, kolom 3"),
    ("id,s1,s2,s3\nAnn,1,0.5,0\nBob,0,1,-1\n", "Row 2, column 3: 0.5 is not a whole number.", "geen geheel getal"),
    ("id,s1,s2,s3\nAnn,1,0,-1\n", "There are 1 sorts, 2 are needed.", "Er zijn 1 sorteringen; er zijn er 2 nodig."),
    ("", "The file is empty.", "Het bestand is leeg."),
    ("id\u{0},s1\n", "The file is not text: byte 3 is zero.", "Het bestand is geen tekst: byte 3 is nul."),
    ("{\"a\": ", "This is no Easy-HTMLQ JSON file, row 1: it is not JSON.", "rij 1: het is geen JSON."),
    (
      "PK\u{3}\u{4}not an archive", "This is not a whole zip file or workbook.",
      "Dit is geen heel zipbestand of werkboek."
    ),
  ]

  @Test(arguments: wrongFiles)
  func aFileThatIsWrongSaysWhereInBothLanguages(content: String, english: String, dutch: String) throws {
    let path = try file(content)
    for (language, sentence) in [("en", english), ("nl", dutch)] {
      let run = try QRun("analyse", path, "--factors", "1", "--language", language)
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.contains(sentence), "\(run.errors)")
      #expect(run.errors.hasPrefix("Error: ") && !run.errors.contains("⟦"), "\(run.errors)")
    }
  }

  @Test func anotherGridFactorOrPlaceIsRefusedBySentence() throws {
    let path = try file(Self.sorts)
    for (arguments, english, dutch) in [
      (["--factors", "9"], "9 factors can't be had", "9 factoren zitten niet in deze sorteringen"),
      (
        ["--factors", "2", "--grid", "0:4,1:3"], "is outside the grid from 0 to 1", "valt buiten het raster van 0 tot 1"
      ),
      (["--factors", "2", "--flag", "Zoe=1"], "There is no such sort or factor: Zoe=1", "is er niet: Zoe=1"),
      (
        ["--factors", "2", "--invert", "3"], "There is no factor 3; there are 2.", "Factor 3 is er niet; er zijn er 2."
      ),
      (["--factors", "2", "--reliability", "1.5"], "reliability can't be 1.5.", "reliability kan niet 1.5 zijn."),
      (["--factors", "2", "--statements", path], "statement texts for 7 statements", "teksten voor 7 stellingen"),
      (
        ["--factors", "2", "--output", "/nowhere/report.txt"], "Can't write /nowhere/report.txt.", "niet te schrijven."
      ),
    ] {
      let runs = try ["en", "nl"].map { try QRun(["analyse", path] + arguments + ["--language", $0]) }
      #expect(runs.allSatisfy { $0.status == 1 && $0.output.isEmpty })
      #expect(runs[0].errors.contains(english), "\(runs[0].errors)")
      #expect(runs[1].errors.contains(dutch), "\(runs[1].errors)")
    }
    let absent = try QRun("analyse", "/nowhere/sorts.csv", "--language", "nl")
    #expect(absent.status == 1 && absent.errors == "Error: /nowhere/sorts.csv is niet te lezen.\n")
  }

  @Test func withoutFactorsItShowsWhatSpeaksForHowMany() throws {
    let path = try file(Self.sorts)
    let english = try QRun("analyse", path)
    #expect(english.status == 0 && english.text.hasPrefix("Factor   Eigenvalue"), "\(english.text)")
    let dutch = try QRun("analyse", path, "--language", "nl")
    #expect(dutch.text.contains("Eigenwaarde") && dutch.text.contains("Parallelle analyse (95e percentiel): "))
    struct Retention: Decodable {
      let eigenvalues: [Double]
      let parallel: Int
    }
    let found = try QRun("analyse", path, "--format", "json").json(Retention.self)
    #expect(found.eigenvalues.count == 5 && abs(found.eigenvalues.reduce(0, +) - 5) < 1e-9)
  }

  @Test func theReportIsWrittenInBothLanguagesAndAsAWorkbook() throws {
    let path = try file(Self.sorts)
    let folder = TemporaryFolder.make()
    let english = try QRun("analyse", path, "--factors", "2")
    let dutch = try QRun("analyse", path, "--factors", "2", "--language", "nl")
    #expect(english.status == 0 && english.text.contains("Factor Matrix with an X Indicating a Defining Sort"))
    #expect(dutch.status == 0 && dutch.text.contains("Factorladingen, met een X bij wie de factor bepaalt"))
    let book = folder.appending(path: "report.xlsx").path
    let written = try QRun("analyse", path, "--factors", "2", "--format", "xlsx", "--output", book)
    #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
    #expect(try Workbook(.path(book)).sheets.contains { $0.name == "Factor Loadings" })
    // The workbook holds the sorts as well, and is read as an input.
    let expected = try QRun("analyse", path, "--factors", "2", "--format", "json").json(QSolutionFile.self)
    let found = try QRun("analyse", book, "--factors", "2", "--format", "json").json(QSolutionFile.self)
    #expect(found.loadings == expected.loadings)
  }

  @Test func flagsAndTurnsByHandDoWhatTheySay() throws {
    let path = try file(Self.sorts)
    let plain = try QRun("analyse", path, "--factors", "2", "--format", "json").json(QSolutionFile.self)
    let changed = try QRun(
      "analyse", path, "--factors", "2", "--format", "json", "--invert", "1", "--flag", "Eva=1", "--unflag", "Ann=1"
    ).json(QSolutionFile.self)
    #expect(changed.flags[4][0] && !changed.flags[0][0])
    #expect(zip(plain.loadings, changed.loadings).allSatisfy { abs($0[0] + $1[0]) < 1e-12 && $0[1] == $1[1] })
  }

  @Test func aBootstrapTellsHowFarItIs() throws {
    let path = try file(Self.sorts)
    let run = try QRun(
      "analyse", path, "--factors", "2", "--bootstrap", "40", "--format", "json", "--language", "nl")
    struct Document: Decodable {
      struct Bootstrap: Decodable { let nsteps: Int }
      let bootstrap: Bootstrap
    }
    #expect(try run.json(Document.self).bootstrap.nsteps == 40)
    #expect(run.errors.contains("Bootstrap: 40 van 40 (100 %)"), "\(run.errors)")
    let again = try QRun("analyse", path, "--factors", "2", "--bootstrap", "40", "--format", "json")
    #expect(again.output == run.output, "the same seed gives the same figures")
    #expect(again.errors.contains("Bootstrap: 40 of 40 (100 %)"))
  }

  @Test func viewpointsAreFoundAcrossGroups() throws {
    let sorts = """
      id,s1,s2,s3,s4,s5,s6,s7,s8,s9
      Ann,-2,-1,-1,0,0,0,1,1,2
      Bob,-2,-1,0,-1,0,0,1,1,2
      Cor,0,-1,1,-2,0,2,1,-1,0
      Dee,0,-1,1,-2,0,2,1,0,-1
      """
    let (first, second) = (try file(named: "north.csv", sorts), try file(named: "south.csv", sorts))
    struct Document: Decodable {
      struct Viewpoint: Decodable {
        let group: String
        let factor: Int
      }
      let viewpoints: [Viewpoint]
      let sharedBy: [[String]]
      let solution: QSolutionFile
    }
    let options = ["--factors", "2", "--shared", "2"]
    let run = try QRun(["across", first, second, "--format", "json"] + options)
    let found = try run.json(Document.self)
    #expect(found.viewpoints.map(\.group) == ["north", "north", "south", "south"])
    #expect(found.viewpoints.map(\.factor) == [1, 2, 1, 2])
    #expect(found.sharedBy == [["north", "south"], ["north", "south"]])
    // Two groups of the same people: the halves are the same.
    #expect(distance(Array(found.solution.loadings.prefix(2)), Array(found.solution.loadings.suffix(2))) < 1e-12)
    let text = try QRun(["across", first, second, "--language", "nl"] + options).text
    #expect(text.hasPrefix("Gezichtspunten over groepen heen") && text.contains("north, south"))
    let other = try file(named: "west.csv", "id,s1,s2,s3\nA,1,0,-1\nB,0,1,-1\nC,-1,1,0\n")
    let refused = try QRun(["across", first, other, "--language", "nl", "--arrays"] + options)
    #expect(refused.status == 1 && refused.errors.contains("west sorteerde 3 stellingen in plaats van 9."))
    let broken = try QRun(["across", first, try file(named: "east.csv", "")] + options)
    #expect(broken.status == 1 && broken.errors.contains("east.csv: The file is empty."), "\(broken.errors)")
  }

  @Test func aGridIsDesignedWithTheExactSum() throws {
    #expect(try QRun("grid", "36").text == "-4:1,-3:3,-2:4,-1:6,0:8,1:6,2:4,3:3,4:1\n")
    #expect(try QRun("grid", "9", "--extreme", "1", "--peakedness", "0").text == "-1:3,0:3,1:3\n")
    let refused = try QRun("grid", "5", "--language", "nl")
    #expect(refused.status == 1)
    #expect(refused.errors == "Error: Voor 5 stellingen is er geen raster van -4 tot 4 zonder lege kolommen.\n")
    #expect(try QRun("grid", "many").status == 64)
  }

  @Test func statementsThatAreNotThereCantBeConverted() throws {
    let path = try file(Self.sorts)
    let target = TemporaryFolder.make().appending(path: "study.sta").path
    let run = try QRun("convert", path, "--output", target, "--language", "nl")
    #expect(run.status == 1 && run.errors.contains("In het bestand ontbreekt: statements."))
    #expect(!FileManager.default.fileExists(atPath: target))
  }
}
