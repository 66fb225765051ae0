import Activate
import Listen
import People
import Values

extension Link {
  static let joinSession = Link("s")
  static func session(_ code: SessionCode) -> Link { Link("s", code.text) }
  static func session(_ code: SessionCode, _ part: String) -> Link { Link("s", code.text, part) }
  static func session(_ code: SessionCode, _ part: String, _ recording: ID<Recording>) -> Link {
    Link("s", code.text, part, recording.text)
  }
  static func screen(_ code: SessionCode, key: String) -> Link { Link("s", code.text, "screen", key) }
  static func hand(in round: ID<Round>, _ code: SessionCode) -> Link {
    Link("s", code.text, "rounds", round.text, "contribution")
  }

  static let programmes = Link("activate")
  static let newProgramme = Link("activate", "programmes", "new")
  static func programme(_ id: ID<Programme>) -> Link { Link("activate", "programmes", id.text) }
  static func sessions(of programme: ID<Programme>) -> Link {
    Link("activate", "programmes", programme.text, "sessions")
  }
  static func preparation(_ id: ID<Session>) -> Link { Link("activate", "sessions", id.text) }
  /// At a round that was changed just now.
  static func preparation(_ id: ID<Session>, at round: ID<Round>) -> Link {
    .preparation(id).with("round", round.text).at("step-\(round.text)")
  }
  static func session(_ id: ID<Session>, _ part: String) -> Link { Link("activate", "sessions", id.text, part) }
  static func console(_ id: ID<Session>) -> Link { Link("activate", "sessions", id.text, "console") }
  static func report(_ id: ID<Session>) -> Link { Link("activate", "sessions", id.text, "report") }
  static func ideas(_ id: ID<Session>, _ round: ID<Round>) -> Link {
    Link("activate", "sessions", id.text, "rounds", round.text, "ideas")
  }
  static let venueCheck = Link("check")
  static let proxyHelp = Link("check", "proxy")
}
