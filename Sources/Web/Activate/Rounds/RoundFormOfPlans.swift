import Activate
import Values

/// The rounds in which people decide, practise and promise.
extension RoundForm {
  private func field(
    _ name: String, _ key: String, hint: String? = nil, type: String = "text", isArea: Bool = false,
    isRequired: Bool = false
  ) -> Control {
    Control(
      words: WordsInput(
        name, Message(key), hint: hint.map { Message($0) }, value: filled[name] ?? "", type: type,
        most: round.limits.characters, isArea: isArea, isRequired: isRequired))
  }

  private func rows(_ prefix: String, _ label: String, _ low: String, _ high: String) -> Control {
    Control(
      rows: RowsInput(
        Message(label), isHeaded: true, low: Message(low), high: Message(high),
        rows: round.options.map { option in
          RowsInput.Row(
            option.text.message,
            steps: ScaleStep.row(
              "\(prefix).\(option.id)", Array(1...5), chosen: filled.number("\(prefix).\(option.id)")))
        }))
  }

  var impact: Control {
    rows("impact", "session.control.impact", "session.control.impactLow", "session.control.impactHigh")
  }

  var effort: Control {
    rows("effort", "session.control.effort", "session.control.effortLow", "session.control.effortHigh")
  }

  var fists: [Control] {
    round.options.flatMap { option -> [Control] in
      let name = "fist.\(option.id)"
      let words = ([option.note].compactMap { $0 } + (option.more ?? [])).map(\.message)
      // What stands on the screen is on the phone as well.
      return (words.isEmpty ? [] : [Control(card: ReadingCard(option.text.message, words))]) + [
        Control(
          scale: ScaleInput(
            name, words.isEmpty ? option.text.message : Message("session.control.fist", ["what": option.text.fact]),
            steps: Array(0...5), chosen: filled.number(name),
            low: Message("session.control.fistLow"), high: Message("session.control.fistHigh"))),
        Control(
          words: WordsInput(
            "reason.\(option.id)",
            round.options.count > 1
              ? Message("session.control.reasonFor", ["what": option.text.fact]) : Message("session.control.reason"),
            hint: Message("session.control.reasonHint"), value: filled["reason.\(option.id)"] ?? "",
            most: round.limits.characters)),
      ]
    }
  }

  var conversation: [Control] {
    [
      Control(
        picks: PicksInput(
          "seen", Message("session.control.seen"), most: 0,
          options: round.options.map { ($0.id.text, $0.text.message, $0.note?.message) },
          chosen: Set(filled.all("seen")))),
      field("scenario", "session.control.scenario", hint: "session.control.scenarioHint", isArea: true),
    ]
  }

  var commitment: [Control] {
    var controls = [
      Control(
        picks: PicksInput(
          "cue", Message("session.control.cue"), most: 1, isOne: true,
          options: CommitmentWords.Cue.allCases.map {
            ($0.rawValue, Message("session.control.cues.\($0.rawValue)"), nil)
          }, chosen: [filled["cue"] ?? ""])),
      field("when", "session.control.when", hint: "session.control.whenHint", isRequired: true),
      field("then", "session.control.then", hint: "session.control.thenHint", isRequired: true),
      Control(
        scale: ScaleInput(
          "confidence", Message("session.control.doable"), steps: Array(1...5), chosen: filled.number("confidence"),
          low: Message("session.control.doableLow"), high: Message("session.control.doableHigh"))),
    ]
    if !round.options.isEmpty {
      controls.append(
        Control(
          list: ListInput(
            "theme", Message("session.control.theme"),
            options: [("", Message("session.control.noTheme"))] + round.options.map { ($0.id.text, $0.text.message) },
            chosen: filled["theme"])))
    }
    return controls + [
      field("buddy", "session.control.buddy", hint: "session.control.buddyHint"),
      field("check", "session.control.check", hint: "session.control.checkHint", type: "date"),
      Control(
        picks: PicksInput(
          "visibility", Message("session.control.visibility"), most: 1, isOne: true,
          options: CommitmentWords.Visibility.allCases.map {
            ($0.rawValue, Message("session.control.visibilities.\($0.rawValue)"), nil)
          }, chosen: [filled["visibility"] ?? CommitmentWords.Visibility.buddy.rawValue])),
      Control(
        picks: PicksInput(
          "rehearsed", Message("session.control.rehearse"), most: 0,
          options: [("yes", Message("session.control.rehearsed"), nil)], chosen: Set(filled.all("rehearsed")))),
    ]
  }

  var ask: [Control] {
    [
      field("what", "session.control.what", isRequired: true), field("why", "session.control.why", isRequired: true),
      field("to", "session.control.to"), field("otherwise", "session.control.otherwise"),
    ]
  }

  var huddle: [Control] {
    [
      Control(
        list: ListInput(
          "weekday", Message("session.control.weekday"),
          options: (0..<5).map { ("\($0)", Message("session.weekdays.\($0)")) }, chosen: filled["weekday"])),
      field("time", "session.control.time", type: "time", isRequired: true),
    ]
  }

  var translation: [Control] {
    var controls: [Control] = []
    if !round.labels.isEmpty {
      controls.append(
        Control(
          list: ListInput(
            "unit", Message("session.control.unit"), options: round.labels.map { ($0.id.text, $0.text.message) },
            chosen: filled["unit"])))
    }
    controls.append(
      Control(
        rows: RowsInput(
          Message("session.control.contribute"), low: Message("session.control.contributeLow"),
          high: Message("session.control.contributeHigh"),
          rows: round.options.map { option in
            RowsInput.Row(
              option.text.message, note: option.note?.message,
              steps: ScaleStep.row(
                "mark.\(option.id)", Array(0...3), chosen: filled.number("mark.\(option.id)")))
          })))
    controls.append(
      Control(
        picks: PicksInput(
          "focus", Message("session.control.focus"), most: round.limits.picks,
          options: round.options.map { ($0.id.text, $0.text.message, nil) }, chosen: Set(filled.all("focus")))))
    return controls
  }
}
