#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
internal import CReadStat

/// An SPSS file (.sav, .zsav): its variables with their labels, and its rows as text.
///
/// Numbers come as the shortest text that reads back equal; dates, by the variable's format, as `2026-11-21` or
/// `2026-11-21 13:05:00`; system-missing as nothing. Values that the file declares missing come as they are: what to
/// do with them is the reader's choice (`Variable.isDeclaredMissing`).
public struct StatisticsFile: Sendable {
  public struct Variable: Sendable, Equatable {
    public let name: String
    /// The question's text, empty where there is none.
    public let label: String
    /// The format as SPSS writes it, such as `F8.2`, `A20`, `DATE11`.
    public let format: String
    public let isText: Bool
    /// The labels of values, in the file's order; the value as text in the same form as in the rows.
    public internal(set) var valueLabels: [ValueLabel]
    public let missing: [MissingRange]

    /// Whether the file declares this value (text as in the rows) to be missing.
    public func isDeclaredMissing(_ value: String) -> Bool {
      missing.contains { range in
        switch range {
        case .numbers(let low, let high):
          guard let number = Double(value) else { return false }
          return number >= low && number <= high
        case .text(let text): return text == value
        }
      }
    }
  }

  public struct ValueLabel: Sendable, Equatable {
    public let value: String
    public let label: String
  }

  public enum MissingRange: Sendable, Equatable {
    case numbers(low: Double, high: Double)
    case text(String)
  }

  public let variables: [Variable]
  /// How many rows the file states; nil where it states none.
  public let rowCount: Int?
  /// The variable by which the file says that its rows are weighted.
  public let weightVariable: String?
  /// The encoding that the file states for its texts.
  public let encoding: String?
  private let path: String
  private let limits: TableLimits

  /// - Throws: `TableFileError.statisticsFile` with libreadstat's number, `.unreadable`.
  public init(path: String, limits: TableLimits = TableLimits()) throws(TableFileError) {
    self.path = path
    self.limits = limits
    _ = try TableBytes.path(path).size()
    let pass = StatisticsPass(limits: limits) { _ in false }
    try pass.run(path: path, withRows: false)
    variables = pass.finishedVariables
    rowCount = pass.rowCount >= 0 ? pass.rowCount : nil
    weightVariable = pass.weightVariable
    encoding = pass.encoding
  }

  /// Gives every row until the closure returns false. Row numbers count from 1: there is no header row. The row is lent
  /// and used again.
  /// - Throws: `TableFileError`, or what the closure throws.
  public func forEachRow(_ body: (inout TableRow) throws -> Bool) throws {
    try withoutActuallyEscaping(body) { body in
      let pass = StatisticsPass(limits: limits, body: body)
      try pass.run(path: path, withRows: true)
      if let failure = pass.failure { throw failure }
    }
  }
}

/// One pass of libreadstat over a file; it calls back with an opaque pointer to this.
private final class StatisticsPass {
  private let limits: TableLimits
  private let body: (inout TableRow) throws -> Bool
  private(set) var variables: [StatisticsFile.Variable] = []
  private(set) var labelSets: [String: [StatisticsFile.ValueLabel]] = [:]
  private var setOfVariable: [String] = []
  private var dateStyles: [StatisticsDate?] = []
  private(set) var rowCount = -1
  private(set) var weightVariable: String?
  private(set) var encoding: String?
  private(set) var failure: (any Error)?
  private var row = TableRow()

  init(limits: TableLimits, body: @escaping (inout TableRow) throws -> Bool) {
    self.limits = limits
    self.body = body
  }

  var finishedVariables: [StatisticsFile.Variable] {
    zip(variables, setOfVariable).map { variable, set in
      var variable = variable
      variable.valueLabels = labelSets[set] ?? []
      return variable
    }
  }

  func run(path: String, withRows: Bool) throws(TableFileError) {
    guard let parser = readstat_parser_init() else { throw .statisticsFile(code: Int(READSTAT_ERROR_MALLOC.rawValue)) }
    defer { readstat_parser_free(parser) }
    readstat_set_metadata_handler(parser) { metadata, context in
      StatisticsPass.of(context).take(metadata: metadata)
    }
    readstat_set_variable_handler(parser) { index, variable, labels, context in
      StatisticsPass.of(context).take(variable: variable, labelSet: labels)
    }
    readstat_set_fweight_handler(parser) { variable, context in
      StatisticsPass.of(context).take(weight: variable)
    }
    readstat_set_value_label_handler(parser) { set, value, label, context in
      StatisticsPass.of(context).take(label: label, of: value, in: set)
    }
    if withRows {
      readstat_set_value_handler(parser) { index, variable, value, context in
        StatisticsPass.of(context).take(value: value, of: variable, row: Int(index))
      }
    } else {
      readstat_set_row_limit(parser, 1)
    }
    readstat_set_error_handler(parser) { _, _ in }
    let outcome = readstat_parse_sav(parser, path, Unmanaged.passUnretained(self).toOpaque())
    if failure != nil || wasStopped { return }
    guard outcome == READSTAT_OK else { throw .statisticsFile(code: Int(outcome.rawValue)) }
  }

