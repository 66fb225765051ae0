import Act
import Listen
import Localization
import People
import Values

extension GesturesPage {
  static let examples: [String: GesturesPage] = {
    func day(_ isFull: Bool) -> Gestures.Day {
      Gestures.Day(
        planned: isFull ? [CareExamples.gesture(1, .planned, isOwn: true)] : [],
        unfelt: isFull ? [CareExamples.gesture(2, .done, isOwn: true)] : [],
        suggestions: isFull ? CareExamples.suggestions : [],
        shared: isFull
          ? [
            CareExamples.gesture(2, .done, isOwn: false, reaction: .delighted),
            CareExamples.gesture(3, .done, isOwn: false, reaction: .pleasant),
            CareExamples.gesture(1, .done, isOwn: false, reaction: .needless),
            CareExamples.gesture(4, .done, isOwn: false),
          ] : [],
        stories: isFull ? [CareExamples.gesture(2, .done, isOwn: false, isStory: true)] : [],
        ideas: isFull ? CareExamples.ideas : [], room: isFull ? CareExamples.room : nil,
        felt: isFull
          ? FeltGestures(makers: 9, gestures: 21, control: 84, creativity: 90, impact: 100) : FeltGestures(),
        applause: [])
    }
    return [
      "empty": GesturesPage(day(false), worksWithCustomers: true, tabs: CareExamples.tabs),
      "usual": GesturesPage(day(true), worksWithCustomers: true, tabs: CareExamples.tabs),
      "board": GesturesPage(day(false), worksWithCustomers: false, tabs: CareExamples.tabs),
    ]
  }()
}

extension GestureListPage {
  static let examples = [
    "shared": GestureListPage(
      .shared,
      Gestures.ListPage(
        lines: [CareExamples.gesture(2, .done, isOwn: false, reaction: .delighted)],
        next: GesturePlace(doneAt: CareExamples.noon, id: "g2")), worksWithCustomers: true),
    "ideas": GestureListPage(
      .ideas, Gestures.ListPage(lines: [], ideas: CareExamples.ideas), worksWithCustomers: true),
    "none": GestureListPage(.stories, Gestures.ListPage(lines: []), worksWithCustomers: false),
  ]
}

extension GestureChoosePage {
  static let examples = [
    "none": GestureChoosePage([], form: Form([("name", "Zzz"), ("idea", "i1")])),
    "some": GestureChoosePage([CareExamples.customer], form: Form()),
  ]
}

extension GestureNewPage {
  static let examples = [
    "new": GestureNewPage(
      CareExamples.customer, CareExamples.room, CareExamples.ideas, words: "", today: CareExamples.today, form: Form()),
    "with problems": GestureNewPage(
      CareExamples.customer, nil, [], words: "", today: CareExamples.today,
      form: Form([("words", ""), ("cost", "twaalf")]),
      problems: [
        "words": Message("gestures.problem.noWords"),
        "cost": Message("gestures.problem.overEach", ["each": .number(25, decimals: 2)]),
      ]),
  ]
}

extension GesturePage {
  static let examples: [String: GesturePage] = {
    func page(_ line: GestureLine, isIdea: Bool = false, mayMakeIdea: Bool = false) -> GesturePage {
      GesturePage(
        Gestures.Portrait(
          line: line, room: nil, mayAsk: true, isAsked: false, isIdea: isIdea, mayMakeIdea: mayMakeIdea))
    }
    return [
      "planned": page(CareExamples.gesture(1, .planned, isOwn: true)),
      "done": page(CareExamples.gesture(1, .done, isOwn: true, reaction: .delighted), mayMakeIdea: true),
      "dropped": page(CareExamples.gesture(1, .dropped, isOwn: true)),
      "of a colleague": page(CareExamples.gesture(2, .done, isOwn: false, isStory: true)),
      "applauded": page(CareExamples.gesture(3, .done, isOwn: false), isIdea: true),
      "not felt": GesturePage(
        Gestures.Portrait(
          line: CareExamples.gesture(2, .done, isOwn: true), room: nil, mayAsk: false, isAsked: true, isIdea: false,
          mayMakeIdea: true), form: Form([("control", "9"), ("learned", "x")]),
        problems: ["feeling": Message("gestures.problem.feeling")]),
    ]
  }()
}

extension GestureRoomsPage {
  static let examples = [
    "usual": GestureRoomsPage(
      [
        GestureRooms.Place(
          unit: ExampleSurvey.tree.units[1], room: CareExamples.room.room, used: CareExamples.room),
        GestureRooms.Place(unit: ExampleSurvey.tree.units[2], inherited: CareExamples.room),
        GestureRooms.Place(unit: ExampleSurvey.tree.units[0]),
      ], tabs: CareExamples.tabs)
  ]
}

extension GestureRoomPage {
  static let examples = [
    "set": GestureRoomPage(
      GestureRooms.Place(
        unit: ExampleSurvey.tree.units[1], room: CareExamples.room.room, used: CareExamples.room)),
    "with problems": GestureRoomPage(
      GestureRooms.Place(unit: ExampleSurvey.tree.units[1]), form: Form([("each", "veel"), ("month", "1")]),
      problems: [
        "each": Message("gestures.problem.noAmount"), "month": Message("gestures.problem.monthBelowEach"),
        "words": Message("followUps.problem.tooLong", ["count": .count(1_000)]),
      ]),
  ]
}
