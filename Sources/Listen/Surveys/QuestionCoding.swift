import Values

/// How a question is written in a stored document and in a template: what is empty is left out.
extension Question {
  private enum Field: String, CodingKey {
    case id, kind, text, help, isRequired, scale, items, competitors, options, hasOther, condition
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    self.init(
      id: try fields.decode(ID.self, forKey: .id),
      kind: try fields.decode(Kind.self, forKey: .kind),
      text: try fields.decode(LocalizedText.self, forKey: .text),
      help: try fields.decodeIfPresent(LocalizedText.self, forKey: .help),
      isRequired: try fields.decodeIfPresent(Bool.self, forKey: .isRequired) ?? false,
      scale: try fields.decodeIfPresent(Scale.self, forKey: .scale),
      items: try fields.decodeIfPresent([Item].self, forKey: .items) ?? [],
      competitors: try fields.decodeIfPresent([Item].self, forKey: .competitors) ?? [],
      options: try fields.decodeIfPresent([Option].self, forKey: .options) ?? [],
      hasOther: try fields.decodeIfPresent(Bool.self, forKey: .hasOther) ?? false,
      condition: try fields.decodeIfPresent(Condition.self, forKey: .condition))
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(id, forKey: .id)
    try fields.encode(kind, forKey: .kind)
    try fields.encode(text, forKey: .text)
    try fields.encodeIfPresent(help, forKey: .help)
    if isRequired { try fields.encode(true, forKey: .isRequired) }
    try fields.encodeIfPresent(scale, forKey: .scale)
    if !items.isEmpty { try fields.encode(items, forKey: .items) }
    if !competitors.isEmpty { try fields.encode(competitors, forKey: .competitors) }
    if !options.isEmpty { try fields.encode(options, forKey: .options) }
    if hasOther { try fields.encode(true, forKey: .hasOther) }
    try fields.encodeIfPresent(condition, forKey: .condition)
  }
}

extension Question.Scale {
  private enum Field: String, CodingKey {
    case low, high, lowLabel, highLabel, hasNotApplicable
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    let low = try fields.decode(Int.self, forKey: .low)
    let high = try fields.decode(Int.self, forKey: .high)
    self.init(
      low...max(low, high),
      lowLabel: try fields.decodeIfPresent(LocalizedText.self, forKey: .lowLabel),
      highLabel: try fields.decodeIfPresent(LocalizedText.self, forKey: .highLabel),
      hasNotApplicable: try fields.decodeIfPresent(Bool.self, forKey: .hasNotApplicable) ?? false)
  }
}

/// `{"between": [0, 6]}`, `{"chose": ["yes"]}` or `{"answered": true}`.
extension Question.Condition.Test {
  private enum Field: String, CodingKey {
    case between, chose, answered
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    if let bounds = try fields.decodeIfPresent([Int].self, forKey: .between) {
      guard bounds.count == 2 else {
        throw DecodingError.dataCorruptedError(forKey: .between, in: fields, debugDescription: "two bounds")
      }
      self = .between(bounds[0], bounds[1])
    } else if let options = try fields.decodeIfPresent([ID<Question.Option>].self, forKey: .chose) {
      self = .chose(options)
    } else {
      _ = try fields.decode(Bool.self, forKey: .answered)
      self = .answered
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    switch self {
    case .between(let low, let high): try fields.encode([low, high], forKey: .between)
    case .chose(let options): try fields.encode(options, forKey: .chose)
    case .answered: try fields.encode(true, forKey: .answered)
    }
  }
}
