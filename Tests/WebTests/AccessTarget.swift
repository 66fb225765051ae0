import Foundation
import Values

/// What a request is about, by place: the ids in its path and in its form.
struct AccessTarget {
  /// In which part of the ground it lies: `north`, `south` or `foreign`.
  let part: String

  init(_ place: AccessPlace) {
    part =
      switch place {
      case .own, .top: "north"
      case .other: "south"
      case .foreign: "foreign"
      }
  }

  private var isForeign: Bool { part == "foreign" }
  private var unit: String { "team-\(part)" }
  private var person: String { "person-\(part)" }
  private var customer: String { "customer-\(part)" }

  func fill(_ route: AccessRoute) -> String {
    let home = isForeign ? "-foreign" : ""
    // A stream of a session that is open never ends: that one is asked for nothing.
    let session =
      route.path.hasSuffix("/events")
      ? "nothing" : route.path.hasPrefix("/act/") ? "decided-\(part)" : "session-\(part)"
    // What a wave may do before it opens is asked of one that is planned, what it may do after of one that is open.
    let opening = route.path.hasSuffix("/plan") || route.path.hasSuffix("/opening")
    let wave =
      !route.path.hasPrefix("/listen/") ? "wave" : opening ? "wave-planned" : "wave-open"
    let ids = [
      "unit": unit, "person": person, "customer": customer, "value": "value\(home)", "survey": "survey\(home)",
      "wave": wave + home, "question": "recommend", "topic": "reach", "draft": "nothing", "import": "import\(home)",
      "column": "1", "signIn": "sign-in-of-another", "followUp": "follow-up-\(part)", "indicator": "indicator\(home)",
      "gesture": "gesture-\(part)", "list": "shared", "ambition": "ambition-\(part)", "action": "action-\(part)",
      "ask": "ask-\(part)",
      "commitment": "commitment-\(part)", "series": "series-\(part)", "day": AccessGround.meeting.text,
      "comment": "response-\(part)-1.why", "programme": "programme\(home)", "session": session,
      "decision": "theme", "kit": "kit-\(part)", "recording": "recording-\(part)",
      "file": route.path.contains("/rounds/") ? "rounds.csv" : "figures.csv",
      "token": String(repeating: "x", count: 43),
    ]
    return route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.first == ":" ? ids[String(part.dropFirst())] ?? String(part) : String(part)
    }.joined(separator: "/")
  }

  /// One form that is good for all: fields that a route doesn't know are left alone. What two routes call the same and mean
  /// differently comes first, for the route that means something of its own.
  func form(for route: AccessRoute) -> String {
    let parent = isForeign ? "foreign" : part
    return (Self.own[route.path] ?? []).map { $0 + "&" }.joined()
      + [
        "name=Nieuwe+naam", "email=new%40example.nl", "language=nl", "role=employee", "unit=\(unit)",
        "parent=\(parent)",
        "person=\(person)", "code=new-code", "kind=organisation", "owner=\(person)", "nl=dichtbij", "en=", "next=/",
        "timeZone=Europe%2FAmsterdam", "password=nobody", "present=nobody",
        "words=snel", "customer=\(customer)", "version=1", "seen=1", "outcome=solved", "plannedOn=2026-11-21",
        "idea=Kaartje", "control=3", "creativity=3", "impact=3",
        "stops=Een+rapport", "sponsor=\(person)", "carrier=\(person)",
        "until=2026-12-15", "title=Bellen", "effect=Een+klant+hoort+iets", "note=We+bellen", "weekday=0", "time=09:30",
        "firstOn=2026-12-01", "everyWeeks=4", "if=een+klant+belt", "then=bel+ik+terug", "confidence=5",
        "cue=momentInWork", "visibility=me", "text=We+bellen", "answerBy=2026-12-15", "to=\(person)",
        "heir=manager-north", "sure=yes",
        route.path.hasPrefix("/act/route/comments") ? "ambition=ambition-\(part)" : "",
        "question=Lukt+het", "verdict=no", "day=2026-11-01", "opensOn=2026-12-01", "command=takeWheel", "seq=0",
        "change=skip", "measure=survey%7Cnps", "closing=Gelukt", "result=Gelukt", "state=done",
        "wave=\(isForeign ? "wave-foreign" : "wave")", "survey=\(isForeign ? "survey-foreign" : "survey")",
        "token=\(String(repeating: "x", count: 43))",
      ].joined(separator: "&")
  }

  private static let own: [String: [String]] = [
    "/act/asks/units/:unit": ["to=manager-north"],
    "/activate/sessions/:session/crew": ["role=scribe"],
    "/activate/sessions/:session/decisions/:decision": ["id=new-theme"],
    "/act/route/ambitions/:ambition/units/:unit": ["says=focus"],
    "/listen/surveys/:survey/questions": ["kind=text"],
    "/listen/surveys/:survey/questions/:question/place": ["by=1"],
    "/listen/imports/:import/columns": ["column=1&which=ticked&role=ignore"],
    "/listen/imports/:import/columns/:column": ["role=ignore"],
    "/listen/imports/:import/application": ["survey=new", "wave=Nieuw"],
  ]

  static let upload = [
    "--edge", "Content-Disposition: form-data; name=\"kind\"", "", "customers", "--edge",
    "Content-Disposition: form-data; name=\"file\"; filename=\"k.csv\"", "Content-Type: text/csv", "",
    "code;name\n1;Klant\n", "--edge",
    "Content-Disposition: form-data; name=\"codebook\"; filename=\"c.csv\"", "Content-Type: text/csv", "",
    "Waarom?;Waarom zeg je dat?\n", "--edge--", "",
  ].joined(separator: "\r\n")
}
