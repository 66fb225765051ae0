import Values

/// What customers of De Linde write. By driver (reach, craft, promises, thinking, kindness, price), what pleases and what hurts.
enum DemoWords {
  static func praise(_ driver: Int, _ language: Language) -> [String] {
    language == .nl ? praiseNL[driver] : praiseEN[driver]
  }

  static func complaint(_ driver: Int, _ language: Language) -> [String] {
    language == .nl ? complaintNL[driver] : complaintEN[driver]
  }

  static func wish(_ driver: Int, _ language: Language) -> [String] {
    language == .nl ? wishNL[driver] : wishEN[driver]
  }

  static func ending(isGood: Bool, _ language: Language) -> [String] {
    switch (isGood, language) {
    case (true, .nl):
      [
        "", "", "", " Dat doet niet iedereen.", " Ik vertel het ook aan de buren.", " Blijf dat vooral doen.",
        " Daar word ik blij van.", " Al jaren zo.",
      ]
    case (false, .nl):
      [
        "", "", "", " Jammer.", " Dat was vroeger beter.", " Zo raak je klanten kwijt.", " Dat kan echt anders.",
        " Ik twijfel of ik blijf.",
      ]
    case (true, .en): ["", "", " Keep it up.", " Not everyone does that.", " I told my neighbours."]
    case (false, .en): ["", "", " A pity.", " It used to be better.", " I am thinking of leaving."]
    }
  }

  private static let praiseNL = [
    [
      "Ze belden zelf terug om te vragen of het gelukt was.", "Binnen een uur teruggebeld, precies zoals beloofd.",
      "Ik kreeg meteen iemand aan de lijn die me kon helpen.", "Sinds dit jaar bellen ze echt terug.",
      "Een mailtje gestuurd en dezelfde dag antwoord.", "Goed bereikbaar, ook op vrijdagmiddag.",
      "Altijd dezelfde contactpersoon, dat belt makkelijk.",
    ],
    [
      "De monteur zag in vijf minuten wat er aan de hand was.", "Vakwerk, de ketel loopt als een zonnetje.",
      "Keurig gemonteerd en alles netjes achtergelaten.", "Ze weten waar ze het over hebben.",
      "De warmtepomp is perfect ingeregeld.", "Storing in één keer goed opgelost.",
      "Monteur legde rustig uit wat hij deed.",
    ],
    [
      "Afspraak is afspraak bij deze mensen.", "Om negen uur zouden ze komen en om negen uur stonden ze er.",
      "De offerte klopte tot op de cent.", "Alles opgeleverd op de dag die ze noemden.",
      "Ze doen wat ze zeggen.", "Keurig op tijd en een appje vooraf.",
    ],
    [
      "Ze dachten mee over een goedkopere oplossing.", "Kreeg advies waar ik zelf nooit aan gedacht had.",
      "Niet het duurste verkocht maar wat bij ons huis past.", "Ze kwamen zelf met een idee voor de tweede verdieping.",
      "Denken mee met onze bewoners, dat is goud waard.", "Goed plan gemaakt samen met de huismeester.",
    ],
    [
      "Vriendelijke monteurs, de hond was ook blij.", "Altijd een praatje en toch goed doorwerken.",
      "Hele aardige mevrouw aan de telefoon.", "Beleefd, schoenen uit zonder dat ik het vroeg.",
      "Fijne mensen over de vloer.",
    ],
    [
      "Eerlijke prijs voor goed werk.", "Niet de goedkoopste maar het geld waard.",
      "Duidelijke rekening zonder verrassingen.", "Het onderhoudscontract is zijn geld waard.",
    ],
  ]

