internal import TableFiles

/// Concludes from names and values what each column may be. Everything here is a proposal: a person decides.
struct RoleProposal {
  let file: ImportFile
  var columns: [ImportColumn]
  let profiles: [ColumnProfile]
  /// How many rows stand below the header.
  let rows: Int

  init(file: ImportFile, profiles: [ColumnProfile], rows: Int) {
    self.file = file
    self.rows = rows
    columns = file.header.columns
    self.profiles = profiles
  }

  /// A proposal for every column.
  mutating func mappings() -> [ColumnMapping] {
    let oneHot = ChoiceColumns.find(in: &columns, profiles: profiles)
    let steps = SpreadScale.find(in: columns, options: oneHot, profiles: profiles, rows: rows)
    let families = ScoreFamilies(columns: columns, profiles: profiles)
    var taken: Set<ColumnRole> = []
    let submitted = submittedColumn()
    return columns.map { column in
      var mapping = ColumnMapping(column: column, takenFor: .ignore)
      if let step = steps[column.position] {
        ScoreProposal.apply(step, column, profiles[column.position], &mapping)
        return mapping
      }
      mapping = proposal(for: column, isOneHot: oneHot.contains(column.position), families: families)
      if column.system == .submittedAt, column.position != submitted { mapping.takenFor = .ignore }
      let isSingle = [ColumnRole.unit, .customerKey, .customerEmail, .weight, .responseID, .language, .status]
      if isSingle.contains(mapping.takenFor), !taken.insert(mapping.takenFor).inserted {
        mapping.takenFor = mapping.takenFor == .unit ? .singleChoice : .ignore
      }
      return mapping
    }
  }

  /// The last of the moments of handing in: `RecordedDate` comes behind `EndDate`.
  private func submittedColumn() -> Int? {
    let candidates = columns.filter { $0.system == .submittedAt && profiles[$0.position].filled > 0 }
    return candidates.last { DateProposal.propose(profiles[$0.position]) != nil }?.position
  }

  private func proposal(for column: ImportColumn, isOneHot: Bool, families: ScoreFamilies) -> ColumnMapping {
    let profile = profiles[column.position]
    var mapping = ColumnMapping(column: column, takenFor: .ignore)
    if profile.filled == 0 {
      mapping.call(.empty)
      return mapping
    }
    if let system = column.system {
      propose(system, profile, &mapping)
      return mapping
    }
    if file.variables.indices.contains(column.position) {
      LabelProposal.apply(file.variables[column.position], profile, &mapping)
      if file.weightVariable == column.name { mapping.takenFor = .weight }
      if mapping.takenFor != .ignore { return mapping }
    }
    if isOneHot {
      mapping.takenFor = .multipleChoice
      return mapping
    }
    if propose(byName: column, profile, &mapping) { return mapping }
    if ScoreProposal.apply(column, profile, families, &mapping) { return mapping }
    if let date = DateProposal.propose(profile), date != .some(.dayNumber) {
      mapping.takenFor = .date
      mapping.dateOrder = date
      if date == nil { mapping.call(.dateOrderOpen) }
      return mapping
    }
    ChoiceProposal.apply(column, profile, &mapping)
    return mapping
  }

  private func propose(_ system: SystemColumn, _ profile: ColumnProfile, _ mapping: inout ColumnMapping) {
    switch system {
    case .responseID: mapping.takenFor = .responseID
    case .language: mapping.takenFor = .language
    case .submittedAt:
      guard let order = DateProposal.propose(profile) else { return }
      mapping.takenFor = .submittedAt
      mapping.dateOrder = order
      if order == nil { mapping.call(.dateOrderOpen) }
      let isUniversal = mapping.name.hasSuffix("(UTC)")
      if isUniversal { mapping.timeZone = "UTC" }
    case .email:
      mapping.takenFor = .customerEmail
      mapping.call(.personal)
    case .firstName, .lastName:
      mapping.takenFor = .customerName
      mapping.call(.personal)
    case .externalReference: mapping.takenFor = .customerKey
    case .whereabouts: mapping.call(.personal)
    case .status: mapping.takenFor = .status
    case .startedAt, .technical: return
    }
  }

