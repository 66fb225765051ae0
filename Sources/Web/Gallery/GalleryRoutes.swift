import Foundation
import Hummingbird
import Localization
import Values

/// Every example of every page, in both languages, to be looked at. Only in a demo.
struct GalleryRoutes {
  var routes: RouteCollection<GuestContext> {
    RouteCollection(context: GuestContext.self)
      .get(use: index)
      .get(":language/:page/:example", use: show)
  }

  @Sendable func index(_ request: Request, _ context: GuestContext) throws -> Response {
    try GalleryIndexPage(Gallery.pages).response(context)
  }

  @Sendable func show(_ request: Request, _ context: GuestContext) throws -> Response {
    let parameters = context.parameters
    guard let language = parameters.get("language").flatMap(Language.init(rawValue:)),
      let name = parameters.get("page"), let example = parameters.get("example")?.removingPercentEncoding,
      let type = Gallery.pages.first(where: { "\($0)" == name }),
      let page = type.anyExamples[example]
    else { throw NotFound() }
    var visit = context.visit
    visit.book = visit.site.renderer.book(language)
    return try visit.respond(with: page, status: .ok, logger: context.logger)
  }
}

extension Page {
  static var anyExamples: [String: any Page] { examples }
}

/// The list of all pages and their examples.
struct GalleryIndexPage: Page {
  static let template = "kit/gallery"
  let title = Message("kit.gallery.title")
  let pages: [Line]

  struct Line: ViewModel {
    let name: String
    let examples: [Example]
  }

  struct Example: ViewModel {
    let name: String
    let dutch: Link
    let english: Link
  }

  init(_ pages: [any Page.Type]) {
    self.pages = pages.map { type in
      Line(
        name: "\(type)",
        examples: type.anyExamples.keys.sorted().map { name in
          Example(
            name: name, dutch: Link("_pages", "nl", "\(type)", name), english: Link("_pages", "en", "\(type)", name)
          )
        }
      )
    }
  }

  static let examples: [String: GalleryIndexPage] = ["one": GalleryIndexPage([ErrorPage.self])]
}
