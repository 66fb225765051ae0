import Activate
import Values

extension Link {
  static func newSession(of programme: ID<Programme>) -> Link {
    Link("activate", "programmes", programme.text, "sessions", "new")
  }
  static func rounds(of session: ID<Session>, _ file: String) -> Link {
    Link("activate", "sessions", session.text, "rounds", file)
  }
  static func screen(_ code: SessionCode, key: String, _ part: String) -> Link {
    Link("s", code.text, "screen", key, part)
  }
  static func screen(_ code: SessionCode, key: String, hearing recording: ID<Recording>) -> Link {
    Link("s", code.text, "screen", key, "recordings", recording.text)
  }
}
