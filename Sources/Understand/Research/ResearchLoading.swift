import Columns
import Listen
import People
import Persistence
import Values

/// Reads a survey's responses into columns: all of them, or those that came since.
struct ResearchLoading {
  let organisation: ID<Organisation>
  let survey: Survey
  let waves: [Wave]
  let units: [Unit]
  let placements: [UnitPlacement]
  let measures: [Measure]
  let choices: [Choice]
  private(set) var numbers = Research.Numbers()
  let hasWeights: Bool
  private let keys: [AnswerKey]

  init(_ survey: ID<Survey>, in organisation: ID<Organisation>, from db: any Connection) throws {
    self.organisation = organisation
    self.survey = try db.surveys(in: organisation).find(survey)
    waves = try db.waves(in: organisation).all(of: survey)
    units = try db.units(in: organisation).all()
    placements = try db.units(in: organisation).placements()
    measures = Measure.all(in: self.survey.document)
    keys = measures.map(\.key)
    choices = self.survey.document.questions
      .filter { $0.kind == .singleChoice || $0.kind == .multipleChoice }.map(Choice.init)
    numbers.steps = measures.map { _ in 1 }
    numbers.lowest = measures.map { min(0, $0.scale.low) }
    for (number, unit) in units.enumerated() { numbers.unit[unit.id] = number }
    for (number, wave) in waves.enumerated() { numbers.period[wave.id] = number }
    hasWeights = try db.responses(in: organisation).hasWeights(in: survey)
  }

  /// All responses as columns. Where an answer lies between whole numbers, its measure is stored in tenths.
  mutating func frame(from db: any Connection) throws -> Frame {
    do {
      return try build(from: db)
    } catch let between as BetweenSteps {
      for measure in between.measures { numbers.steps[measure] = 10 }
      return try build(from: db)
    }
  }

  private struct BetweenSteps: Error {
    let measures: Set<Int>
  }

  private mutating func build(from db: any Connection) throws -> Frame {
    var batch = FrameBatch(schema: try schema())
    var between: Set<Int> = []
    try db.responses(in: organisation).forEach(of: survey.id) { response in
      try batch.append(row(response, between: &between))
    }
    guard between.isEmpty else { throw BetweenSteps(measures: between) }
    return try Frame(batch, tree: try FrameTree(parents: units.map { _ in nil }))
  }

  private func schema() throws -> FrameSchema {
    let items = measures.enumerated().map { place, measure in
      FrameSchema.Item(
        name: measure.key.text,
        highest: min(250, max(1, (measure.scale.high - numbers.lowest[place]) * numbers.steps[place])))
    }
    let codes = choices.flatMap { choice -> [FrameSchema.Code] in
      choice.question.kind == .singleChoice
        ? [.init(name: choice.question.id.text, count: max(1, choice.options.count + 1))]
        : choice.columns.map { .init(name: $0, count: 2) }
    }
    return try FrameSchema(items: items, codes: codes, hasWeights: hasWeights, hasRespondents: true)
  }

  private mutating func row(_ response: Response, between: inout Set<Int>) -> FrameRow {
    var respondent: UInt32?
    if let customer = response.customer {
      let next = UInt32(numbers.respondent.count)
      respondent = numbers.respondent[customer, default: next]
      numbers.respondent[customer] = respondent
    }
    return FrameRow(
      id: UInt128(response.id), unit: response.unit.flatMap { numbers.unit[$0] },
      period: numbers.period[response.wave] ?? 0,
      answers: keys.indices.map { answer(response.answers[keys[$0]], $0, between: &between) },
      codes: choices.flatMap { $0.codes(of: response.answers[AnswerKey($0.question.id)]) },
      weight: response.weight, respondent: respondent)
  }

  private func answer(_ answer: Answer?, _ measure: Int, between: inout Set<Int>) -> FrameAnswer {
    switch answer {
    case .number(let number):
      guard (Double(measures[measure].scale.low)...Double(measures[measure].scale.high)).contains(number) else {
        return .missing
      }
      let code = (number - Double(numbers.lowest[measure])) * Double(numbers.steps[measure])
      if code.rounded() != code, numbers.steps[measure] == 1 { between.insert(measure) }
      return .value(Int(code.rounded()))
    case .notApplicable: return .notApplicable
    case nil, .choice, .text, .day: return .missing
    }
  }

  func research(_ frame: Frame) -> Research {
    Research(
      organisation: organisation, survey: survey, measures: measures, choices: choices, waves: waves, units: units,
      placements: placements, frame: frame, numbers: numbers)
  }

  /// The rows of responses that came after the frame was made.
  mutating func batch(of ids: [ID<Response>], from db: any Connection) throws -> FrameBatch? {
    var batch = FrameBatch(schema: try schema())
    var between: Set<Int> = []
    for id in ids {
      let response = try db.responses(in: organisation).find(id)
      guard numbers.period[response.wave] != nil, response.unit.map({ numbers.unit[$0] != nil }) ?? true,
        response.weight == 1 || hasWeights
      else { return nil }
      try batch.append(row(response, between: &between))
    }
    return between.isEmpty ? batch : nil
  }
}

extension Choice {
  /// A multiple choice has a column for each option, and one for 'other'.
  var columns: [String] {
    (options.map(\.id.text) + (question.hasOther ? ["other"] : [])).map { "\(question.id.text).\($0)" }
  }

  /// What the columns hold for an answer: the place of the option, `options.count` for 'other'; or 1 for each that was chosen.
  func codes(of answer: Answer?) -> [Int?] {
    let isSingle = question.kind == .singleChoice
    guard case .choice(let chosen, let other) = answer else {
      return isSingle ? [nil] : columns.map { _ in nil }
    }
    if isSingle {
      return [options.firstIndex { $0.id == chosen.first } ?? (other == nil ? nil : options.count)]
    }
    let picked = Set(chosen)
    return options.map { picked.contains($0.id) ? 1 : 0 } + (question.hasOther ? [other == nil ? 0 : 1] : [])
  }
}

extension UInt128 {
  /// The bits of a UUID. Another id gives its FNV-1a hash, so that every response has a number.
  init(_ id: ID<Response>) {
    let digits = id.text.filter { $0 != "-" }
    if digits.utf8.count == 32, let bits = UInt128(digits, radix: 16) {
      self = bits
      return
    }
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in id.text.utf8 {
      hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
    self = hash
  }
}
