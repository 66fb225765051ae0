import Listen
import Testing
import Values

@Suite struct StemTests {
  /// Plain text takes a shorter way to its words; one letter with an accent sends it along the general one.
  @Test(
    arguments: [
      "", " ", "Klachten", "ze komen hun AFSPRAKEN na", "a-b_c/d.e,f", "09:30 uur, 100%!", "it's  2nd\tline\r\nnext",
      "~tilde~ {x}",
    ], Language.allCases)
  func plainTextHasTheSameWordsByBothWays(text: String, language: Language) {
    let stems = Stems(language)
    #expect(stems.of(text) == Array(stems.of(text + " \u{e9}").dropLast()))
  }

  @Test func aWordIsFoundByItsStem() {
    #expect(Stems(.nl).of("Klachten!") == Stems(.nl).of("klacht"))
    #expect(Stems(.en).of("Complaints") == Stems(.en).of("complaint"))
  }
}
