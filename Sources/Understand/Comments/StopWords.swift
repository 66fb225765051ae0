import Listen
import Values

/// Words that every text has and that tell nothing by themselves.
enum StopWords {
  /// Whether a stem says something: no stop word of its language, no single letter, no number.
  static func leavesIn(_ stem: String, _ language: Language) -> Bool {
    guard stem.utf8.count > 1, !stem.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return !(language == .nl ? dutch : english).contains(stem)
  }

  private static let dutch = Set(
    Stems(.nl).of(
      """
      aan af al alle alleen alles als altijd andere anders bij ben bent best beter betreft bijna binnen boven bijvoorbeeld
      daar daarna daarom dan dat de deed den der deze die dit doe doen doet door dus echt echter een eens eerst eigenlijk
      elk elke en enige enkele er erg even ga gaan gaat gedaan geen gehad geweest geworden goed gewoon had hadden haar heb
      hebben hebt heel heeft hem hen het hier hij hoe hun iemand iets ik in is ja je jij jou jouw jullie kan komen komt kon
      konden krijgen krijgt kreeg kunnen laat later maar maken maak me mee meer men met mij mijn mijne mits moest moet moeten
      mocht mag mogen na naar nadat nee niet niets niks nog nooit nou nu of om omdat onder ons onze ook op over overal pas per
      precies sinds soms staan staat steeds tegen ten ter terwijl tijdens toch toen tot tussen u uit uw van vanaf vaak veel
      verder vind vinden voor vooral waar waarom wanneer want waren was wat we wel weer welke werd werden weten weet wie wij
      wil willen wilde word worden wordt zal ze zeer zelf zelfs zich zij zijn zo zoals zonder zou zouden
      echt helemaal best redelijk allemaal gaf gegeven ging zei zegt zeggen dingen ding vertel vertellen
      twee drie vier vijf zes zeven acht negen tien twintig eerste tweede keer jaar jaren maand maanden week weken dag dagen
      uur uren minuut minuten vandaag gisteren morgen vroeger iedereen niemand jammer blij helaas raak
      """))

  private static let english = Set(
    Stems(.en).of(
      """
      a about above after again against all also always am an and any are aren as at be because been before being below
      between both but by can cannot could couldn d did didn do does doesn doing don down during each even ever every few for
      from further get gets give given go goes got had hadn has hasn have haven having he her here hers herself him himself
      his how i if in into is isn it its itself just ll m made make makes many me might more most much must my myself need no
      nor not now of off on once one only or other our ours ourselves out over own re really s same say says she should
      shouldn so some still such t take than that the their theirs them themselves then there these they thing things this
      those through to too under until up us ve very want was wasn we well were weren what when where which while who whom why
      will with won would wouldn you your yours yourself yourselves told tell two three four five six seven eight nine ten
      twenty first second time times year years month months week weeks day days hour hours minute minutes today yesterday
      tomorrow everybody everyone somebody nobody used pity glad sadly
      """))
}
