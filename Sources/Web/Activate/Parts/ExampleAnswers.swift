import Activate
import Foundation
import Values

/// What the research says of the rounds of the example, and what eight people hand in.
extension ExampleSession {
  static let truth: RoundTruth? = decoded(
    """
    {"figure": "grade", "value": {"value": 6.9, "low": 6.5, "high": 7.3, "n": 48}, "options": [], "source": {}}
    """)
  static let splitTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "promoter", "line": {"value": 26, "low": 20, "high": 33, "n": 48}},
    {"option": "passive", "line": {"value": 50, "low": 43, "high": 57, "n": 48}},
    {"option": "detractor", "line": {"value": 24, "low": 18, "high": 31, "n": 48}}], "source": {}}
    """)
  static let valuesTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "reach", "line": {"value": 5.4, "low": 5.0, "high": 5.8, "n": 46}},
    {"option": "craft", "line": {"value": 8.1, "low": 7.8, "high": 8.4, "n": 47}},
    {"option": "keep", "line": {"value": 6.6, "low": 6.2, "high": 7.0, "n": 44}},
    {"option": "think", "line": {"value": 7.2, "low": 6.9, "high": 7.5, "n": 45}}], "source": {}}
    """)
  static let pickTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "craft", "label": "strength"}, {"option": "reach", "label": "improvement"},
    {"option": "keep", "label": "improvement"}, {"option": "think"}, {"option": "price"},
    {"option": "friendly", "label": "strength"}], "source": {}}
    """)
  static let orderTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "craft", "line": {"value": 24, "low": 18, "high": 30, "n": 310}, "bestRank": 1, "worstRank": 1},
    {"option": "keep", "line": {"value": 14, "low": 8, "high": 20, "n": 350}, "bestRank": 2, "worstRank": 4},
    {"option": "think", "line": {"value": 12, "low": 6, "high": 18, "n": 280}, "bestRank": 2, "worstRank": 4},
    {"option": "price", "line": {"value": 9, "low": 3, "high": 15, "n": 400}, "bestRank": 2, "worstRank": 4},
    {"option": "reach", "line": {"value": -6, "low": -14, "high": 2, "n": 130}, "bestRank": 5, "worstRank": 5}],
    "source": {}}
    """)
  static let unnamedTruth: RoundTruth? = decoded(
    """
    {"figure": "nps", "options": [{"option": "A", "line": {"value": 24, "n": 1470}, "bestRank": 1, "worstRank": 1},
    {"option": "B", "line": {"value": 14, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "C", "line": {"value": 12, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "D", "line": {"value": 9, "n": 1470}, "bestRank": 2, "worstRank": 4},
    {"option": "E", "line": {"value": -6, "n": 1470}, "bestRank": 5, "worstRank": 5}], "source": {}}
    """)
  static let commentTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "c1", "label": "promoter"}, {"option": "c2", "label": "detractor"},
    {"option": "c3", "label": "detractor"}, {"option": "c4", "label": "promoter"}, {"option": "c5", "label": "passive"},
    {"option": "c6", "label": "detractor"}, {"option": "c7", "label": "promoter"}, {"option": "c8", "label": "detractor"}],
    "source": {}}
    """)

  /// A split of marks, where nobody was asked whether they would recommend.
  static let marksTruth: RoundTruth? = decoded(
    """
    {"figure": "percent", "options": [{"option": "high", "line": {"value": 17.6, "low": 13, "high": 23, "n": 48}},
    {"option": "middle", "line": {"value": 63.9, "low": 57, "high": 70, "n": 48}},
    {"option": "low", "line": {"value": 18.5, "low": 14, "high": 24, "n": 48}}], "source": {}}
    """)
  static let rivalTruth: RoundTruth? = decoded(
    """
    {"options": [{"option": "craft", "label": "better"}, {"option": "reach", "label": "worse"},
    {"option": "keep", "label": "alike"}, {"option": "think", "label": "better"},
    {"option": "price", "label": "alike"}, {"option": "friendly", "label": "tooFew"}], "source": {}}
    """)
  static let betTruth: RoundTruth? = decoded(
    """
    {"figure": "percent", "options": [{"option": "reach", "label": "top", "second": 31}, {"option": "keep", "label": "top",
    "second": 24}, {"option": "craft", "second": 18}, {"option": "think", "second": 12}, {"option": "price",
    "second": 9}, {"option": "friendly", "second": 6}], "source": {}}
    """)

  static let ambitionTruth: RoundTruth? = decoded(
    """
    {"figure": "percent", "options": [{"option": "repair", "line": {"value": 23.5, "n": 48}},
    {"option": "lift", "line": {"value": 46.5, "n": 48}}, {"option": "grow", "line": {"value": 30, "n": 48}}],
    "source": {}}
    """)
  static let leverTruth: RoundTruth? = decoded(
    """
    {"figure": "percent", "options": [{"option": "reach", "line": {"value": 12, "n": 140}, "second": 41},
    {"option": "craft", "line": {"value": 48, "n": 140}, "second": 9}, {"option": "keep", "line": {"value": 31, "n": 140},
    "second": 38}, {"option": "think", "line": {"value": 27, "n": 140}, "second": 6}, {"option": "price",
    "line": {"value": 4, "n": 140}, "second": 22}], "source": {}}
    """)

  private static func decoded(_ json: String) -> RoundTruth? {
    do {
      return try JSONDecoder().decode(RoundTruth.self, from: Data(json.utf8))
    } catch {
      assertionFailure("\(error)")
      return nil
    }
  }

  static func truth(of round: Round) -> RoundTruth? {
    switch round.kind {
    case .guessSplit where round.options.contains { $0.id == "high" }: marksTruth
    case .guessScore: truth
    case .guessSplit: splitTruth
    case .rankUnits: orderTruth
    case .ownPlace: unnamedTruth
    case .values: valuesTruth
    case .strengths: pickTruth
    case .competition: rivalTruth
    case .driverBet: betTruth
    case .promotership: round.options.contains { $0.id == "repair" } ? ambitionTruth : leverTruth
    case .sortComments, .readScore: commentTruth
    default: nil
    }
  }

  private static let ideas = [
    "Bel klanten terug voordat zij zelf moeten bellen", "Eén vaste monteur per klant",
    "Vertel aan het begin wat je gaat doen en hoe lang het duurt", "Vraag na afloop of het gelukt is",
    "Geef één nummer waarop altijd iemand opneemt die jouw opdracht kent", "Kom je later? Bel dan zelf",
    "Leg de rekening uit voordat je hem stuurt", "Noteer wat er de vorige keer is beloofd",
  ]
  private static let asked: [(what: String, why: String)] = [
    ("Een tweede collega aan de telefoon op maandagochtend", "Klanten wachten dan tien minuten of langer"),
    ("Zelf tot 250 euro mogen oplossen", "Nu duurt een akkoord drie dagen, en de klant hoort niets"),
    ("Een planning die niet op de dag zelf nog verandert", "Klanten nemen er vrij voor en dan komen we niet"),
    ("Dezelfde prijslijst voor binnendienst en monteurs", "Klanten krijgen drie verschillende prijzen"),
    ("Vijf minuten tussen twee opdrachten", "Zonder die tijd bellen we niemand terug"),
    ("Een telefoon met de klantgegevens erin", "Nu vragen we drie keer naar hetzelfde adres"),
    ("Dat het hoofdkantoor meeluistert", "Wie beslist hoort niet wat klanten zeggen"),
    ("Onderdelen die op voorraad liggen", "Een tweede bezoek kost ons de meeste tevreden klanten"),
  ]

  /// What eight people hand in of a round.
  static func contributions(to round: Round) -> [Contribution] {
    (0..<8).compactMap { person in
      func mark(_ place: Int, _ range: Int) -> Int { (person * 3 + place * 5) % range }
      let ids = round.options.map(\.id)
      switch round.kind {
      case .practice: return .rating(1 + mark(1, 5))
      case .ownPlace: return .rating([1, 2, 1, 3, 2, 2, 1, 4][person])
      case .guessScore: return .guess([8.1, 7.5, 8.5, 8, 7.8, 9, 6.8, 8.1][person], confidence: 1 + mark(2, 5))
      case .guessSplit where round.options.contains { $0.id == "high" }:
        return .shares([
          Contribution.Mark("high", 20 + person), Contribution.Mark("middle", 65 - person),
          Contribution.Mark("low", 15),
        ])
      case .guessSplit:
        return .shares([
          Contribution.Mark("promoter", 40 + person), Contribution.Mark("passive", 50 - person),
          Contribution.Mark("detractor", 10),
        ])
      case .rankUnits: return .ranking(ids.enumerated().sorted { mark($0.0, 7) < mark($1.0, 7) }.map(\.element))
      case .strengths: return .picks(strengths: [ids[person % 3], ids[5]], improvements: [ids[3 + person % 2]])
      case .values:
        return .ratings(ids.enumerated().map { Contribution.Mark($1, [7, 8, 7, 9, 6, 8, 7, 5][$0 % 8] + person % 2) })
      case .competition:
        // Of the last most don't know.
        return .ratings(
          ids.enumerated().filter { $0.0 < 5 - person % 2 || person < 2 }.map {
            Contribution.Mark($1, [1, 0, 0, -1, -2, 2][$0 % 6] + (person == 3 ? 0 : $0 == 1 ? 1 : 0))
          })
      case .promotership where ids.count == 3: return .choice([ids[person % 3 == 0 ? 1 : 0]])
      case .promotership: return .choice([ids[person % 2], ids[2 + person % 3]])
      case .sortComments, .readScore:
        return .sorting(ids.enumerated().map { Contribution.Sorted($1, stances[mark($0, 3)].id) }, answer: nil)
      case .voice, .brainstorm, .smallSteps, .dataDive, .customers:
        return .texts([ideas[person]], picked: nil)
      case .dots, .driverBet:
        return .dots([Contribution.Mark(ids[mark(1, ids.count)], 2), Contribution.Mark(ids[1], 1)])
      case .impactEffort:
        return .placements(
          ids.enumerated().map {
            Contribution.Placement($1, impact: 2 + mark($0, 3) % 4, effort: 1 + (mark($0 + 1, 4)))
          })
      case .consent:
        return .fists([
          Contribution.Fist(ids[0], fingers: 3 + person % 3),
          Contribution.Fist(ids[1], fingers: person == 2 ? 1 : 4, reason: person == 2 ? "De weekenddienst mist" : nil),
        ])
      case .conversation: return .seen(Array(ids.prefix(1 + mark(1, 5))), scenario: nil)
      case .commitment:
        return .commitment(
          CommitmentWords(
            cue: .timeAndPlace, when: "ik maandag mijn eerste koffie heb", then: "bel ik één klant van vorige week",
            confidence: 4, check: Day(daysSince1970: 20_785), visibility: person % 2 == 0 ? .team : .me))
      case .ask:
        return .ask(
          AskWords(
            what: asked[person].what, why: asked[person].why, to: person % 3 == 0 ? "Marijke de Wit" : nil))
      case .huddle: return .huddle(weekday: person % 2, hour: 8, minute: 30)
      case .checkOut: return .checkOut(3 + mark(1, 3), word: "helder")
      case .translation:
        return .translation(
          unit: nil, ids.map { Contribution.Mark($0, mark(1, 4)) }, focus: [ids[person % 2]])
      default: return nil
      }
    }
  }
}
