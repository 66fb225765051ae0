import Act
import Listen
import Localization
import People
import Values

/// A gesture in a list, as its reader may see it.
struct GestureView: ViewModel {
  let link: Link
  let words: String
  let kicker: [Message]
  let story: Message?
  let reaction: Message?
  let reactionWords: Quote?
  let learned: Message?
  let applause: Message?
  let applaud: Link?
  let takeBack: Link?

  init(_ line: GestureLine) {
    let gesture = line.gesture
    link = .gesture(gesture.id)
    words = gesture.words
    kicker = [
      line.isOwn ? nil : .verbatim(line.maker), line.unit.map { .verbatim($0.name) },
      line.customer.map { Message("gestures.for", ["customer": .text($0)]) } ?? Message("gestures.anonymous"),
      gesture.state == .done ? nil : Message("gestures.state.\(gesture.state.rawValue)"),
      Message("gestures.day", ["day": .day(gesture.plannedOn)]),
      line.isOwn && gesture.cost > 0
        ? Message("gestures.costs", ["euros": .number(Double(gesture.cost) / 100, decimals: 2)]) : nil,
    ].compactMap { $0 }
    story =
      gesture.isStory
      ? Message("gestures.story", ["before": .count(gesture.before ?? 0), "after": .count(gesture.after ?? 0)]) : nil
    reaction = gesture.reaction.map { Message("gestures.reaction.\($0.rawValue)") }
    reactionWords = gesture.reactionWords.isEmpty ? nil : Quote(gesture.reactionWords)
    learned = gesture.learned.isEmpty ? nil : Message("gestures.learned", ["text": .text(gesture.learned)])
    applause =
      gesture.state == .done
      ? gesture.applause == 0
        ? Message("gestures.applause.none") : Message("gestures.applause", ["count": .count(gesture.applause)]) : nil
    let mayApplaud = gesture.state == .done && !line.isOwn
    applaud = mayApplaud && !line.isApplauded ? .gesture(gesture.id, "applause") : nil
    takeBack = mayApplaud && line.isApplauded ? .gesture(gesture.id, "silence") : nil
  }
}

/// A customer for whom one could do something today.
struct SuggestionView: ViewModel {
  let customer: String
  let stance: Stance?
  let why: Message
  let quote: Quote?
  let link: Link

  init(_ suggestion: Gestures.Suggestion) {
    customer = suggestion.customer.name
    let kind = suggestion.promotership.flatMap { Stance.Kind(rawValue: $0.rawValue) }
    stance = kind.map { Stance($0, score: suggestion.score) }
    why =
      kind.map { Message("gestures.suggest.\($0.rawValue)", ["score": .count(suggestion.score ?? 0)]) }
      ?? Message("gestures.suggest.other")
    quote = suggestion.words.map { Quote($0.text, language: $0.language.rawValue) }
    link = .newGesture(for: suggestion.customer.id)
  }
}

/// An idea, that whoever works with customers can take up.
struct IdeaView: ViewModel {
  let text: Message
  let uses: Message?
  let link: Link?

  init(_ idea: GestureIdea, for customer: ID<Customer>?, isOpen: Bool = true) {
    text = .verbatim(idea.text)
    uses = idea.uses > 0 ? Message("gestures.ideas.uses", ["count": .count(idea.uses)]) : nil
    link = isOpen ? Link.newGesture.with("customer", customer?.text).with("idea", idea.id.text) : nil
  }

  private init(usual name: String, for customer: ID<Customer>?) {
    text = Message("gestures.idea.\(name)")
    uses = nil
    link = Link.newGesture.with("customer", customer?.text).with("usual", name)
  }

  static func usual(for customer: ID<Customer>?) -> [IdeaView] {
    GestureIdea.usual.map { IdeaView(usual: $0, for: customer) }
  }
}

enum RoomFacts {
  static func euros(_ cents: Int) -> Message.Fact {
    cents.isMultiple(of: 100) ? .number(Double(cents / 100), decimals: 0) : .number(Double(cents) / 100, decimals: 2)
  }

  static func own(_ room: UsedRoom?) -> Message {
    guard let room else { return Message("gestures.room.none") }
    return Message("gestures.room.yours", ["each": euros(room.room.each), "left": euros(room.left)])
  }

  static func used(_ room: UsedRoom) -> Message {
    Message("gestures.room.used", ["spent": euros(room.spent), "month": euros(room.room.month)])
  }
}
