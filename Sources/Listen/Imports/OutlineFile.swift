public import TableFiles

extension SurveyOutline {
  /// The most bytes that a structure may have.
  static let sizeLimit = 32 << 20

  /// Reads the structure in a file, recognised by its bytes: `.qsf`, `.lss`, `.lsg`, `.lsq`, or LimeSurvey's table.
  /// - Throws: `OutlineRefusal`, `TableFileError` (a document type is refused, as everywhere).
  public init(reading bytes: TableBytes) throws {
    let content = try bytes.content(limit: Self.sizeLimit)
    let start = content.prefix(512).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    switch start.first {
    case UInt8(ascii: "{"): self = try QualtricsOutline.read(content)
    case UInt8(ascii: "<"): self = try LimeSurveyOutline.read(.memory(content))
    default:
      let names = Set(String(decoding: start.prefix(120), as: UTF8.self).split(separator: "\t").map(String.init))
      guard names.isSuperset(of: ["class", "name"]) else { throw OutlineRefusal.unknownFormat }
      self = try LimeSurveyTableOutline.read(.memory(content))
    }
  }
}

extension TableBytes {
  fileprivate func content(limit: Int) throws -> [UInt8] {
    do {
      return try read(limit: limit)
    } catch TableFileError.tooLarge {
      throw OutlineRefusal.tooLarge(limit: limit)
    }
  }
}

extension ImportMapping {
  /// Takes over what a structure of the same survey tells of the columns: texts, labels of codes, kinds.
  /// - Parameter language: which of its texts; the first that there is if nil.
  /// - Returns: how many columns were found in it.
  @discardableResult
  public mutating func apply(_ outline: SurveyOutline, language: String? = nil) -> Int {
    let byID = Dictionary(outline.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let byCode = Dictionary(outline.questions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = language ?? outline.languages.first ?? ""
    func text(_ texts: [String: String]) -> String? { texts[wanted] ?? texts.values.sorted().first }
    var found = 0
    for index in columns.indices {
      let stem = String(columns[index].key.prefix { $0.isLetter || $0.isNumber })
      guard let question = byID[stem] ?? byCode[stem] ?? byCode[columns[index].name] else { continue }
      found += 1
      if let wording = text(question.texts), !wording.isEmpty { columns[index].question = wording }
      guard columns[index].takenFor.isAnswer else { continue }
      switch question.kind {
      case .explanation: columns[index].takenFor = .ignore
      case .recommendation where !columns[index].key.contains("GROUP"):
        columns[index].takenFor = .recommendation
        columns[index].scale = nil
      case .singleChoice where columns[index].takenFor == .singleChoice || columns[index].takenFor == .rating:
        guard !columns[index].key.contains("TEXT") else { continue }
        let labels = question.options.compactMap { option in
          text(option.texts).map { (option.value ?? option.code, $0) }
        }
        if labels.isEmpty { continue }
        columns[index].takenFor = .singleChoice
        columns[index].scale = nil
        columns[index].scores = nil
        columns[index].labels = Dictionary(labels, uniquingKeysWith: { first, _ in first })
      case .openText where columns[index].takenFor == .singleChoice: columns[index].takenFor = .openText
      default: continue
      }
    }
    return found
  }
}
