import Values

/// What everyone sees now: on the big screen as a picture, on the phones and the console the same in words.
struct Scene: ViewModel {
  /// The one idea.
  let heading: Message
  let lines: [Line]
  let drawingHTML: (any Drawing)?
  let cards: [SceneCard]
  let hasCards: Bool
  /// More cards than fit at full size.
  let areMany: Bool
  /// Several cards with much on each: beside each other, in smaller letters.
  let areDetailed: Bool
  /// Sentences of customers, to be read from the back of the room: two beside each other.
  private(set) var areQuotes = false

  struct Line: ViewModel {
    let text: Message
    /// What backs the idea: how many answers, which margin.
    let isFine: Bool
  }

  init(
    _ heading: Message, lines: [Message] = [], fine: [Message] = [], drawing: (any Drawing)? = nil,
    cards: [SceneCard] = []
  ) {
    self.init(
      heading, lines.map { Line(text: $0, isFine: false) } + fine.map { Line(text: $0, isFine: true) }, drawing, cards)
  }

  private init(_ heading: Message, _ lines: [Line], _ drawing: (any Drawing)?, _ cards: [SceneCard]) {
    self.heading = heading
    self.lines = lines
    drawingHTML = drawing
    self.cards = cards
    hasCards = !cards.isEmpty
    areMany = cards.count > 6
    areDetailed = cards.count > 1 && cards.count <= 6 && cards.contains { $0.more.count > 1 }
  }

  /// The first of many sentences, large enough for the back of the room; the others are read on the phones.
  func readable(most: Int) -> Scene {
    guard cards.count > most else { return self }
    let others = Line(text: Message("session.scene.othersOnPhone", ["count": .count(cards.count - most)]), isFine: true)
    return Scene(heading, lines + [others], drawingHTML, Array(cards.prefix(most)))
  }

  /// The same, with sentences so wide that few lines are needed.
  var asQuotes: Scene {
    var scene = self
    scene.areQuotes = true
    return scene
  }

  /// Many cards without what is behind each, which is read on the phones: what is asked stays large.
  func plain(above most: Int) -> Scene {
    guard cards.count > most, cards.contains(where: { $0.note != nil }) else { return self }
    let behind = Line(text: Message("session.scene.whyOnPhone"), isFine: true)
    return Scene(heading, lines + [behind], drawingHTML, cards.map { SceneCard($0.text) })
  }
}

/// An idea, a theme, a quote, an ask: one of several beside each other.
struct SceneCard: ViewModel {
  let kicker: Message?
  let text: Message
  let language: String?
  let note: Message?
  /// What it got: dots, agreement.
  let worth: Message?
  /// Of whom the worth tells, for the shape and colour that go with them everywhere.
  let who: String?
  /// How many held up how many fingers, and such.
  let pictureHTML: (any Drawing)?
  /// What else stands on it, line by line.
  let more: [Said]
  /// A customer's own voice; the text is what is said in it.
  let sound: Link?

  init(
    _ text: Message, kicker: Message? = nil, note: Message? = nil, worth: Message? = nil, who: Stance.Kind? = nil,
    picture: (any Drawing)? = nil, more: [Message] = [], language: String? = nil, sound: Link? = nil
  ) {
    self.who = who.map { "who \($0.rawValue)" }
    pictureHTML = picture
    self.sound = sound
    self.kicker = kicker
    self.text = text
    self.language = language
    self.note = note
    self.worth = worth
    self.more = more.map { Said($0) }
  }
}

/// A sentence in a list.
struct Said: ViewModel {
  let text: Message

  init(_ text: Message) { self.text = text }
}

/// How a page hears of change.
struct LiveSource: ViewModel {
  let stream: Link
  let state: Link
  let seq: Int
  /// The server's clock in milliseconds, so that every screen counts down alike.
  let now: Int
}

/// A soft clock: when it stands at zero nothing happens by itself.
struct Clock: ViewModel {
  /// In milliseconds; nothing while it is paused.
  let until: String
  let text: Message
  /// What is said at a minute and at half a minute, with a hole for the seconds.
  let said: Message

  /// - Parameter seconds: what is left.
  init(until: Instant?, seconds: Int) {
    self.until = until.map { String($0.milliseconds) } ?? ""
    said = Message("session.clock.said", ["seconds": .text("{seconds}")])
    let seconds = max(0, seconds)
    let rest = seconds % 60
    text = Message(
      "session.clock.left", ["minutes": .count(seconds / 60), "seconds": .text(rest < 10 ? "0\(rest)" : "\(rest)")])
  }
}

/// Where and with which code one joins.
struct JoinStrip: ViewModel {
  let address: String
  let code: String
  let qrHTML: SafeHTML?
  let isFolded: Bool

  /// - Parameter link: the whole address, for the code that phones scan.
  init(address: String, code: String, link: String, isFolded: Bool = false) {
    self.address = address
    self.code = code
    do {
      qrHTML = SafeHTML(safe: try QRCode(link).svg)
    } catch {
      // An address too long for any code is still there in text.
      qrHTML = nil
    }
    self.isFolded = isFolded
  }
}

/// A button that posts: a step of the session, a thing done to an idea. Drawn by `{{>activate/command}}`.
struct CommandButton: ViewModel {
  let label: Message
  let link: Link
  let seq: Int
  let hidden: [AnswerForm.Carried]
  let style: String
  /// The letter that presses it.
  let key: String?

  init(
    _ label: Message, _ link: Link, seq: Int, fields: [(name: String, value: String)] = [], style: String = "link",
    key: String? = nil
  ) {
    self.label = label
    self.link = link
    self.seq = seq
    hidden = fields.map { AnswerForm.Carried(name: $0.name, value: $0.value) }
    self.style = style
    self.key = key
  }
}
