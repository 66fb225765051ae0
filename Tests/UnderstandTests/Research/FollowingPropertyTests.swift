import Listen
import People
import Persistence
import TestKit
import Testing
@testable import Understand
import Values

/// After any sequence of what the product does to its research, the columns that followed equal columns made anew.
@Suite struct FollowingPropertyTests {
  private enum Step: CaseIterable {
    case submit, submitMany, bring, eraseResponse, eraseCustomer, addUnit, moveUnit, eraseUnit, reword, ask, openWave
    case eraseWave, restart, crash, evict
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func followingEqualsMakingAnew(seed: UInt64) async throws {
    try await walk(.sqlite, seed: seed, steps: 40)
  }

  @Test(arguments: [7, 8] as [UInt64]) func onPostgreSQLToo(seed: UInt64) async throws {
    try await walk(.postgres, seed: seed, steps: 25)
  }

  private func walk(_ engine: Engine, seed: UInt64, steps: Int) async throws {
    let house = try await ResearchWorld(engine)
    var dice = Dice(seed: seed)
    var open = [try await house.openWave("Golf 0")]
    for number in 1...steps {
      let step = Step.allCases.randomElement(using: &dice) ?? .submit
      switch step {
      case .submit:
        if let wave = open.randomElement(using: &dice) { try await house.submit(Self.answers(&dice), to: wave) }
      case .submitMany:
        for _ in 1...Int.random(in: 2...30, using: &dice) {
          if let wave = open.randomElement(using: &dice) { try await house.submit(Self.answers(&dice), to: wave) }
        }
      case .bring: try await house.bring(Self.rows(number, &dice), wave: "Elders \(number)")
      case .eraseResponse:
        for survey in [house.asked, house.brought].compactMap({ $0 }) {
          if let id = try await house.ids(of: survey).randomElement(using: &dice) { try await house.erase(id) }
        }
      case .eraseCustomer:
        try await house.run(
          "DELETE FROM customers WHERE id IN (SELECT id FROM customers ORDER BY code LIMIT \(Int.random(in: 1...2, using: &dice)))"
        )
      case .addUnit:
        _ = try await house.units.add(
          try UnitDraft(name: "Nieuw \(number)"), below: "whole", from: house.clock.now.day, by: house.member)
      case .moveUnit:
        house.clock.advance(days: 1)
        try await house.look()
        if house.member.tree.unit("south") != nil {
          try await house.units.move("south", below: "north", from: house.clock.now.day, by: house.member)
        }
      case .eraseUnit:
        try await house.run(
          "DELETE FROM units WHERE id IN (SELECT id FROM units WHERE id NOT IN ('whole', 'north', 'south') ORDER BY id LIMIT 1)"
        )
      case .reword:
        try await house.surveys.edit(house.asked, by: house.member) { $0.title.nl = "Onderzoek \(number)" }
        try await house.surveys.publish(house.asked, by: house.member)
      case .ask:
        try await house.surveys.edit(house.asked, by: house.member) {
          $0.questions.append(
            Question(id: ID("more\(number)"), kind: .grade, text: LocalizedText(nl: "Cijfer", en: "Mark")))
        }
        try await house.surveys.publish(house.asked, by: house.member)
      case .openWave: open.append(try await house.openWave("Golf \(number)", at: ["north", "south"][number % 2]))
      case .eraseWave:
        guard open.count > 1 else { continue }
        let wave = open.removeFirst()
        try await house.run("DELETE FROM waves WHERE id = \(wave.id)")
      case .restart: try await house.restart(writing: true)
      case .crash: try await house.restart(writing: false)
      case .evict: try await house.restart(writing: true, budget: 1)
      }
      try await house.look()
      for survey in [house.asked, house.brought].compactMap({ $0 }) {
        let followed = try await house.research(survey).portrait()
        #expect(try await followed == house.portraitOfDatabase(survey), "seed \(seed), step \(number): \(step)")
      }
      let examined = try await house.library.examine(house.organisation)
      #expect(examined.allSatisfy { $0.isEqual }, "seed \(seed), step \(number): \(step) \(examined)")
    }
  }

  private static func answers(_ dice: inout Dice) -> Answers {
    var answers = Answers([
      "solved": .choice([["yes", "partly", "no"].randomElement(using: &dice) ?? "yes"], other: nil),
      "effort": .number(Double(Int.random(in: 1...7, using: &dice))),
      "grade": .number(Double(Int.random(in: 1...10, using: &dice))),
    ])
    if Bool.random(using: &dice) { answers["drivers.wait"] = .number(Double(Int.random(in: 1...5, using: &dice))) }
    if Bool.random(using: &dice) { answers["drivers.friendly"] = .notApplicable }
    if Bool.random(using: &dice) { answers["why"] = .text("Aan \"de\" lijn\n[{,}]") }
    return answers
  }

  /// Some with weights, some with marks between the whole numbers.
  private static func rows(_ number: Int, _ dice: inout Dice) -> [String] {
    let isWeighted = Int.random(in: 0..<3, using: &dice) == 0
    let isHalved = Int.random(in: 0..<3, using: &dice) == 0
    return (0..<Int.random(in: 1...25, using: &dice)).map { row in
      let unit = ["north", "south", "west \(number)", ""].randomElement(using: &dice) ?? ""
      let customer = Bool.random(using: &dice) ? "K\(Int.random(in: 1...6, using: &dice))" : ""
      let weight = isWeighted ? "\(Double(Int.random(in: 1...40, using: &dice)) / 8)" : "1"
      let mark = Double(Int.random(in: 2...20, using: &dice)) / 2
      let service = isHalved ? "\(mark)" : "\(Int(mark))"
      return "r\(number)-\(row),\(unit),\(customer),\(weight),\(Int.random(in: 0...10, using: &dice)),\(service)"
    }
  }
}

/// SplitMix64: the same walk in every run.
private struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
