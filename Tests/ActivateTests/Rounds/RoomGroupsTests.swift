import Testing

@testable import Activate

@Suite struct RoomGroupsTests {
  @Test(arguments: [2, 3, 4]) func everyoneIsInOneGroupAndNobodyIsAlone(_ size: Int) {
    var random = RandomRounds(seed: 20)
    for count in 0...45 {
      let people = (0..<count).map { (id: "p\($0)", table: Optional(Int.random(in: 1...4, using: &random))) }
      let groups = RoomGroups(people, size: size).groups

      #expect(groups.flatMap(\.members).sorted() == people.map(\.id).sorted())
      for group in groups {
        let atTable = people.count { $0.table == group.table }
        #expect(group.members.count <= size + 1)
        #expect(group.members.count > 1 || atTable == 1)
        #expect(group.members.allSatisfy { id in people.contains { $0.id == id && $0.table == group.table } })
      }
      for table in 1...4 {
        let marks = groups.filter { $0.table == table }.map(\.mark)
        #expect(Set(marks).count == marks.count)
      }
    }
  }

  @Test func whoComesLateMovesNobody() {
    let people = (0..<7).map { (id: "p\($0)", table: Optional(1)) }
    var groups = RoomGroups(people, size: 2)
    let before = groups

    groups.join("late", table: 1)
    groups.join("late", table: 1)
    groups.join("alone", table: 2)

    for person in people {
      #expect(groups.group(of: person.id)?.mark == before.group(of: person.id)?.mark)
    }
    #expect(groups.group(of: "late")?.members == ["p0", "p1", "late"])
    #expect(groups.group(of: "alone")?.members == ["alone"])
  }

  @Test func inThreeTurnsEveryonePlaysEveryRole() {
    let groups = RoomGroups((0..<3).map { (id: "p\($0)", table: nil) }, size: 3)
    for person in ["p0", "p1", "p2"] {
      #expect(Set((0..<3).map { groups.role(of: person, turn: $0) }).count == 3)
    }
    for turn in 0..<3 {
      #expect(Set(["p0", "p1", "p2"].map { groups.role(of: $0, turn: turn) }).count == 3)
    }
    #expect(groups.role(of: "nobody", turn: 0) == nil)
  }
}
