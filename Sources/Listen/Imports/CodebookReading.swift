/// Reads the rows of a codebook.
///
/// A name with its text begins an entry. Rows below without a name give the codes: of that entry, of the entries straight above it
/// that are asked together with it (those below one heading, with one stem of a name, or with one text), and maybe of the others
/// straight above. A text alone in a row above entries is their heading.
struct CodebookReading {
  private var done: [Codebook.Entry] = []
  /// Entries since the last code, with the codes that follow them.
  private var block: [Codebook.Entry] = []
  private var codes: [Codebook.Code] = []
  private var heading: String?
  private var coming: String?

  /// How the first column of a codebook is called.
  private static let titles: Set<String> = [
    "field", "variable", "column", "name", "code", "veld", "variabele", "kolom", "naam", "question", "vraag", "label",
  ]

  static let mostCodes = 500
  static let longestText = 400
  static let longestLabel = 200

  /// Takes the first three cells of a row, cleaned.
  mutating func take(_ cells: [String]) {
    let (name, text, label) = (cells[0], cells[1], cells[2])
    if name.isEmpty {
      takeCode(text, label)
    } else if !label.isEmpty, Self.isCode(text) {
      takeNamed(name, text, label)
    } else {
      takeEntry(name, text)
    }
  }

  var finished: [Codebook.Entry] {
    var all = self
    all.endBlock()
    return all.done
  }

  private mutating func takeCode(_ value: String, _ label: String) {
    guard !value.isEmpty else { return }
    guard label.isEmpty, !Self.isCode(value) else {
      coming = nil
      add(value, label)
      return
    }
    // Words alone: a heading, if an entry follows.
    coming = String(value.prefix(Self.longestText))
  }

  /// A name with a code behind it: one more column of the question above, or a question of which only the codes are told.
  private mutating func takeNamed(_ name: String, _ value: String, _ label: String) {
    coming = nil
    if let last = block.last, last.name != name {
      if Self.stem(last.name) == Self.stem(name) {
        block.append(Codebook.Entry(name: name, text: last.text, heading: heading))
      } else {
        endBlock()
      }
    }
    if block.isEmpty { block = [Codebook.Entry(name: name, text: "")] }
    add(value, label)
  }

  private mutating func takeEntry(_ name: String, _ text: String) {
    if done.isEmpty, block.isEmpty, Self.titles.contains(name.lowercased()) {
      coming = nil
      return
    }
    if !codes.isEmpty || coming != nil { endBlock() }
    if let coming {
      heading = coming
      self.coming = nil
    }
    block.append(Codebook.Entry(name: name, text: String(text.prefix(Self.longestText)), heading: heading))
  }

  private mutating func add(_ value: String, _ label: String) {
    guard !block.isEmpty, value.count <= 40, codes.count < Self.mostCodes else { return }
    codes.append(Codebook.Code(value: value, label: label.isEmpty ? nil : String(label.prefix(Self.longestLabel))))
  }

  private mutating func endBlock() {
    if let last = block.last, !codes.isEmpty {
      for place in block.indices {
        block[place].mayBeOthers = !Self.belongs(block[place], with: last)
        block[place].codes = codes
      }
    }
    done += block
    block = []
    codes = []
    heading = nil
  }

  /// Whether the codes below the last entry are also those of this one.
  private static func belongs(_ entry: Codebook.Entry, with last: Codebook.Entry) -> Bool {
    entry == last || entry.heading != nil || entry.text == last.text || stem(entry.name) == stem(last.name)
      || CodebookWording.stem(of: entry.text, and: last.text) != nil
  }

  /// `Q7` of `Q7ART`, `Q2PURP` of `Q2PURP1`: what columns of one question have in common.
  private static func stem(_ name: String) -> Substring {
    let letters = name.prefix { !$0.isNumber }
    let digits = name.dropFirst(letters.count).prefix(while: \.isNumber)
    guard !digits.isEmpty else { return name[...] }
    let end = name.lastIndex { !$0.isNumber } ?? name.startIndex
    let isNumberedTwice = name[end...].count > 1 && name.index(after: end) > digits.endIndex
    return isNumberedTwice ? name[...end] : name[..<digits.endIndex]
  }

  /// A number, or a letter or two.
  static func isCode(_ text: String) -> Bool {
    NumberCell.read(text) != nil || text.count <= 2 && text.allSatisfy { $0.isLetter || $0.isNumber }
  }
}
