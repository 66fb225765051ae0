extension QReportWords {
  /// The same tables in Dutch.
  public static let dutch = QReportWords(
    overview: "Projectoverzicht",
    statements: "Stellingen",
    sorts: "Q-sorteringen",
    correlations: "Correlaties tussen de sorteringen (× 100)",
    unrotated: "Ongeroteerde factoren",
    communalities: "Cumulatieve communaliteiten",
    loadings: "Factorladingen, met een X bij wie de factor bepaalt",
    freeDistribution: "Gemiddelde en spreiding van elke sortering",
    ranks: "Factorscores met hun rang",
    scoreCorrelations: "Correlaties tussen de factorscores",
    weights: { "Gewichten van de sorteringen die factor \($0) bepalen" },
    scores: { "Factorscores van factor \($0)" },
    differences: { "Verschillen tussen factor \($0) en \($1), van hoog naar laag" },
    disagreement: "Stellingen van overeenstemming naar verschil",
    characteristics: "Kenmerken van de factoren",
    standardErrors: "Standaardfouten van de verschillen in z-scores",
    distinguishing: {
      "Stellingen die factor \($0) onderscheiden (* p < ,05, ** p < ,01, *** p < ,001, 6* p < ,000001)"
    },
    consensus: "Gedeelde stellingen: geen twee factoren verschillen bij p < ,01 (* ook niet bij p < ,05)",
    effectSizes: {
      "Afstand in z tot de dichtstbijzijnde factor: onderscheidend (of C, gedeeld) bij d = \(DutchNotices.comma("\($0)")) en naar st.fout"
    },
    byEffectSize: "Naar d", byStandardError: "Naar st.fout",
    crib: { "Leeswijzer bij factor \($0) (D onderscheidend, C gedeeld)" },
    bootstrap: "Bootstrap",
    bootstrapScores: { "Bootstrap: z-scores van factor \($0)" },
    bootstrapLoadings: { "Bootstrap: ladingen op factor \($0)" },
    sharedViewpoints: "Gezichtspunten over groepen heen",
    number: "Nr.", statement: "Stelling", sort: "Q-sortering", factor: "Factor", groups: "Groepen", zScore: "Z-score",
    rank: "Rang",
    value: "Plaats in het raster", eigenvalue: "Eigenwaarde", percent: "% verklaard", cumulative: "Cumulatief %",
    communality: "h2", mean: "Gemiddelde", deviation: "St.afw.", weight: "Gewicht", difference: "Verschil",
    level: "Significantie", matches: "Zelfde plaats", definingSorts: "Aantal bepalende sorteringen",
    reliabilityOfSort: "Betrouwbaarheid van een sortering", compositeReliability: "Betrouwbaarheid van de factor",
    standardError: "Standaardfout van de z-scores", highest: "Hoogst", higher: "Hoger dan in andere factoren",
    lower: "Lager dan in andere factoren", lowest: "Laagst", place: "Plek", mark: "Teken", share: "Bepalend in",
    congruence: "Congruentie", steps: "Stappen", dropped: "Weggelaten stappen",
    instability: "Verschuiving van de array",
    notice: { DutchNotices.sentence($0, names: $1) },
    settings: { DutchNotices.settings(of: $0) })
}

