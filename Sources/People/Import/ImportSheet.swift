public import Persistence
import Values

/// A table as it came in: a header and rows of text.
public struct ImportSheet: Sendable, Codable {
  public struct Row: Sendable, Codable {
    /// As a spreadsheet counts, from 1, the header included.
    public let number: Int
    public let cells: [String]

    public init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  /// More rows than this are refused at once.
  public static let mostRows = 200_000

  public let header: [String]
  public let rows: [Row]

  /// Rows in which every cell is empty are left out.
  public init(header: [String], rows: [Row]) {
    self.header = header.map(Form.line)
    self.rows = rows.filter { !$0.cells.allSatisfy { $0.trimmed.isEmpty } }
  }
}

/// What can be taken in from a table.
public enum ImportKind: String, Sendable, Hashable, CaseIterable, SQLColumn {
  case units
  case people
  case customers

  /// What a column can hold, in the order in which a page lists it.
  public var fields: [ImportField] {
    switch self {
    case .units: [.code, .name, .parent]
    case .people: [.name, .email, .role, .unit, .language]
    case .customers: [.code, .name, .kind, .email, .language, .owner, .unit]
    }
  }

  /// Without these columns nothing can be taken in.
  public var required: [ImportField] {
    switch self {
    case .units: [.code, .name]
    case .people: [.name, .email]
    case .customers: [.code, .name]
    }
  }
}

/// What a column holds.
public enum ImportField: String, Sendable, Hashable, CaseIterable {
  case code
  case name
  case parent
  case email
  case role
  case unit
  case language
  case kind
  case owner

  /// The headers by which a column is known, without signs, capitals or accents: Dutch and English.
  func headers(for kind: ImportKind) -> Set<String> {
    switch self {
    case .code:
      switch kind {
      case .units: ["code", "onderdeelcode", "unitcode", "eenheidcode", "afkorting", "id"]
      case .people: []
      case .customers:
        [
          "code", "klantnummer", "klantnr", "klantcode", "nummer", "debiteurnummer", "customernumber", "customerno",
          "customercode", "customerid", "klantid", "number", "id",
        ]
      }
    case .name:
      switch kind {
      case .units: ["naam", "name", "onderdeel", "unit", "eenheid", "afdeling", "team", "unitname"]
      case .people: ["naam", "name", "medewerker", "employee", "persoon", "person", "fullname", "volledigenaam"]
      case .customers: ["naam", "name", "klant", "klantnaam", "customer", "customername", "bedrijf", "company"]
      }
    case .parent:
      [
        "ouder", "parent", "parentcode", "hangtonder", "valtonder", "onder", "bovenliggend", "bovenliggendonderdeel",
        "hoortbij", "below", "partof", "parentunit",
      ]
    case .email: ["email", "emailadres", "mail", "mailadres", "emailaddress", "mailaddress"]
    case .role: ["rol", "role", "rechten"]
    case .unit:
      [
        "onderdeel", "unit", "onderdeelcode", "unitcode", "team", "afdeling", "eenheid", "department", "vestiging",
        "branch", "regio", "region",
      ]
    case .language: ["taal", "language", "voorkeurstaal", "lang"]
    case .kind: ["soort", "type", "kind", "klantsoort", "klanttype", "customertype"]
    case .owner:
      [
        "eigenaar", "owner", "relatiebeheerder", "accountmanager", "contactpersoon", "beheerder", "emaileigenaar",
        "owneremail", "verantwoordelijke",
      ]
    }
  }
}

/// Which column of a sheet holds what.
struct ImportColumns {
  /// For each column of the header what it was taken for; nothing where it is left out.
  let fields: [ImportField?]
  private let places: [ImportField: Int]

  init(_ kind: ImportKind, header: [String]) {
    var fields: [ImportField?] = []
    var places: [ImportField: Int] = [:]
    for (place, title) in header.enumerated() {
      let plain = title.folded.filter { $0.isLetter || $0.isNumber }
      let field = kind.fields.first { places[$0] == nil && $0.headers(for: kind).contains(plain) }
      fields.append(field)
      if let field { places[field] = place }
    }
    self.fields = fields
    self.places = places
  }

  func has(_ field: ImportField) -> Bool { places[field] != nil }

  /// The cell of a field, clean; empty where the row or the sheet has none.
  func value(_ field: ImportField, _ row: ImportSheet.Row) -> String {
    guard let place = places[field], row.cells.indices.contains(place) else { return "" }
    return Form.line(row.cells[place])
  }
}
