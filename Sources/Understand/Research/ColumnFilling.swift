import Columns
import Listen
import People
import Persistence
import Values

/// Rows of a plan on their way into a frame, column by column.
struct ColumnFilling: Sendable {
  private static let missing: UInt8 = 255
  private static let notApplicable: UInt8 = 254

  private let plan: ColumnPlan
  private let respondentNumbers: RespondentNumbers
  private let keys: ColumnKeys
  private let firstCode: [Int]
  private let low: [Double]
  private let high: [Double]
  private let lowest: [Double]
  private let steps: [Double]
  /// What a whole number from 0 to 255 is in the column of a measure, which nearly every answer is.
  private let wholes: [[UInt8]]

  private var ids: [UInt128] = []
  private var units: [Int32] = []
  private var periods: [UInt16] = []
  /// The scores of one row, one for each measure.
  private var row: [UInt8]
  private var items: [[UInt8]]
  private var codes: [[Int32]]
  private var weights: [Double] = []
  private var respondents: [UInt32] = []
  private(set) var unfit = ColumnPlan.Unfit()

  init(_ plan: ColumnPlan, _ respondentNumbers: RespondentNumbers) {
    self.plan = plan
    self.respondentNumbers = respondentNumbers
    keys = ColumnKeys(plan)
    var next = 0
    firstCode = plan.choices.map { choice in
      defer { next += choice.columnCount }
      return next
    }
    low = plan.measures.map { Double($0.scale.low) }
    high = plan.measures.map { Double($0.scale.high) }
    lowest = plan.numbers.lowest.map(Double.init)
    steps = plan.numbers.steps.map(Double.init)
    row = plan.measures.map { _ in Self.missing }
    items = plan.measures.map { _ in [] }
    codes = (0..<next).map { _ in [] }
    let (low, high, lowest, steps) = (low, high, lowest, steps)
    wholes = plan.measures.indices.map { measure in
      (0..<256).map { number in
        let number = Double(number)
        guard number >= low[measure], number <= high[measure] else { return Self.missing }
        let code = (number - lowest[measure]) * steps[measure]
        return (0...250).contains(code) ? UInt8(code) : Self.missing
      }
    }
  }

  var count: Int { ids.count }

  /// The periods of the rows.
  var filledPeriods: Set<Int> { Set(periods.map(Int.init)) }

  /// Adds a response. One of a wave that the plan doesn't know can't be there.
  mutating func append(_ response: CountedResponse) throws {
    guard let period = plan.numbers.period[response.wave] else { throw ColumnPlan.Unfit() }
    let place = ids.count
    ids.append(UInt128(number: response.id.text))
    units.append(response.unit.flatMap { plan.numbers.unit[$0] }.map { Int32($0) } ?? -1)
    periods.append(UInt16(period))
    respondents.append(response.customer.map(respondentNumbers.number) ?? .max)
    if response.weight != 1, !plan.numbers.isWeighted { unfit.isWeighted = true }
    if plan.numbers.isWeighted { weights.append(response.weight) }
    for code in codes.indices { codes[code].append(-1) }
    // The walk touches nothing of ours but these: a million responses go through it.
    var scores = Self.scores(from: &row)
    var otherwise: [(measure: Int, number: Double)] = []
    var chosen: [(choice: Int, options: [ID<Question.Option>], other: String?)] = []
    try Self.walk(response.answers, keys, wholes, &scores, &otherwise, &chosen)
    for (measure, number) in otherwise { scores[measure] = code(of: number, measure) }
    for item in items.indices { items[item].append(scores[item]) }
    row = scores
    for (choice, options, other) in chosen {
      for (offset, value) in plan.choices[choice].codes(options, other: other).enumerated() {
        codes[firstCode[choice] + offset][place] = value
      }
    }
  }

  /// The row's scores, all missing, out of their place, so that nothing copies them.
  private static func scores(from row: inout [UInt8]) -> [UInt8] {
    var scores: [UInt8] = []
    swap(&scores, &row)
    for measure in scores.indices { scores[measure] = missing }
    return scores
  }

  private static func walk(
    _ answers: String, _ keys: ColumnKeys, _ wholes: [[UInt8]], _ scores: inout [UInt8],
    _ otherwise: inout [(measure: Int, number: Double)],
    _ chosen: inout [(choice: Int, options: [ID<Question.Option>], other: String?)]
  ) throws {
    var next = 0
    try Answers.walk(answers) { key, answer in
      guard let place = keys.place(of: key, from: next) else { return }
      next = place + 1
      switch keys.targets[place] {
      case .measure(let measure):
        switch answer {
        case .notApplicable: scores[measure] = notApplicable
        case .written: break
        case .number(let number):
          if let whole = UInt8(exactly: number) {
            scores[measure] = wholes[measure][Int(whole)]
          } else {
            otherwise.append((measure, number))
          }
        }
      case .choice(let choice):
        guard let found = try answer.choice() else { return }
        chosen.append((choice, found.options, found.other))
      }
    }
  }

  private mutating func code(of number: Double, _ measure: Int) -> UInt8 {
    guard number >= low[measure], number <= high[measure] else { return Self.missing }
    let code = (number - lowest[measure]) * steps[measure]
    let rounded = code.rounded()
    if rounded != code, steps[measure] == 1, plan.canHoldTenths(measure) { unfit.between.insert(measure) }
    return rounded <= 250 ? UInt8(rounded) : Self.missing
  }

  /// The rows so far, after which there are none.
  ///
  /// - Throws: `ColumnPlan.Unfit` where a response doesn't fit into the columns of the plan.
  mutating func take() throws -> FrameBatch {
    guard unfit.between.isEmpty, !unfit.isWeighted else { throw unfit }
    let batch = try FrameBatch(
      schema: plan.schema, ids: ids, units: units, periods: periods,
      items: items.map { FrameBatch.Scores($0, missing: Self.missing, notApplicable: Self.notApplicable) },
      codes: codes, weights: weights, respondents: respondents)
    ids.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    periods.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    respondents.removeAll(keepingCapacity: true)
    for item in items.indices { items[item].removeAll(keepingCapacity: true) }
    for code in codes.indices { codes[code].removeAll(keepingCapacity: true) }
    return batch
  }
}

extension ColumnPlan {
  /// Every response of the survey as columns. Where some of them don't fit, there is a plan in which they do.
  static func frame(
    of survey: ID<Survey>, in organisation: ID<Organisation>, _ respondents: RespondentNumbers, from db: any Connection
  ) throws -> (plan: ColumnPlan, frame: Frame) {
    var plan = try ColumnPlan(survey, in: organisation, from: db)
    while true {
      do {
        return (plan, try plan.frame(respondents, from: db))
      } catch let unfit as Unfit where !unfit.between.isEmpty || unfit.isWeighted {
        plan = try plan.fitting(unfit)
      }
    }
  }

  func frame(_ respondents: RespondentNumbers, from db: any Connection) throws -> Frame {
    let making = FrameMaking(self, respondents)
    var batch: [CountedResponse] = []
    try db.researchChanges(in: organisation).forEach(of: survey.id) { response in
      batch.append(response)
      guard batch.count == FrameMaking.batch else { return }
      try making.add(batch)
      batch.removeAll(keepingCapacity: true)
    }
    try making.add(batch)
    return try making.frame()
  }
}
