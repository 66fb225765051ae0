import Activate
import Values

/// The part of a live page that follows the room. What is personal (a receipt, what was typed) is not in it.
enum LiveFragment {
  /// Nothing where the page draws itself from the snapshot alone.
  static func html(of snapshot: SessionSnapshot, in language: Language, _ renderer: Renderer) throws -> String? {
    nil
  }
}
