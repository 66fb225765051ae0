import Foundation
import NIOCore
import Testing
import Values

@testable import Web

private let folder = ProcessInfo.processInfo.environment["KOMPAS_GALLERY"]

/// Writes every example of every page to a folder, for a browser to look at: `KOMPAS_GALLERY=/tmp/gallery swift test --filter Gallery`.
/// Serve the folder with any file server, because styles are addressed from the root.
@Suite struct GalleryTests {
  @Test(.enabled(if: folder != nil, "set KOMPAS_GALLERY to a folder to write the gallery there"))
  func theGalleryIsWritten() throws {
    let root = URL(filePath: try #require(folder))
    let assets = root.appending(path: "assets")
    try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
    for name in ["style.css", "app.js", "icon.svg"] {
      let file = try #require(TestSite.renderer.assets[name])
      let address = root.appending(path: String(file.address.path.dropFirst()))
      try Data(file.bytes.readableBytesView).write(to: address)
    }
    for page in Gallery.pages {
      for (name, example) in page.anyExamples {
        for language in Language.allCases {
          let html = try TestSite.render(example, language).html
          let file = "\(page)-\(name.replacing(" ", with: "_"))-\(language.rawValue).html"
          try Data(html.utf8).write(to: root.appending(path: file))
        }
      }
    }
  }
}