  private static let names: [(role: ColumnRole, names: Set<String>)] = [
    (.weight, ["weight", "weights", "weging", "weegfactor", "gewicht", "wgt", "finalweight", "weging2"]),
    (
      .customerKey,
      [
        "customerid", "customernumber", "klantnummer", "klantid", "klantnr", "accountid", "clientid",
        "debiteurnummer", "debiteur", "relatienummer",
      ]
    ),
    (.customerEmail, ["email", "emailadres", "emailaddress", "mail"]),
    (
      .customerName,
      [
        "customer", "customername", "klant", "klantnaam", "company", "companyname", "bedrijf",
        "bedrijfsnaam", "accountname", "organisatie",
      ]
    ),
    (
      .unit,
      [
        "unit", "eenheid", "afdeling", "department", "team", "teamnaam", "vestiging", "location", "locatie",
        "branch", "filiaal", "regio", "region", "businessunit", "unitname",
      ]
    ),
    (.language, ["language", "taal", "lang", "locale"]),
    (.responseID, ["responsid", "respondent", "respondentnumber", "respnum", "responsnummer", "reviewid"]),
    (.submittedAt, ["submitted", "submittedat", "published", "datum", "invuldatum", "completedat", "createdat"]),
  ]

  private func propose(byName column: ImportColumn, _ profile: ColumnProfile, _ mapping: inout ColumnMapping) -> Bool {
    let folded = HeaderText.folded(column.name)
    if column.name.isEmpty, column.position == 0, profile.wholeNumbers == profile.filled, profile.isUnique,
      !columns.contains(where: { $0.system == .responseID })
    {
      // The row numbers that statistics programs write.
      mapping.takenFor = .responseID
      return true
    }
    guard let role = Self.names.first(where: { $0.names.contains(folded) })?.role else { return false }
    switch role {
    case .weight: guard profile.numbers == profile.filled, profile.lowest >= 0 else { return false }
    case .customerEmail: guard profile.mailAddresses * 10 >= profile.filled * 8 else { return false }
    case .unit: guard !profile.isOverflowing, profile.meanLength <= 80 else { return false }
    case .language: guard !profile.isOverflowing, profile.numbers < profile.filled else { return false }
    case .submittedAt:
      guard let order = DateProposal.propose(profile), !columns.contains(where: { $0.system == .submittedAt }) else {
        return false
      }
      mapping.takenFor = .submittedAt
      mapping.dateOrder = order
      if order == nil { mapping.call(.dateOrderOpen) }
      return isFirst(role, column)
    case .responseID: guard profile.isUnique else { return false }
    default: break
    }
    if role == .customerEmail || role == .customerName { mapping.call(.personal) }
    if profile.commaNumbers > 0, role == .weight { mapping.decimalComma = true }
    mapping.takenFor = role
    return true
  }

  private func isFirst(_ role: ColumnRole, _ column: ImportColumn) -> Bool {
    let names = Self.names.first { $0.role == role }?.names ?? []
    return columns.first { names.contains(HeaderText.folded($0.name)) }?.position == column.position
  }
}

/// Whether a column holds dates, and in which order they are written.
enum DateProposal {
  /// Nil: no dates. An inner nil: dates whose order the file doesn't tell.
  static func propose(_ profile: ColumnProfile) -> DateOrder?? {
    guard profile.filled > 0 else { return nil }
    let dates = profile.dates
    if dates.count * 100 >= profile.filled * 95 {
      if dates.yearFirst * 2 > dates.count { return .some(.yearMonthDay) }
      switch (dates.firstOverTwelve > 0, dates.secondOverTwelve > 0) {
      case (true, false): return .some(.dayMonthYear)
      case (false, true): return .some(.monthDayYear)
      case (true, true), (false, false): return .some(nil)
      }
    }
    if profile.numbers == profile.filled, profile.lowest > 20_000, profile.highest < 80_000 { return .some(.dayNumber) }
    return nil
  }
}
