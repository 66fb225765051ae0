import Columns
import Listen
import People
import Persistence
import Values

/// How a survey's responses become rows: its columns, and what stands for what in them.
struct ColumnPlan: Sendable {
  let organisation: ID<Organisation>
  let survey: Survey
  let waves: [Wave]
  let units: [Unit]
  let placements: [UnitPlacement]
  let measures: [Measure]
  let choices: [Choice]
  let numbers: ColumnNumbers
  let schema: FrameSchema
  /// Units hang together differently on other days, so the columns know no tree, only places for units.
  let tree: FrameTree
  let organised = OrganisedDays()

  /// Responses that these columns can't hold: they are made anew, for answers between the whole numbers or with weights.
  struct Unfit: Error {
    var between: Set<Int> = []
    var isWeighted = false
  }

  /// - Parameter known: the numbers to go on from; nothing gives new ones.
  init(
    _ survey: ID<Survey>, in organisation: ID<Organisation>, going known: ColumnNumbers? = nil, from db: any Connection
  ) throws {
    self.organisation = organisation
    self.survey = try db.surveys(in: organisation).find(survey)
    waves = try db.waves(in: organisation).all(of: survey)
    units = try db.units(in: organisation).all()
    placements = try db.units(in: organisation).placements()
    measures = Measure.all(in: self.survey.document)
    choices = self.survey.document.questions
      .filter { $0.kind == .singleChoice || $0.kind == .multipleChoice }.map(Choice.init)
    var numbers = ColumnNumbers(measures)
    if let known {
      guard known.lowest == numbers.lowest, known.steps.count == numbers.steps.count else { throw Unfit() }
      numbers = known
    }
    numbers.number(units.map(\.id))
    numbers.number(waves.map(\.id))
    self.numbers = numbers
    schema = try Self.schema(measures, choices, numbers)
    // Room for units to come, so that a new one rarely moves the rows of the others.
    tree = try FrameTree(parents: [Int?](repeating: nil, count: (numbers.units.count / 64 + 1) * 64))
  }

  private init(_ plan: ColumnPlan, numbers: ColumnNumbers) throws {
    organisation = plan.organisation
    survey = plan.survey
    waves = plan.waves
    units = plan.units
    placements = plan.placements
    measures = plan.measures
    choices = plan.choices
    self.numbers = numbers
    schema = try Self.schema(measures, choices, numbers)
    tree = plan.tree
  }

  /// The same with room for what didn't fit.
  func fitting(_ unfit: Unfit) throws -> ColumnPlan {
    var numbers = numbers
    for measure in unfit.between { numbers.steps[measure] = 10 }
    if unfit.isWeighted { numbers.isWeighted = true }
    return try ColumnPlan(self, numbers: numbers)
  }

  /// Whether answers to a measure can be stored in tenths: a scale to 100 in tenths is longer than a column.
  func canHoldTenths(_ measure: Int) -> Bool {
    (measures[measure].scale.high - numbers.lowest[measure]) * 10 <= 250
  }

  private static func schema(
    _ measures: [Measure], _ choices: [Choice], _ numbers: ColumnNumbers
  ) throws -> FrameSchema {
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
    return try FrameSchema(items: items, codes: codes, hasWeights: numbers.isWeighted, hasRespondents: true)
  }
}

extension Choice {
  /// A multiple choice has a column for each option, and one for 'other'.
  var columns: [String] {
    (options.map(\.id.text) + (question.hasOther ? ["other"] : [])).map { "\(question.id.text).\($0)" }
  }

  var columnCount: Int { question.kind == .singleChoice ? 1 : options.count + (question.hasOther ? 1 : 0) }

  /// What the columns hold for an answer: the place of the option, `options.count` for 'other'; or 1 for each that was chosen.
  /// -1 stands for none.
  func codes(_ chosen: [ID<Question.Option>], other: String?) -> [Int32] {
    if question.kind == .singleChoice {
      let place = options.firstIndex { $0.id == chosen.first }
      return [Int32(place ?? (other == nil ? -1 : options.count))]
    }
    let picked = Set(chosen)
    return options.map { picked.contains($0.id) ? 1 : 0 } + (question.hasOther ? [other == nil ? 0 : 1] : [])
  }
}
