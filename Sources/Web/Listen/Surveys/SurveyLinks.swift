import Listen
import Values

extension Link {
  static let listen = Link("listen")
  static let surveys = Link("listen", "surveys")
  static func survey(_ id: ID<Survey>) -> Link { Link("listen", "surveys", id.text) }
  static func survey(_ id: ID<Survey>, _ part: String) -> Link { Link("listen", "surveys", id.text, part) }
  static func question(_ id: ID<Question>, of survey: ID<Survey>) -> Link {
    Link("listen", "surveys", survey.text, "questions", id.text)
  }
  static func question(_ id: ID<Question>, of survey: ID<Survey>, _ part: String) -> Link {
    Link("listen", "surveys", survey.text, "questions", id.text, part)
  }
}
