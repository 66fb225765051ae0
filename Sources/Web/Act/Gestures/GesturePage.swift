import Act
import Localization
import People
import Values

/// One gesture: what was done, what came of it, and what one may do with it.
struct GesturePage: Page {
  static let template = "gestures/show"
  static let verb: Verb? = .act
  let title: Message
  var window: [Message] { [title, Message("kit.window.gesture")] }
  let back = Link.gestures
  let gesture: GestureView
  let finish: Finish?
  let drop: Posting?
  let takeUp: Posting?
  let feel: Feel?
  let change: GestureForm?
  let idea: IdeaForm?
  let isIdea: Bool

  struct Posting: ViewModel {
    let link: Link
    let version: String
  }

  struct Finish: ViewModel {
    let link: Link
    let version: String
    let ask: Choice?
  }

  struct Feel: ViewModel {
    let link: Link
    let version: String
    let problems: FormProblems?
    let questions: [Choice]
    let learned: Field
  }

  struct IdeaForm: ViewModel {
    let link: Link
    let words: Field
  }

  init(_ portrait: Gestures.Portrait, form: Form = Form(), problems: [String: Message] = [:]) {
    let (line, gesture) = (portrait.line, portrait.line.gesture)
    let version = String(gesture.version)
    title = .verbatim(gesture.words.isEmpty ? line.maker : gesture.words)
    self.gesture = GestureView(line)
    let (isOwn, state) = (line.isOwn, gesture.state)
    finish =
      isOwn && state == .planned
      ? Finish(
        link: .gesture(gesture.id, "done"), version: version,
        ask: portrait.mayAsk
          ? Choice(
            "ask", Message("gestures.finish.heading"), kind: .boxes,
            options: [("yes", Message("gestures.finish.ask"), nil)], or: ["yes"], isRequired: true) : nil) : nil
    drop = isOwn && state == .planned ? Posting(link: .gesture(gesture.id, "dropping"), version: version) : nil
    takeUp = isOwn && state == .dropped ? Posting(link: .gesture(gesture.id, "return"), version: version) : nil
    feel = isOwn && state == .done ? Self.feel(gesture, form, problems) : nil
    change =
      isOwn && state != .dropped && gesture.customer != nil
      ? GestureForm(
        link: .gesture(gesture.id), words: gesture.words,
        cost: gesture.cost == 0
          ? "" : "\(gesture.cost / 100),\(gesture.cost % 100 < 10 ? "0" : "")\(gesture.cost % 100)",
        on: gesture.plannedOn.text, isShared: gesture.isShared, button: "gestures.change",
        hidden: [("version", version)], form: form, problems: problems) : nil
    isIdea = portrait.isIdea
    idea =
      portrait.mayMakeIdea && !portrait.isIdea
      ? IdeaForm(
        link: .gesture(gesture.id, "idea"),
        words: Field(
          "idea", Message("gestures.makeIdea.words"), form: form, or: gesture.words, problems: problems,
          isRequired: true)) : nil
  }

  private static func feel(_ gesture: Gesture, _ form: Form, _ problems: [String: Message]) -> Feel {
    func question(_ name: String, _ value: Int?) -> Choice {
      Choice(
        name, Message("gestures.feel.\(name)"), kind: .radio,
        options: (1...5).map { step in
          let label =
            step == 1
            ? Message("gestures.feel.low") : step == 5 ? Message("gestures.feel.high") : .verbatim(String(step))
          return (String(step), label, nil)
        }, form: form.has("control") ? form : Form(), or: value.map { [String($0)] } ?? [], isRequired: true)
    }
    return Feel(
      link: .gesture(gesture.id, "feeling"), version: String(gesture.version),
      problems: problems["feeling"].flatMap { FormProblems(["control": $0]) },
      questions: [
        question("control", gesture.feeling?.control), question("creativity", gesture.feeling?.creativity),
        question("impact", gesture.feeling?.impact),
      ],
      learned: Field("learned", Message("gestures.feel.learned"), kind: .area, form: form, or: gesture.learned))
  }
}

/// What people may decide and spend, per unit, and how that room is used.
struct GestureRoomsPage: Page {
  static let template = "gestures/rooms"
  static let verb: Verb? = .act
  let title = Message("gestures.room.title")
  let tabs: [Tab]
  let lines: [Line]

  struct Line: ViewModel {
    let name: String
    let link: Link
    let used: Message
    let gestures: Message?
  }

  init(_ places: [GestureRooms.Place], tabs: [Tab]) {
    self.tabs = tabs
    lines = places.map { place in
      Line(
        name: place.unit.name, link: .gestureRoom(place.unit.id),
        used: place.used.map(RoomFacts.used)
          ?? place.inherited.map {
            Message(
              "gestures.room.inherited",
              ["unit": .text($0.unit?.name ?? ""), "each": RoomFacts.euros($0.room.each)])
          } ?? Message("gestures.room.unset"),
        gestures: place.used.map { Message("gestures.room.gestures", ["count": .count($0.gestures)]) })
    }
  }
}

struct GestureRoomPage: Page {
  static let template = "gestures/room"
  static let verb: Verb? = .act
  let title: Message
  var window: [Message] { [title, Message("kit.window.gestureRoom")] }
  let back = Link.gestureRooms
  let used: Message?
  let action: Link
  let version: String
  let problems: FormProblems?
  let fields: [Field]

  init(_ place: GestureRooms.Place, form: Form = Form(), problems: [String: Message] = [:]) {
    title = .verbatim(place.unit.name)
    used = place.used.map(RoomFacts.used)
    action = .gestureRoom(place.unit.id)
    version = String(place.room?.version ?? 0)
    func euros(_ cents: Int?) -> String { cents.map { String($0 / 100) } ?? "" }
    fields = [
      Field(
        "each", Message("gestures.room.each"), kind: .number, form: form, or: euros(place.room?.each),
        problems: problems, isRequired: true),
      Field(
        "month", Message("gestures.room.month"), kind: .number, form: form, or: euros(place.room?.month),
        problems: problems, isRequired: true),
      Field(
        "words", Message("gestures.room.words"), kind: .area, form: form, or: place.room?.words ?? "",
        hint: Message("gestures.room.wordsHint"), problems: problems),
    ]
    self.problems = FormProblems(problems, of: fields)
  }
}
