import People
import Testing
import Values

@testable import Activate

@Suite struct PlanEditingTests {
  private func plan() -> SessionPlan {
    var making = PlanMaking(
      PlanMaterial(
        level: .operational, unit: "u", unitName: "Team", survey: "s", wave: "w", waveName: "2026", responses: 40))
    return making.plan(
      PlanTemplate(
        level: .operational,
        steps: [
          .init(.opening, 5), .init(.conversation, 20), .init(.practice, 5), .init(.smallSteps, 10), .init(.myPlan, 8),
        ]))
  }

  @Test func stepsMoveAndKeepTheirMinutes() {
    var plan = plan()
    plan.move("myPlan", to: 0)
    #expect(plan.steps.map(\.round.id) == ["myPlan", "opening", "conversation", "practice", "smallSteps"])
    plan.move("myPlan", to: 99)
    #expect(plan.steps.last?.round.id == "myPlan")
    plan.move("unknown", to: 1)
    #expect(plan.minutes == 48)
  }

  @Test func aStepCanBeShorterSkippedAndBack() {
    var plan = plan()
    plan.plan("conversation", minutes: 12)
    plan.skip("opening")
    #expect(plan.minutes == 35)
    #expect(plan.rounds.map(\.id) == ["conversation", "practice", "smallSteps", "myPlan"])
    plan.unskip("opening")
    plan.plan("opening", minutes: 0)
    #expect(plan.step("opening")?.minutes == 1)
  }

  @Test func anAddedStepHasANameOfItsOwn() {
    var plan = plan()
    let round = Round(
      id: "practice", kind: .talk, title: .typed(LocalizedText(nl: "Praat na")),
      question: .typed(LocalizedText(nl: "Wat viel je op?")))
    plan.add(own: round, minutes: 7, after: "practice")
    plan.add(own: round, minutes: 7, after: nil)
    #expect(Set(plan.steps.map(\.round.id)).count == 7)
    #expect(plan.steps.first?.round.id == "practice-3")
    #expect(plan.template.steps.count { $0.slot == .own } == 2)
  }

  @Test func aSessionThatRunsLateIsToldHowToCatchUp() {
    let plan = plan()
    let late = PlanTiming(of: plan, real: ["opening": 10 * 60], current: "opening")
    #expect(late.drift == 5)
    #expect(late.advice == [.shorten("conversation", to: 15)])

    let verylate = PlanTiming(of: plan, real: ["opening": 20 * 60], current: "opening")
    #expect(verylate.drift == 15)
    #expect(verylate.advice.contains(.skip("practice", saves: 5)))

    let inTime = PlanTiming(of: plan, real: ["opening": 2 * 60], current: "opening")
    #expect(inTime.drift == 0)
    #expect(inTime.advice.isEmpty)
    #expect(inTime.steps.map(\.startsAt) == [0, 5, 25, 30, 40])

    let early = PlanTiming(of: plan, real: ["opening": 2 * 60, "conversation": 60], current: "conversation")
    #expect(early.drift == -3)
  }
}
