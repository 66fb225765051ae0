import CQREncode
import Values

/// A QR code as a drawing: black modules on white with the quiet zone of four that scanners want.
struct QRCode {
  let svg: String

  /// - Parameter text: an address. Throws `TooLong` where no code can hold it.
  init(_ text: String) throws(TooLong) {
    // Level M restores 15 %: paper gets stained.
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M), let modules = code.pointee.data else {
      throw TooLong()
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while column < width, modules[row * width + column] & 1 == 1 { column += 1 }
        if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    let side = width + 8
    svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
      <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }

  struct TooLong: Error {}
}
