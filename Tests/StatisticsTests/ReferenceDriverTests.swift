import Foundation
import Statistics
import Testing

@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct ReferenceDriverTests {
  @Test(arguments: [("rwa", "mtcars"), ("lmg", "mtcars"), ("swiss", "swiss"), ("attitude", "attitude")])
  func thePublishedTablesEqualTheReference(key: String, file: String) throws {
    let table = try SharedData.table("published-drivers-and-nps/\(file).csv")
    try expectDrivers(try SharedData.reference("published-drivers-and-nps")[key]) { table.numbers($0) }
  }

  @Test func whatOthersPrintedIsReached() throws {
    let published = try JSONDecoder().decode(
      Reference.self, from: SharedData.read("published-drivers-and-nps/published.json"))
    let table = try SharedData.table("published-drivers-and-nps/mtcars.csv")
    func analysis(_ key: String) throws -> (Reference, [String], DriverCorrelations) {
      let names = published[key, "x"].list.map(\.text)
      let moments = try Moments(columns: ([published[key, "y"].text] + names).map { table.numbers($0) })
      let matrix = try CorrelationMatrix(moments, variables: Array(0...names.count))
      let correlations = try DriverCorrelations(
        drivers: SymmetricMatrix(
          rows: (1...names.count).map { i in (1...names.count).map { matrix.values[i, $0] } }),
        outcome: (1...names.count).map { matrix.values[0, $0] }, count: 32)
      return (published[key], names, correlations)
    }
    let (rwa, rwaNames, rwaCorrelations) = try analysis("relative_weights_rwa")
    let weights = try RelativeWeights(rwaCorrelations)
    for (j, name) in rwaNames.enumerated() {
      #expect(abs(weights.raw[j] - rwa["raw", name].number) < 5.1e-8)
      #expect(abs(weights.shares[j] - rwa["rescaled_pct", name].number) < 5.1e-6)
    }
    let (lmg, lmgNames, lmgCorrelations) = try analysis("lmg_and_dominance")
    let shapley = ShapleyImportance(lmgCorrelations)
    #expect(abs(shapley.rSquared - lmg["r_squared"].number) < 5.1e-8)
    for (j, name) in lmgNames.enumerated() {
      #expect(abs(shapley.raw[j] - lmg["general_dominance_equals_lmg", name].number) < 5.1e-8)
    }
  }

  @Test func theAirportDriversEqualTheReference() throws {
    let reference = try SharedData.reference("sfo-airport-2017")
    let table = try SharedData.table("sfo-airport-2017/sfo_2017.csv")
    for key in ["drivers_of_airport_as_a_whole", "drivers_of_recommend"] {
      try expectDrivers(reference[key]) {
        $0 == "LTR" ? table.numbers("NETPRO", valid: 0...10) : table.numbers($0, valid: 1...5)
      }
    }
  }

  @Test func theMobileDriversEqualTheReference() throws {
    let reference = try SharedData.reference("ecsi-mobi")
    let table = try SharedData.table("ecsi-mobi/mobi.csv")
    let blocks = [
      "IDX_Image": (1...5).map { "IMAG\($0)" }, "IDX_Expectation": (1...3).map { "CUEX\($0)" },
      "IDX_Quality": (1...7).map { "PERQ\($0)" }, "IDX_Value": (1...2).map { "PERV\($0)" },
      "IDX_Satisfaction": (1...3).map { "CUSA\($0)" },
    ]
    for key in ["drivers_of_overall_by_quality_items", "drivers_of_satisfaction_index", "drivers_of_recommend"] {
      try expectDrivers(reference[key]) { name in
        guard let items = blocks[name]?.map({ table.numbers($0) }) else { return table.numbers(name) }
        return (0..<table.rows.count).map { row in
          100 * (items.compactMap { $0[row] }.reduce(0, +) / Double(items.count) - 1) / 9
        }
      }
    }
  }

  @Test func theSoldiersDriversEqualTheReference() throws {
    let waves = try SharedData.table("army-jobsat-3-waves/univbct_wide.csv")
    try expectDrivers(try SharedData.reference("army-jobsat-3-waves")["drivers_jobsat1"]) { waves.numbers($0) }
    let workload = try SharedData.table("army-wellbeing-workload/bh1996.csv")
    let reference = try SharedData.reference("army-wellbeing-workload")
    try expectDrivers(reference["drivers_person_level"]) { workload.numbers($0) }
    let groups = workload.texts("GRP")
    try expectDrivers(reference["drivers_group_means"]) { name in
      var sums: [String: (sum: Double, count: Double)] = [:]
      for (group, value) in zip(groups, workload.numbers(name)) {
        sums[group, default: (0, 0)].sum += value ?? 0
        sums[group, default: (0, 0)].count += value == nil ? 0 : 1
      }
      return sums.sorted { $0.key < $1.key }.map { $0.value.sum / $0.value.count }
    }
  }

  @Test func theCarpentriesDriversEqualTheReference() throws {
    let table = try SharedData.table("carpentries-longterm-2017/longterm_October2017.csv")
    let words = ["Strongly disagree": 1.0, "Disagree": 2, "Neutral": 3, "Agree": 4, "Strongly agree": 5]
    try expectDrivers(try SharedData.reference("carpentries-longterm-2017")["drivers_of_recommend"]) { name in
      name == "Likely-To-Recommend"
        ? table.numbers(name, valid: 0...10) : table.texts(name).map { words[$0] }
    }
  }

  @Test func theLoungesDriversEqualTheReference() throws {
    let table = try SharedData.table("skytrax-lounge-reviews/lounge.csv")
    let reference = try SharedData.reference("skytrax-lounge-reviews")["drivers_of_overall"]
    try expectDrivers(reference) { table.numbers($0 == "overall" ? "overall_rating" : $0) }
  }

  @Test func theFictionalEmployeesDriversEqualTheReference() throws {
    let table = try SharedData.table("ibm-hr-attrition-fictional/emp_attrition.csv")
    let reference = try SharedData.reference("ibm-hr-attrition-fictional")["drivers_of_job_satisfaction"]
    try expectDrivers(reference) { table.numbers($0) }
  }
}
