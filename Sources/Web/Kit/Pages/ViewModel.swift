import Localization
import Mustache
import Values

/// What a template may name: the stored properties of a value.
///
/// A template reads facts and the renderer says them in the reader's language: a `Message` becomes its sentence, a
/// `Message.Fact`, `Day` or `Instant` is written as that language does, a `LocalizedText` is taken in it, a `Link` is its
/// address, a `Drawing` its HTML. A bare `Double` is refused, because nobody chose how it is to be written.
protocol ViewModel: Sendable {}

/// The end of a search: an absent optional. Mustache would look for the name further out and print someone else's.
struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

/// A view model in the hands of Mustache: its properties by name, each said when it is asked for.
struct Scope: MustacheParent {
  private let properties: [String: Any]
  private let frame: Frame

  init(_ model: any ViewModel, in frame: Frame) {
    var properties: [String: Any] = [:]
    for child in Mirror(reflecting: model).children {
      if let label = child.label { properties[label] = child.value }
    }
    if let page = model as? any Page, properties["title"] == nil { properties["title"] = page.title }
    self.properties = properties
    self.frame = frame
  }

  func child(named name: String) -> Any? {
    guard let value = properties[name] else { return nil }
    return frame.said(value, as: name)
  }
}