  private static let complaintNL = [
    [
      "Prima mensen, als je ze eenmaal te pakken hebt.", "Drie keer gebeld en nooit teruggebeld.",
      "Twintig minuten in de wacht en toen werd de verbinding verbroken.",
      "Op mijn mail kreeg ik pas na een week antwoord.",
      "Slecht bereikbaar bij een storing, en juist dan heb je ze nodig.",
      "Ik word van het kastje naar de muur gestuurd.",
      "Niemand neemt op na vier uur.", "Terugbelverzoek achtergelaten, niets meer gehoord.",
      "Elke keer iemand anders aan de lijn die het verhaal niet kent.",
    ],
    [
      "De monteur moest drie keer terugkomen voor dezelfde storing.", "Leerling gestuurd die het niet wist.",
      "Lekkage niet goed gerepareerd.", "De thermostaat is verkeerd aangesloten.",
      "Na het onderhoud deed de ketel het niet meer.",
    ],
    [
      "Ze zouden dinsdag komen en niemand kwam.", "Hele dag thuis gezeten voor niets.",
      "De datum is vier keer verzet.", "Beloofd dat het onderdeel er maandag was, het werd drie weken later.",
      "Afspraken worden niet doorgegeven aan de planning.", "De offerte zou er vrijdag zijn, ik wacht nog steeds.",
    ],
    [
      "Ze draaien hun standaardverhaal af.", "Niemand vroeg wat wij nodig hebben.",
      "Bewoners zijn niet vooraf geïnformeerd.", "Ik moest zelf alles uitzoeken.",
      "Meedenken is er niet bij, het is altijd de duurste oplossing.",
    ],
    [
      "Kortaf aan de telefoon.", "De monteur had overal haast mee.", "Voelde me een nummer.",
      "Toon van de planner was niet prettig.",
    ],
    [
      "Veel te duur voor een half uurtje werk.", "Voorrijkosten zijn belachelijk.",
      "Op de rekening stond meer dan was afgesproken.", "Bij een ander betaal ik de helft.",
    ],
  ]

  private static let wishNL = [
    [
      "Bel terug op de dag dat je het belooft.", "Zorg dat er iemand opneemt bij storing.",
      "Een direct nummer van mijn eigen team.", "Laat weten wanneer ik antwoord krijg.",
    ],
    [
      "Stuur meteen iemand die het kan oplossen.", "Neem de juiste onderdelen mee.",
      "Controleer het werk voor je weggaat.",
    ],
    ["Kom op de dag die je noemt.", "Stuur een berichtje als het later wordt.", "Houd je aan de planning."],
    [
      "Vraag eerst wat wij nodig hebben.", "Informeer de bewoners vooraf.", "Kom eens langs voor je een offerte maakt.",
    ],
    ["Neem de tijd.", "Een vriendelijk woord kost niets."],
    ["Reken geen voorrijkosten bij een tweede bezoek.", "Maak de rekening duidelijker."],
  ]

  private static let praiseEN = [
    [
      "They called me back within the hour.", "Somebody answered straight away and could help.",
      "Easy to reach, even late on a Friday.",
    ],
    [
      "The engineer saw at once what was wrong.", "Great workmanship and everything left tidy.",
      "Fixed the fault in one visit.",
    ],
    ["They do what they say.", "Came exactly at the time they promised.", "The quote was right to the cent."],
    [
      "They came up with a cheaper solution themselves.", "Good advice that suits our building.",
      "They think along with our tenants.",
    ],
    ["Friendly people, always a kind word.", "Polite and careful in the house."],
    ["Fair price for good work.", "Not the cheapest but worth the money."],
  ]

  private static let complaintEN = [
    [
      "Good people, once you get hold of them.", "Called three times and nobody called back.",
      "Twenty minutes on hold, then cut off.", "My mail was answered after a week.",
    ],
    ["The engineer had to come back three times.", "The leak was not repaired properly."],
    ["Nobody came on the day we agreed.", "The date was moved four times.", "I waited at home all day for nothing."],
    ["They just follow their standard story.", "Tenants were not told in advance."],
    ["Short on the phone.", "I felt like a number."],
    ["Far too expensive for half an hour.", "The bill was higher than agreed."],
  ]

  private static let wishEN = [
    ["Call back on the day you promise.", "Give me a direct number of my own team."],
    ["Send someone who can fix it at once."], ["Come on the day you say.", "Send a message when you are late."],
    ["Ask what we need first."], ["Take your time."], ["Make the bill clearer."],
  ]
}
