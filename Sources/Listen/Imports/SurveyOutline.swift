/// The structure of a questionnaire that another tool keeps, without its answers: what is asked, in which languages,
/// with which options.
public struct SurveyOutline: Sendable, Equatable {
  public enum Origin: String, Sendable {
    /// A Qualtrics `.qsf`.
    case qualtrics
    /// A LimeSurvey `.lss`, `.lsg` or `.lsq`.
    case limeSurvey
    /// LimeSurvey's structure as a tab-separated table.
    case limeSurveyTable
  }

  public var origin: Origin
  /// The survey's title by language code.
  public var titles: [String: String] = [:]
  /// Language codes as the tool writes them, the survey's own first.
  public var languages: [String] = []
  public var groups: [Group] = []
  public var questions: [Question] = []
  /// How many rows or elements the file holds of every kind, also of kinds that are not taken over (conditions, layout).
  public var parts: [String: Int] = [:]

  init(origin: Origin) {
    self.origin = origin
  }

  public struct Group: Sendable, Equatable {
    public let id: String
    public var titles: [String: String]
  }

  public enum Kind: String, Sendable, CaseIterable {
    case recommendation, singleChoice, multipleChoice, rating, matrix, multipleMatrix, openText, textMatrix, number,
      numberMatrix, date, ranking, explanation, file, calculation, other
  }

  public struct Question: Sendable, Equatable {
    /// The tool's own id, such as `QID4` or `1146`.
    public let id: String
    /// The code that columns of results carry.
    public var code: String
    /// The tool's own type, such as `MC/SAVR` or `F`.
    public var type: String
    public var kind: Kind
    /// The text by language code.
    public var texts: [String: String]
    public var groupID: String?
    public var isRequired: Bool
    public var hasOther: Bool
    /// What is chosen from, or the steps of a scale.
    public var options: [Choice]
    /// The rows of a matrix; of a multiple choice in LimeSurvey its options.
    public var items: [Choice]
  }

  public struct Choice: Sendable, Equatable {
    public let code: String
    /// The number that results carry in place of the code.
    public var value: String?
    public var texts: [String: String]
    /// 0, or 1 for the second scale of a question with two.
    public var scale: Int
  }
}

/// Why a structure can't be read.
public enum OutlineRefusal: Error, Sendable, Equatable {
  /// The file is no `.qsf`, `.lss` or structure table.
  case unknownFormat
  case tooLarge(limit: Int)
  /// The JSON is broken.
  case notJSON
  /// A part without which there is no structure.
  case missing(part: String)
}
