import Listen
import Values

extension Link {
  /// Where somebody who was invited answers.
  static func answer(_ token: Token) -> Link { Link("a", token.secret) }

  /// Where somebody who was invited, and agreed to be named, takes that back.
  static func answerWithdrawal(_ token: Token) -> Link { Link("a", token.secret, "withdrawal") }

  /// The open link of a wave, as it stands under a QR code.
  static func openAnswer(_ link: String) -> Link { Link("o", link) }

  /// Where somebody who came by the open link goes on: the key is the secret of their own answers.
  static func openAnswer(_ link: String, _ key: Token) -> Link { Link("o", link, key.secret) }

  static func unsubscribe(_ token: Token) -> Link { Link("u", token.secret) }

  static func answer(through door: Door) -> Link {
    switch door {
    case .invitation(let token): .answer(token)
    case .openLink(let link, let key): .openAnswer(link, key)
    }
  }
}
