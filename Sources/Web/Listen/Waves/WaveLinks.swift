import Listen
import Values

extension Link {
  static func wave(_ id: ID<Wave>) -> Link { Link("listen", "waves", id.text) }
  static func wave(_ id: ID<Wave>, _ part: String) -> Link { Link("listen", "waves", id.text, part) }
  static func newWave(of survey: ID<Survey>) -> Link { Link("listen", "surveys", survey.text, "waves") }
}