/// Notices and settings in Dutch.
enum DutchNotices {
  static func sentence(_ notice: QNotice, names: [String]) -> String {
    func name(_ sort: Int) -> String { names.indices.contains(sort - 1) ? names[sort - 1] : "\(sort)" }
    func list(_ sorts: [Int]) -> String { sorts.map(name).joined(separator: ", ") }
    func numbers(_ list: [Int]) -> String { list.map(String.init).joined(separator: ", ") }
    switch notice {
    case .gridInferred(let conforming, let all):
      return "Het raster is uit de sorteringen afgeleid: \(conforming) van de \(all) vullen het."
    case .unforcedSorts(let conforming, let all):
      return "Maar \(conforming) van de \(all) sorteringen vullen het raster; wie weinig spreidt, telt minder mee."
    case .identicalSorts(let first, let second):
      return "\(name(first)) en \(name(second)) zijn in elke cel gelijk."
    case .bipolarFactor(let factor, let positive, let negative):
      return "Factor \(factor) is bipolair: \(list(positive)) tegenover \(list(negative)). Overweeg te splitsen."
    case .negativeFactor(let factor):
      return "Iedereen die factor \(factor) bepaalt, laadt negatief. Overweeg de factor om te keren."
    case .confoundedSort(let sort, let factors):
      return "\(name(sort)) laadt significant op meer factoren: \(numbers(factors))."
    case .nullSort(let sort):
      return "\(name(sort)) laadt op geen enkele factor significant."
    case .flaggedTwice(let sort, let factors):
      return "\(name(sort)) bepaalt meer factoren: \(numbers(factors))."
    case .factorWithoutFlags(let factor):
      return "Niemand bepaalt factor \(factor): er zijn geen scores en de factor wordt niet vergeleken."
    case .factorWithOneFlag(let factor, let sort):
      return "Alleen \(name(sort)) bepaalt factor \(factor)."
    case .heywood(let sort, let communality):
      return "Heywood-geval: de communaliteit van \(name(sort)) is \(comma(communality.fixed(3)))."
    case .boundedWeight(let sort, let factor):
      return "\(name(sort)) laadt 1 of meer op factor \(factor): het gewicht is begrensd."
    case .singularCorrelations(let rank, let sorts):
      return "Regressiescores zijn niet mogelijk: de correlaties van \(sorts) sorteringen hebben rang \(rank). "
        + "De scores zijn gewogen gemiddelden van wie de factor bepaalt."
    case .tiedScores(let factor, let statements):
      let groups = statements.map { $0.map(String.init).joined(separator: " = ") }.joined(separator: "; ")
      return "Factor \(factor) heeft gelijke scores; hun volgorde is een afspraak: \(groups)."
    case .extractionDidNotConverge(let rounds):
      return "De communaliteiten van Horst bewogen na \(rounds) rondes nog."
    case .centroidIsIllConditioned(let factor):
      return "Centroïdefactor \(factor) had geen spiegeling nodig: latere factoren hangen van de stopgrens af."
    case .equalEigenvalues(let first, let second):
      return "Eigenwaarden \(first) en \(second) zijn gelijk: deze factoren kunnen vrij draaien."
    }
  }

  static func settings(of solution: QSolution) -> [(String, String)] {
    let analysis = solution.analysis
    var settings = solution.title.isEmpty ? [] : [("Titel", solution.title)]
    settings += [
      ("Aantal sorteringen", String(solution.sortCount)), ("Aantal stellingen", String(solution.statementCount)),
      ("Correlatie", analysis.correlation.rawValue), ("Extractie", extraction(analysis.extraction)),
      ("Aantal factoren", String(analysis.factors)),
      ("Rotatie", analysis.rotation == .varimax ? "varimax (Kaiser-genormaliseerd)" : "geen"),
      ("Profiel", analysis.profile == .exact ? "exact" : "R qmethod 1.8.4"),
      ("Scores wegen", scaling(of: solution)),
      ("Betrouwbaarheid van een sortering", comma(analysis.reliability.fixed(2))),
      ("Bepalend zijn", flagging(analysis.flagging)),
    ]
    for step in analysis.handRotations {
      switch step {
      case .turn(let first, let second, let degrees):
        settings.append(("Met de hand gedraaid", "factor \(first) en \(second) over \(comma("\(degrees)")) graden"))
      case .invert(let factor): settings.append(("Omgekeerd", "factor \(factor)"))
      }
    }
    if !analysis.handRotations.isEmpty {
      settings.append(("Controle: communaliteiten verschoven", comma(solution.communalityDrift.fixed(12))))
    }
    if !analysis.splits.isEmpty {
      settings.append(("Gesplitst", analysis.splits.sorted().map(String.init).joined(separator: ", ")))
    }
    return settings
  }

  private static func scaling(of solution: QSolution) -> String {
    if solution.hasRegressionScores { return "alle sorteringen (regressie)" }
    return solution.analysis.scaling == .raw ? "ruwe waarden" : "gestandaardiseerde sorteringen"
  }

  private static func extraction(_ extraction: QExtraction) -> String {
    switch extraction {
    case .principalComponents: "hoofdcomponenten"
    case .horst: "centroïde van Horst 5.5"
    case .centroid(.qmethod): "centroïde van Brown (als in qmethod, stopgrens 0,00001)"
    case .centroid(.pqMethod): "centroïde van Brown (als in PQMethod, stopgrens 0,001)"
    case .centroid(let variant): "centroïde van Brown (stopgrens \(comma("\(variant.tolerance)")))"
    }
  }

  private static func flagging(_ flagging: QFlagging) -> String {
    switch flagging {
    case .automatic(let critical, let majority):
      "automatisch: lading > \(comma("\(critical)"))/√stellingen" + (majority ? " en het grootste deel van h2" : "")
    case .manual: "met de hand"
    }
  }

  /// Numbers in a sentence with a decimal comma; cells of tables stay numbers.
  static func comma(_ number: String) -> String { number.replacing(".", with: ",") }
}
