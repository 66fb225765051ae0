import Listen
import Testing
import Values

@testable import Activate

@Suite struct CommentScreenTests {
  private let screen = CommentScreen(people: ["Fatima el Idrissi", "Jan de Boer"], customers: ["Bakkerij De Korenaar"])

  @Test(arguments: [
    "Fatima heeft mij geweldig geholpen met de ketel.", "Meneer Jansen kwam te laat en belde niet af.",
    "Bel mij op 06-12345678 als er iets verandert.", "Mail me op sam@example.nl als het klaar is.",
    "Bij bakkerij de korenaar werkt de oven nog niet.", "Kort.", String(repeating: "Lang verhaal. ", count: 40),
    "Kijk op www.voorbeeld.nl voor het hele verhaal.", "Al jaren klant, ook via (Bakkerij de Korenaar)",
    "Wij wonen op 5611 AB in Eindhoven, kom langs.",
  ])
  func whatGivesSomebodyAwayIsKeptBack(_ text: String) {
    #expect(!screen.clears(text))
  }

  @Test(arguments: [
    "Snel geholpen, en de monteur legde goed uit wat hij deed.", "Ik moest drie keer bellen voordat iemand opnam.",
    "De boer op gaan is prima, maar bel eerst even van tevoren.",
  ])
  func ordinaryWordsAreShown(_ text: String) {
    #expect(screen.clears(text))
  }

  @Test func aChoiceIsVariedAndDoesNotDependOnOrder() {
    let comments = (0..<60).map { number in
      PlanComment(
        id: ID("c\(number)"), text: "Een toelichting van een klant, nummer \(number).", language: .nl,
        promotership: Promotership.allCases[number % 3], topic: ID("t\(number % 5)"), topicName: nil,
        unit: ID("u\(number % 4)"))
    }
    let chosen = CommentScreen.choose(6, from: comments)
    #expect(CommentScreen.choose(6, from: comments.reversed()) == chosen)
    for promotership in Promotership.allCases { #expect(chosen.count { $0.promotership == promotership } == 2) }
    #expect(Set(chosen.map(\.topic)).count == 5)
    #expect(CommentScreen.choose(3, from: comments, without: Set(chosen.map(\.id))).allSatisfy { !chosen.contains($0) })
  }
}
