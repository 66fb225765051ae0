import Listen
import People
import Values

/// Who works at De Linde: an installation company with five regions and fourteen teams.
struct DemoCast {
  struct Team {
    let unit: Unit
    let region: Int
    /// The leader first.
    var people: [Person] = []
  }

  let organisation: Organisation
  let whole: Unit
  let regions: [Unit]
  private(set) var teams: [Team] = []
  private(set) var people: [(person: Person, grant: Grant)] = []

  static let founded = Day(daysSince1970: 16_801)
  private static let regionNames = ["Noord", "West", "Midden", "Oost", "Zuid"]
  private static let teamNames = [
    ["Groningen", "Drenthe", "Friesland"], ["Haarlem", "Den Haag", "Rotterdam"],
    ["Utrecht", "Amersfoort", "Hilversum"],
    ["Zwolle", "Arnhem"], ["Breda", "Eindhoven", "Maastricht"],
  ]

  init(_ ids: inout DemoIDs, at moment: Instant) {
    var random = DemoRandom(seed: 60)
    organisation = Organisation(
      id: ids.make(at: moment), name: "De Linde Installatietechniek", language: .nl, isDemo: true, createdAt: moment)
    whole = Unit(id: ids.make(at: moment), name: "De Linde", code: "linde")
    regions = Self.regionNames.map { name in
      Unit(id: ids.make(at: moment), name: "Regio \(name)", code: name.lowercased())
    }
    for (region, names) in Self.teamNames.enumerated() {
      for name in names {
        let code = name.lowercased().replacing(" ", with: "-")
        teams.append(Team(unit: Unit(id: ids.make(at: moment), name: "Team \(name)", code: code), region: region))
      }
    }
    var names = DemoNames()
    func person(_ name: String, _ ids: inout DemoIDs) -> Person {
      let address = name.folded.split(separator: " ").joined(separator: ".")
      return Person(id: ids.make(at: moment), name: name, email: "\(address)@delinde.example", language: .nl)
    }
    for (name, role) in [
      ("Marijke van der Linde", Role.board), ("Wim Hofstra", .board), ("Samira El Amrani", .board),
      ("Wouter Kuipers", .researcher), ("Ellen Vermeer", .facilitator), ("Tom de Graaf", .administrator),
    ] {
      people.append((person(name, &ids), Grant(role, on: whole.id)))
    }
    for region in regions {
      people.append((person(names.next(&random), &ids), Grant(.manager, on: region.id)))
    }
    for place in teams.indices {
      let leader = person(names.next(&random), &ids)
      people.append((leader, Grant(.manager, on: teams[place].unit.id)))
      teams[place].people.append(leader)
      for _ in 0..<(place % 3 == 0 ? 3 : 2) {
        let colleague = person(names.next(&random), &ids)
        people.append((colleague, Grant(.employee, on: teams[place].unit.id)))
        teams[place].people.append(colleague)
      }
    }
  }
}

/// Names as one hears them in the Netherlands, each given once.
struct DemoNames {
  private static let given = [
    "Anouk", "Bram", "Carlijn", "Daan", "Esra", "Floor", "Gijs", "Hanneke", "Ibrahim", "Jasper", "Karin", "Lars", "Mei",
    "Niels", "Oumaima", "Pieter", "Quinten", "Roos", "Sven", "Tess", "Umut", "Vera", "Willem", "Yara", "Zoë", "Bas",
    "Fatima", "Henk", "Ingrid", "Jeroen", "Lotte", "Mohamed", "Nienke", "Olaf", "Petra", "Ruben", "Sanne", "Thijs",
  ]
  private static let family = [
    "de Vries", "Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Yılmaz", "Peters", "Hendriks",
    "van Dijk", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Kok", "Jacobs", "van Vliet", "Postma", "Schouten",
    "Hoekstra", "Willems", "Verhoeven", "Koster", "Bouzid", "Prins", "Blom", "Huisman", "Kramer",
  ]
  private var used: Set<String> = []

  mutating func next(_ random: inout DemoRandom) -> String {
    while true {
      let name = "\(random.pick(Self.given)) \(random.pick(Self.family))"
      if used.insert(name).inserted { return name }
    }
  }
}
