/// What people of De Linde wrote down after a talk, and what they did unasked.
enum DemoCareWords {
  static let talks: [(said: String, promise: String)] = [
    (
      "Drie keer gebeld zonder antwoord. Excuses gemaakt; ze heeft nu mijn eigen nummer.",
      "Vrijdag terugbellen over de planning"
    ),
    (
      "De afspraak was verzet zonder bericht. Ik heb uitgelegd waarom, en een nieuwe tijd afgesproken.",
      "Monteur tussen 8 en 10 uur laten komen"
    ),
    ("Vooral teleurgesteld over het wachten. De monteur zelf was prima.", "Een vaste contactpersoon doorgeven"),
    ("De rekening was niet duidelijk. Samen regel voor regel doorgenomen.", "Een verbeterde rekening sturen"),
    ("Wilde vooral zijn verhaal kwijt. Hij was blij dat er iemand belde.", "Over een maand nog eens bellen"),
    ("De ketel viel weer uit. Dezelfde middag is er iemand geweest.", "Nabellen of de ketel het blijft doen"),
    ("Had een vraag die bleef liggen bij ons. Die is nu beantwoord.", "De handleiding toesturen"),
  ]

  static let gestures: [(text: String, cost: String)] = [
    ("Met de hand een kaartje geschreven na een lastige klus", "2,50"),
    ("Twee dagen na de storing gebeld, alleen om te vragen of het warm bleef", ""),
    ("De lekkende kraan meteen meegenomen, al kwam ik voor de ketel", "8"),
    ("Een foto van de opgeruimde meterkast gestuurd, met uitleg erbij", ""),
    ("Zelf de oude radiator naar de milieustraat gebracht", "15"),
    ("Op de koffie geweest om uit te leggen hoe de nieuwe thermostaat werkt", ""),
    ("Een bos bloemen bij de tiende verjaardag van het contract", "17,50"),
    ("Een bouwlamp uitgeleend zodat het feest door kon gaan", ""),
    ("Buiten mijn ronde om even gekeken waar de tocht vandaan kwam", ""),
  ]
}
