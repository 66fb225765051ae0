public import Persistence

extension [Migration] {
  /// The tables of People, in order.
  public static let people: [Migration] = [
    .createOrganisations, .createUnits, .createPeople, .createCustomers, .createSignIns,
  ]
}
