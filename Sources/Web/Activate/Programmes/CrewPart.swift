import Activate
import People
import Values

/// Who works on a session, and a form to ask somebody: a part of its preparation.
struct CrewPart: ViewModel {
  let places: [Place]
  let form: CrewForm?

  struct Place: ViewModel {
    let name: String
    let role: Message
    let text: Message
    let remove: CommandButton?
  }

  struct CrewForm: ViewModel {
    let action: Link
    let person: Choice
    let role: Choice
  }

  /// - Parameter mayPrepare: whether the reader may change the crew.
  init(_ crew: Crew, of session: Session, mayPrepare: Bool) {
    let mayChange = mayPrepare && session.phase != .ended
    let leads = crew.places.count { $0.role.mayDrive }
    places = crew.places.map { place in
      let stays = place.role.mayDrive && leads == 1
      return Place(
        name: place.person.name, role: Message("sessioncrew.role.\(place.role.rawValue)"),
        text: Message("sessioncrew.may.\(place.role.rawValue)"),
        remove: mayChange && !stays
          ? CommandButton(
            Message("sessioncrew.remove", ["name": .text(place.person.name)]), .session(session.id, "crew"), seq: 0,
            fields: [("person", place.person.id.text), ("role", "none")]) : nil)
    }
    let people = crew.places.map(\.person) + crew.others
    form =
      mayChange
      ? CrewForm(
        action: .session(session.id, "crew"),
        person: Choice(
          "person", Message("sessioncrew.person"), kind: .list,
          options: people.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map {
            ($0.id.text, .verbatim($0.name), nil)
          }, or: Set(crew.others.prefix(1).map(\.id.text)), isRequired: true),
        role: Choice(
          "role", Message("sessioncrew.as"), kind: .list,
          options: Crew.roles.map { ($0.rawValue, Message("sessioncrew.role.\($0.rawValue)"), nil) },
          or: [SessionRole.coFacilitator.rawValue], isRequired: true)) : nil
  }
}

extension ExampleSession {
  static let crew = Crew(
    places: [
      (Person(id: anna, name: "Anna de Boer", email: "anna@linde.example", language: .nl), .lead),
      (Person(id: "bram", name: "Bram Wijngaarden-van den Heuvel", email: "b@linde.example", language: .nl), .scribe),
    ], others: [Person(id: "carla", name: "Carla Nguyen", email: "c@linde.example", language: .nl)])
}
