import People

/// Names of customers: housing associations, schools, shops and households. All invented.
struct DemoClientNames {
  private static let bodies = [
    "VvE", "Basisschool", "Woonstichting", "Bakkerij", "Hotel", "Zorghuis", "Kinderopvang", "Sportclub",
  ]
  private static let proper = [
    "Parkzicht", "De Wilgen", "Ons Thuis", "Van den Berg", "De Gouden Leeuw", "Het Anker", "Bloemendaal", "De Vaart",
    "Zonnehoek", "Molenwijk", "De Eikenhof", "Kastanje", "De Brug", "Rietveld", "Waterlelie", "De Zwaan",
    "Noorderlicht",
    "Lindenlaan", "Het Baken", "De Regenboog", "Vijverhof", "Oranjepark",
  ]
  private static let families = [
    "Jansen", "de Jong", "Bakker", "Visser", "Smits", "Mulder", "de Boer", "Vos", "Peters", "Hendriks", "van Leeuwen",
    "Dekker", "Brouwer", "de Wit", "Kaya", "Çelik", "Haddad", "Singh", "Novak", "van Beek", "Schipper", "Timmermans",
    "Evers", "Maas", "Wolters", "Groen", "Zijlstra", "van Rijn", "Bosman", "Post", "Kuiper", "Driessen",
  ]
  private static let initials = Array("ABCDEFGHIJKLMNOPRSTVWYZ").map(String.init)

  mutating func next(_ random: inout DemoRandom, town: String) -> (name: String, kind: Customer.Kind) {
    if random.chance(0.38) {
      return ("\(random.pick(Self.bodies)) \(random.pick(Self.proper)), \(town)", .organisation)
    }
    return ("\(random.pick(Self.initials)). \(random.pick(Self.families)), \(town)", .person)
  }
}
