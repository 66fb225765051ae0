import Hummingbird
import Testing

@testable import Web

@Suite struct AdmissionTests {
  @Test func aCrowdAtOneDoorKeepsNobodyFromAnother() async throws {
    let admission = Admission(most: [.exports: 2, .answers: 1], patience: .milliseconds(50))
    try await admission.enter(.exports)
    try await admission.enter(.exports)
    await #expect { try await admission.enter(.exports) } throws: {
      ($0 as? HTTPError)?.status == .serviceUnavailable
    }
    try await admission.enter(.answers)
    admission.leave(.exports)
    try await admission.enter(.exports)
  }

  @Test func whoeverWaitsComesInWhenThereIsRoom() async throws {
    let admission = Admission(most: [.pages: 1], patience: .seconds(5))
    try await admission.enter(.pages)
    async let waiting: Void = admission.enter(.pages)
    try await Task.sleep(for: .milliseconds(20))
    admission.leave(.pages)
    try await waiting
  }

  @Test(arguments: [
    ("/a/x", Admission.Door.answers), ("/o/x/y", .answers), ("/s/x", .answers), ("/sign-in", .signIn),
    ("/understand/s/w/exports/figures.csv", .exports), ("/understand", .pages), ("/about", .pages),
  ]) func everyAddressHasItsDoor(path: String, door: Admission.Door) {
    #expect(Admission.Door(path) == door)
  }
}
