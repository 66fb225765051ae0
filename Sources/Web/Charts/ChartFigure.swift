import Localization
import Values

/// What all charts share: a drawing for a wide and one for a narrow place, of which the stylesheet shows one, a caption, and the table
/// with the same numbers.
struct ChartFigure {
  let title: String
  let description: String
  let wide: SVG
  let narrow: SVG
  var caption: String?
  /// Shown under the narrow drawing: names that had no room in it.
  var narrowKey: [String] = []
  /// Whether they had no room in the wide drawing either.
  var isKeyAlsoWide = false
  /// As high as it is wide: on a big screen its narrow drawing stands beside its key.
  var isTall = false
  let table: Table

  struct Table {
    /// The first column holds names, the others numbers.
    let columns: [String]
    let rows: [[String]]
  }

  func html(_ book: Phrasebook) -> SafeHTML {
    var html = "<figure class=\"chart\(isTall ? " tall" : "")\">"
    var key = ""
    if !narrowKey.isEmpty {
      key = "<ol class=\"key\">" + narrowKey.map { "<li>\(SafeHTML.escape($0))</li>" }.joined() + "</ol>"
    }
    html += "<div class=\"wide\">\(wide.element(title: title, description: description))"
    html += (isKeyAlsoWide ? key : "") + "</div>"
    html += "<div class=\"narrow\">\(narrow.element(title: title, description: description))\(key)</div>"
    if let caption { html += "<figcaption class=\"quiet\">\(SafeHTML.escape(caption))</figcaption>" }
    html += "<details><summary>\(SafeHTML.escape(book.say("charts.table")))</summary>\(tableHTML)</details></figure>"
    return SafeHTML(safe: html)
  }

  private var tableHTML: String {
    let name = SafeHTML.escape(title)
    var html =
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(name)\"><table><caption>\(name)</caption><thead><tr>"
    for (index, column) in table.columns.enumerated() {
      html += "<th scope=\"col\"\(index == 0 ? "" : " class=\"n\"")>\(SafeHTML.escape(column))</th>"
    }
    html += "</tr></thead><tbody>"
    for row in table.rows {
      html += "<tr>"
      for (index, cell) in row.enumerated() {
        let text = SafeHTML.escape(cell)
        html += index == 0 ? "<th scope=\"row\">\(text)</th>" : "<td class=\"n\">\(text)</td>"
      }
      html += "</tr>"
    }
    return html + "</tbody></table></div>"
  }
}
