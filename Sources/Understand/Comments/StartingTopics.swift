import Listen
import Values

extension Topic {
  /// The frame with which an organisation begins: what customers of nearly every organisation write about. It stands until
  /// somebody changes it.
  public static let starting: [Topic] = [
    topic(
      "reach", "Bereikbaarheid", "Reachability",
      """
      bereik*, onbereikbaar, bellen, gebeld, belde, terugbel*, teruggebeld, opnemen, neemt op, aan de lijn, wacht, wachtrij, in \
      gesprek, doorverbonden, antwoord, reactie, mail*, telefoon*, contactpersoon, nummer, call*, called, reach*, answer*, \
      on hold, phone, reply
      """, without: "voelde me een nummer, felt like a number"),
    topic(
      "promises", "Afspraken", "Promises kept",
      """
      afspraak, afspraken, afgesproken, beloof*, beloofd, op tijd, te laat, gekomen, verzet, uitgesteld, planning, dag die, \
      levertijd, niemand kwam, opgeleverd, thuis gezeten, zouden, promis*, on time, late, appointment, agreed, delivery, \
      moved, waited, nobody came, do what they say, on the day
      """),
    topic(
      "craft", "Vakmanschap", "Craft",
      """
      vakwerk, vakman*, vakkundig*, deskundig*, kundig, kennis, monteur, opgelost, oplossen, gerepareerd, repar*, gemonteerd, \
      aangesloten, onderdelen, lekkage, storing, terugkomen, kwaliteit, engineer, workmanship, skill*, expert*, fixed, fix, \
      repair*, quality, fault, leak
      """),
    topic(
      "price", "Prijs", "Price",
      """
      prijs, prijzen, prijzig, duur, te duur, goedkoop, goedkoper, kosten, voorrijkosten, rekening, factuur, betaal*, geld, \
      tarief, offerte, price*, expensive, cheap*, cost*, bill, invoice, money, quote
      """),
    topic(
      "kindness", "Vriendelijkheid", "Friendliness",
      """
      vriendelijk*, aardig*, beleefd, behulpzaam, kortaf, onbeleefd, onvriendelijk, praatje, toon, haast, voelde me een \
      nummer, fijne mensen, friendly, kind, polite, helpful, rude, short on the phone, felt like a number, take your time
      """),
    topic(
      "thinking", "Meedenken", "Thinking along",
      """
      meedenk*, denken mee, dachten mee, dacht mee, denkt mee, advies, adviseer*, idee, oplossing, standaardverhaal, wat wij \
      nodig, past, geluisterd, luister*, think along, advice, advise*, solution, standard story, suits, listen*, what we need
      """),
    topic(
      "information", "Informatie", "Information",
      """
      informeer*, geinformeerd, informatie, uitleg, uitgelegd, legde uit, duidelijk*, onduidelijk, op de hoogte, laat weten, \
      berichtje, appje, doorgegeven, vooraf, inform*, told, explain*, clear, unclear, message, in advance, let us know
      """),
    topic(
      "loyalty", "Blijven of gaan", "Staying or leaving",
      """
      overstap*, opzeg*, opgezegd, weggaan, vertrek*, klanten kwijt, twijfel, al jaren, trouw, aanrader, aanbevel*, \
      buren, concurrent, bij een ander, leave, leaving, switch*, competitor, recommend*, neighbours, for years, keep it up
      """),
  ]

  private static func topic(
    _ id: ID<Topic>, _ nl: String, _ en: String, _ words: String, without: String = ""
  ) -> Topic {
    Topic(
      id: id, name: LocalizedText(nl: nl, en: en), words: TopicDraft.patterns(words),
      without: TopicDraft.patterns(without))
  }
}
