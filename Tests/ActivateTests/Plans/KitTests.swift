import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

@Suite struct KitTests {
  @Test(arguments: Engine.all) func aKeptPlanIsForTheUnitAndEverythingBelow(_ engine: Engine) async throws {
    let room = try await SessionWorld(engine)
    let kits = Kits(database: room.database, world: room.world)
    var making = PlanMaking(
      PlanMaterial(
        level: .operational, unit: SessionWorld.north.id, unitName: "Noord", survey: "s", wave: "w", waveName: "2026",
        responses: 40))
    var plan = making.plan(PlanTemplate(.operational, .compact))
    plan.plan("conversation", minutes: 20)
    plan.skip("practice")

    let id = try await kits.keep(
      plan, as: KitDraft(name: "Klantkwartier XL", note: "Neem kaarten mee"), for: SessionWorld.whole.id, by: room.anna)

    let found = try await kits.find(id, by: room.bram)
    #expect(found.name == "Klantkwartier XL")
    #expect(found.template == plan.template)
    #expect(found.template.steps.first { $0.slot == .conversation }?.minutes == 20)
    #expect(try await kits.all(for: SessionWorld.north.id, by: room.anna).map(\.id) == [id])
    let again = making.plan(found.template)
    #expect(again.step("conversation")?.minutes == 20)
    #expect(again.step("practice")?.isSkipped == true)

    try await kits.change(id, to: KitDraft(name: "Kort"), by: room.anna)
    #expect(try await kits.find(id, by: room.anna).name == "Kort")
    try await kits.putAway(id, by: room.anna)
    await #expect(throws: NotFound.self) { try await kits.find(id, by: room.anna) }
  }

  @Test func aKitOfTheWholeIsNotChangedByOneUnit() async throws {
    let room = try await SessionWorld()
    let kits = Kits(database: room.database, world: room.world)
    let id = try await kits.keep(
      SessionPlan(level: .operational, steps: []), as: KitDraft(name: "Van het geheel"), for: SessionWorld.whole.id,
      by: room.anna)
    let local = Member(
      person: "lo", name: "Lo", email: "lo@linde.test", language: .nl, organisation: SessionWorld.organisation,
      grants: [Grant(.manager, on: SessionWorld.north.id)], tree: room.anna.tree)

    #expect(try await kits.find(id, by: local).name == "Van het geheel")
    await #expect(throws: NotFound.self) { try await kits.putAway(id, by: local) }
    #expect(throws: Rejection.self) { try KitDraft(name: "  ") }
  }
}