  private var wasStopped = false
  private static let goOn = Int32(READSTAT_HANDLER_OK)
  private static let stop = Int32(READSTAT_HANDLER_ABORT)

  private static func of(_ context: UnsafeMutableRawPointer?) -> StatisticsPass {
    guard let context else { preconditionFailure("libreadstat lost the pointer that it was given") }
    return Unmanaged<StatisticsPass>.fromOpaque(context).takeUnretainedValue()
  }

  private func take(metadata: UnsafeMutablePointer<readstat_metadata_t>?) -> Int32 {
    rowCount = Int(readstat_get_row_count(metadata))
    encoding = readstat_get_file_encoding(metadata).map { String(cString: $0) }
    guard Int(readstat_get_var_count(metadata)) <= limits.columns else {
      failure = TableFileError.tooManyColumns(row: 1, limit: limits.columns)
      return Self.stop
    }
    return Self.goOn
  }

  private func take(variable: UnsafeMutablePointer<readstat_variable_t>?, labelSet: UnsafePointer<CChar>?) -> Int32 {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    let format = text(readstat_variable_get_format(variable))
    let isText = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
    var missing: [StatisticsFile.MissingRange] = []
    for index in 0..<readstat_variable_get_missing_ranges_count(variable) {
      let low = readstat_variable_get_missing_range_lo(variable, index)
      let high = readstat_variable_get_missing_range_hi(variable, index)
      if isText {
        missing.append(.text(text(readstat_string_value(low))))
      } else {
        missing.append(.numbers(low: readstat_double_value(low), high: readstat_double_value(high)))
      }
    }
    variables.append(
      StatisticsFile.Variable(
        name: text(readstat_variable_get_name(variable)), label: text(readstat_variable_get_label(variable)),
        format: format, isText: isText, valueLabels: [], missing: missing))
    setOfVariable.append(text(labelSet))
    dateStyles.append(isText ? nil : StatisticsDate(format: format))
    return Self.goOn
  }

  private func take(weight variable: UnsafeMutablePointer<readstat_variable_t>?) -> Int32 {
    weightVariable = readstat_variable_get_name(variable).map { String(cString: $0) }
    return Self.goOn
  }

  private func take(
    label: UnsafePointer<CChar>?, of value: readstat_value_t, in set: UnsafePointer<CChar>?,
  ) -> Int32 {
    guard let label, let set else { return Self.goOn }
    labelSets[String(cString: set), default: []].append(
      StatisticsFile.ValueLabel(value: text(of: value, style: nil), label: String(cString: label)))
    return Self.goOn
  }

  private func take(
    value: readstat_value_t, of variable: UnsafeMutablePointer<readstat_variable_t>?, row index: Int,
  ) -> Int32 {
    let column = Int(readstat_variable_get_index(variable))
    if column == 0 {
      row.clear()
      row.number = index + 1
      guard row.number <= limits.rows else {
        failure = TableFileError.tooManyRows(limit: limits.rows)
        return Self.stop
      }
    }
    if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
      append(bytesOf: readstat_string_value(value))
    } else {
      row.append(utf8: text(of: value, style: dateStyles.indices.contains(column) ? dateStyles[column] : nil).utf8)
    }
    guard row.count == variables.count else { return Self.goOn }
    do {
      if try body(&row) { return Self.goOn }
      wasStopped = true
    } catch {
      failure = error
    }
    return Self.stop
  }

  private func append(bytesOf text: UnsafePointer<CChar>?) {
    guard let text else { return row.appendEmpty() }
    let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var bytes = UnsafeBufferPointer(start: start, count: strlen(text))
    // SPSS pads its texts with spaces to a fixed width.
    while bytes.last == 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    row.append(utf8: bytes)
  }

  private func text(of value: readstat_value_t, style: StatisticsDate?) -> String {
    if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
      return readstat_string_value(value).map { String(cString: $0) } ?? ""
    }
    guard readstat_value_is_system_missing(value) == 0 else { return "" }
    let number = readstat_double_value(value)
    guard !number.isNaN else { return "" }
    return style?.text(number) ?? NumberText.shortest(number)
  }
}

/// SPSS counts seconds since 14 October 1582.
private enum StatisticsDate {
  case date, dateAndTime, time

  init?(format: String) {
    let name = format.prefix { !$0.isNumber }.uppercased()
    switch name {
    case "DATE", "ADATE", "EDATE", "SDATE", "JDATE": self = .date
    case "DATETIME", "YMDHMS": self = .dateAndTime
    case "TIME": self = .time
    default: return nil
    }
  }

  func text(_ seconds: Double) -> String? {
    guard seconds.isFinite, seconds >= 0, seconds < 400_000_000_000 else { return nil }
    let whole = Int(seconds.rounded())
    let clock = CivilDate.clockText(seconds: whole % 86_400)
    if self == .time { return whole < 86_400 ? clock : NumberText.shortest(seconds) }
    let date = CivilDate(daysSince1970: whole / 86_400 - 141_428).text
    return self == .date ? date : "\(date) \(clock)"
  }
}
