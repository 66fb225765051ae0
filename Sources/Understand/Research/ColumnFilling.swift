import Columns
import Listen
import People
import Persistence
import Values

/// Rows of a plan on their way into a frame, column by column.
struct ColumnFilling {
  private static let missing: UInt8 = 255
  private static let notApplicable: UInt8 = 254

  /// What a key of a document fills.
  private enum Target {
    case measure(Int)
    case choice(Int)
  }

  private let plan: ColumnPlan
  private let respondentNumbers: RespondentNumbers
  /// The keys that fill columns, in the order of documents, so that the next one is nearly always the next here.
  private let keys: [(bytes: [UInt8], target: Target)]
  private let places: [String: Int]
  private let firstCode: [Int]
  private let low: [Double]
  private let high: [Double]
  private let lowest: [Double]
  private let steps: [Double]

  private var ids: [UInt128] = []
  private var units: [Int32] = []
  private var periods: [UInt16] = []
  private var items: [[UInt8]]
  private var codes: [[Int32]]
  private var weights: [Double] = []
  private var respondents: [UInt32] = []
  private(set) var unfit = ColumnPlan.Unfit()

  init(_ plan: ColumnPlan, _ respondentNumbers: RespondentNumbers) {
    self.plan = plan
    self.respondentNumbers = respondentNumbers
    let measures = plan.measures.enumerated().map { (Array($1.key.text.utf8), Target.measure($0)) }
    let choices = plan.choices.enumerated().map { (Array($1.question.id.text.utf8), Target.choice($0)) }
    let keys: [(bytes: [UInt8], target: Target)] = (measures + choices).sorted { $0.0.lexicographicallyPrecedes($1.0) }
    self.keys = keys
    places = Dictionary(
      keys.enumerated().map { (String(decoding: $1.bytes, as: UTF8.self), $0) }, uniquingKeysWith: { first, _ in first }
    )
    var next = 0
    firstCode = plan.choices.map { choice in
      defer { next += choice.columnCount }
      return next
    }
    low = plan.measures.map { Double($0.scale.low) }
    high = plan.measures.map { Double($0.scale.high) }
    lowest = plan.numbers.lowest.map(Double.init)
    steps = plan.numbers.steps.map(Double.init)
    items = plan.measures.map { _ in [] }
    codes = (0..<next).map { _ in [] }
  }

  var count: Int { ids.count }

  /// The periods of the rows.
  var filledPeriods: Set<Int> { Set(periods.map(Int.init)) }

  /// Adds a response. One of a wave that the plan doesn't know can't be there.
  mutating func append(_ response: CountedResponse) throws {
    guard let period = plan.numbers.period[response.wave] else { throw ColumnPlan.Unfit() }
    let row = ids.count
    ids.append(UInt128(number: response.id.text))
    units.append(response.unit.flatMap { plan.numbers.unit[$0] }.map { Int32($0) } ?? -1)
    periods.append(UInt16(period))
    respondents.append(response.customer.map(respondentNumbers.number) ?? .max)
    if response.weight != 1, !plan.numbers.isWeighted { unfit.isWeighted = true }
    if plan.numbers.isWeighted { weights.append(response.weight) }
    for item in items.indices { items[item].append(Self.missing) }
    for code in codes.indices { codes[code].append(-1) }
    var next = 0
    try Answers.walk(response.answers) { key, answer in
      guard let place = place(of: key, from: next) else { return }
      next = place + 1
      switch keys[place].target {
      case .measure(let measure): items[measure][row] = code(of: answer, measure)
      case .choice(let choice):
        guard let chosen = try answer.choice() else { return }
        let values = plan.choices[choice].codes(chosen.options, other: chosen.other)
        for (offset, value) in values.enumerated() { codes[firstCode[choice] + offset][row] = value }
      }
    }
  }

  private func place(of key: UnsafeBufferPointer<UInt8>, from next: Int) -> Int? {
    if next < keys.count, keys[next].bytes.elementsEqual(key) { return next }
    return places[String(decoding: key, as: UTF8.self)]
  }

  private mutating func code(of answer: WalkedAnswer, _ measure: Int) -> UInt8 {
    switch answer {
    case .notApplicable: return Self.notApplicable
    case .written: return Self.missing
    case .number(let number):
      guard number >= low[measure], number <= high[measure] else { return Self.missing }
      let code = (number - lowest[measure]) * steps[measure]
      let rounded = code.rounded()
      if rounded != code, steps[measure] == 1, plan.canHoldTenths(measure) { unfit.between.insert(measure) }
      return rounded <= 250 ? UInt8(rounded) : Self.missing
    }
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

  /// Rows that are packed at once.
  private static let packed = 1 << 17

  func frame(_ respondents: RespondentNumbers, from db: any Connection) throws -> Frame {
    var filling = ColumnFilling(self, respondents)
    var frame = Frame(schema: schema, tree: tree)
    try db.researchChanges(in: organisation).forEach(of: survey.id) { response in
      try filling.append(response)
      guard filling.count == Self.packed else { return }
      frame = try frame.appending(filling.take())
    }
    return try frame.appending(filling.take()).settled()
  }
}
