import Activate
import Localization
import People
import Values

extension Link {
  static func calendar(of session: ID<Session>) -> Link {
    Link("activate", "sessions", session.text, "calendar")
  }

  /// The check dates of one's own plan.
  static func calendar(of round: ID<Round>, _ code: SessionCode) -> Link {
    Link("s", code.text, "rounds", round.text, "calendar")
  }
}

/// What a session put in the calendar: the huddle, the days on which something is due or answered, and those on which the group asks
/// what became of its plans.
struct SessionCalendar {
  private let session: Session
  private let outcome: SessionOutcome
  private let heldOn: Day?

  init(_ report: SessionReport) {
    session = report.session
    outcome = report.outcome
    heldOn = report.heldOn
  }

  /// In days of the whole day, beside the huddles.
  private var days: [(uid: String, day: Day, title: Message)] {
    func named(_ key: String, _ what: String) -> Message {
      Message("sessionreport.calendar.\(key)", ["what": .text(what)])
    }
    let checks = heldOn.map { day in [day.adding(days: 7), day.adding(days: 30)] } ?? []
    return outcome.agreed.compactMap { theme in
      theme.by.map { ("\(theme.id)", $0, named("theme", theme.title)) }
    }
      + (outcome.mandate?.firstOn.map { [("agenda.\(session.id)", $0, Message("sessionreport.calendar.agenda"))] } ?? [])
      + outcome.actions.compactMap { action in
        action.by.map { ("\(action.id)", $0, named("action", action.what)) }
      }
      + outcome.asks.map { ("\($0.id)", $0.answerBy, named("ask", $0.words.what)) }
      + (outcome.commitments.made > 0
        ? checks.enumerated().map { place, day in
          ("check.\(session.id).\(place + 1)", day, Message("sessionreport.calendar.check"))
        } : [])
  }

  var isEmpty: Bool { days.isEmpty && outcome.huddles.isEmpty }

  func file(_ book: Phrasebook) -> CalendarFile {
    let huddles = outcome.huddles.flatMap { huddle in
      CalendarFile(huddle, title: book.say(Message("sessionreport.calendar.huddle")), text: session.title).entries
    }
    return CalendarFile(
      huddles
        + days.map { uid, day, title in
          CalendarFile.Entry(uid: uid, moment: .wholeDay(day), title: book.say(title), text: session.title)
        })
  }
}
