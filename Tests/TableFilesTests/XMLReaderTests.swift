import Testing

@testable import TableFiles

@Suite struct XMLReaderTests {
  private func events(_ text: String, limits: XMLReader.Limits = .init()) throws -> [XMLReader.Event] {
    var reader = try XMLReader(.memory(Array(text.utf8)), limits: limits)
    var events: [XMLReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test func elementsAttributesTextAndCDATAAreRead() throws {
    let text = "<?xml version='1.0'?><!-- x --><a k='1 &lt; 2' l=\"&#233;\"><b/>x &amp; y<![CDATA[<z>]]></a>\n"
    #expect(
      try events(text) == [
        .start(name: "a", attributes: [.init(name: "k", value: "1 < 2"), .init(name: "l", value: "é")]),
        .start(name: "b", attributes: []), .end(name: "b"), .text("x & y"), .text("<z>"), .end(name: "a"),
      ])
  }

  @Test func textInsideAnElementIsGathered() throws {
    var reader = try XMLReader(.memory(Array("<a><t>x<i>y</i><t>w</t>z</t></a>".utf8)))
    _ = try reader.next()
    _ = try reader.next()
    #expect(try reader.text(inside: "t") == "xywz")
    #expect(try reader.next() == .end(name: "a"))
  }

  @Test func dangerousAndBrokenXMLIsRefused() {
    let cases: [(String, TableFileError)] = [
      ("<!DOCTYPE a><a/>", .xml(.documentType(offset: 0))), ("<a>&x;</a>", .xml(.unknownEntity(name: "x", offset: 6))),
      ("<a><b></a></b>", .xml(.malformed(offset: 10))), ("<a>", .xml(.endsTooSoon)), ("", .xml(.endsTooSoon)),
      ("<a b></a>", .xml(.malformed(offset: 5))), ("<a/><b/>", .xml(.malformed(offset: 8))),
      ("<?xml version='1.0' encoding='utf-16'?><a/>", .xml(.encoding(name: "utf-16"))),
    ]
    for (text, expected) in cases {
      #expect(throws: expected, "\(text)") { try events(text) }
    }
    let deep = String(repeating: "<a>", count: 70)
    #expect(throws: TableFileError.xml(.tooDeep(limit: 64))) { try events(deep) }
  }

  @Test func aPieceOfTextHasALimit() {
    let long = "<a>" + String(repeating: "x", count: 300_000) + "</a>"
    #expect(throws: TableFileError.self) { try events(long, limits: .init(pieceBytes: 100_000)) }
  }
}
