import Values

/// How every mail is laid out: plain text that reads well by itself, and the same as HTML.
struct LetterSheet {
  let language: Language
  let before: [String]
  let link: String
  let button: String
  let after: [String]
  let regards: [String]
  let stop: (words: String, link: String)?

  var text: String {
    var parts = before + ["\(button):\n\(link)"] + after + [regards.joined(separator: "\n")]
    if let stop { parts.append("-- \n\(stop.words)\n\(stop.link)") }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Mail programs know little style, so there is little; nothing is loaded from elsewhere.
  var html: String {
    func paragraph(_ text: String) -> String { "<p>\(SafeHTML.escape(text))</p>" }
    let button = """
      <p><a href="\(SafeHTML.escape(link))" style="display:inline-block;padding:14px 24px;border-radius:6px;\
      background:#0b5c63;color:#ffffff;font-weight:600;text-decoration:none">\(SafeHTML.escape(button))</a></p>
      """
    let end = regards.map { SafeHTML.escape($0) }.joined(separator: "<br>")
    let out =
      stop.map {
        """
        <p style="color:#565d68;font-size:13px">\(SafeHTML.escape($0.words)) \
        <a href="\(SafeHTML.escape($0.link))" style="color:#565d68">\(SafeHTML.escape($0.link))</a></p>
        """
      } ?? ""
    return """
      <!doctype html><html lang="\(language.rawValue)"><meta charset="utf-8"><body style="margin:0;padding:24px;\
      max-width:34em;font:16px/1.5 sans-serif;color:#171c24">\
      \(before.map(paragraph).joined())\(button)\(after.map(paragraph).joined())<p>\(end)</p>\(out)</body></html>
      """
  }
}
