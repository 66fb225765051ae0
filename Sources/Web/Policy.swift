public import Hummingbird
public import Listen
import People
public import Understand

/// The use cases that the pages stand on. The program makes them and hands them over once.
public struct Rooms: Sendable {
  let people: PeopleRoom
  let listen: ListenRooms
  let imports: Imports
  let readings: Readings
  let care: CareRooms
  let home: HomeDesk
  let activate: ActivateRooms
  let route: RouteRooms

  public init(
    people: PeopleRoom, listen: ListenRooms, imports: Imports, readings: Readings, care: CareRooms, home: HomeDesk,
    activate: ActivateRooms, route: RouteRooms
  ) {
    self.people = people
    self.listen = listen
    self.imports = imports
    self.readings = readings
    self.care = care
    self.home = home
    self.activate = activate
    self.route = route
  }
}

extension Site {
  /// Every route of Kompas. Read from top to bottom, this is the access policy: who is let in where. What somebody may do
  /// there is asked of the use case, which asks the table of abilities.
  public func routes(_ rooms: Rooms) -> Router<SiteContext> {
    let router = router()

    // Anyone.
    let guests = router.group(context: GuestContext.self)
    for routes in rooms.people.guestRoutes { guests.addRoutes(routes) }
    let answers = AnswerRoutes(responses: rooms.listen.responses, asks: rooms.care.asks)
    guests.addRoutes(answers.invited, atPath: "a")
    guests.addRoutes(answers.open, atPath: "o")
    guests.addRoutes(UnsubscribeRoutes(unsubscriptions: rooms.listen.unsubscriptions).routes, atPath: "u")
    guests.addRoutes(PhoneRoutes(rooms: rooms.activate).routes, atPath: "s")
    guests.addRoutes(SessionPages(rooms: rooms.activate).routes, atPath: "s")
    guests.addRoutes(CheckRoutes().routes, atPath: "check")
    guests.addRoutes(VenueCheckRoutes().routes, atPath: "check")

    guests.addRoutes(CustomerAskRoutes(asks: rooms.care.asks).routes, atPath: "c")

    // Whoever signed in.
    let members = router.group(context: MemberContext.self)
    members.get("/", use: HomeRoutes(care: rooms.care, desk: rooms.home, readings: rooms.readings).show)
    members.get("help", use: HelpRoutes().show)
    for routes in rooms.people.memberRoutes { members.addRoutes(routes) }
    members.get("listen") { _, context in
      Response.redirect(to: context.member.may(.makeSurveys) ? .surveys : .units, context)
    }
    let waves = WaveRoutes(surveys: rooms.listen.surveys, waves: rooms.listen.waves)
    members.addRoutes(SurveyRoutes(surveys: rooms.listen.surveys).routes, atPath: "listen/surveys")
    members.addRoutes(waves.ofSurvey, atPath: "listen/surveys")
    members.addRoutes(waves.routes, atPath: "listen/waves")
    let files = ResultFileRoutes(imports: rooms.imports, folder: rooms.people.uploads)
    members.addRoutes(files.routes, atPath: "listen/imports")
    members.addRoutes(
      ResultsRoutes(readings: rooms.readings, adoption: rooms.route.adoption).routes, atPath: "understand")
    members.addRoutes(CommentRoutes(readings: rooms.readings).routes, atPath: "understand")
    members.addRoutes(ExportRoutes(readings: rooms.readings).routes, atPath: "understand")
    members.addRoutes(RouteRoutes(rooms: rooms.route).routes, atPath: "act/route")
    let talk = TalkRoutes(rooms: rooms.route)
    members.addRoutes(talk.asks, atPath: "act/asks")
    members.addRoutes(talk.commitments, atPath: "act/commitments")
    members.addRoutes(PlanRoutes(rooms: rooms.route).routes, atPath: "act/commitments")
    members.addRoutes(talk.huddles, atPath: "act/huddles")
    members.get("anchor") { _, context in
      Response.redirect(to: context.member.may(.readUnit) ? .agenda : .proof, context)
    }
    members.addRoutes(AgendaRoutes(rooms: rooms.route).routes, atPath: "anchor/agenda")
    members.addRoutes(ProofRoutes(rooms: rooms.route).routes, atPath: "anchor")
    members.addRoutes(TopicRoutes(topics: rooms.readings.topics).routes, atPath: "topics")
    members.get("act") { _, context in
      let member = context.member
      return Response.redirect(
        to: member.may(.workWithCustomers) && member.level == .operational ? .followUps : .route, context)
    }
    members.addRoutes(
      FollowUpRulesRoutes(rules: rooms.care.rules, editors: rooms.care.editors).routes, atPath: "act/customers/rules")
    members.addRoutes(
      FollowUpRoutes(followUps: rooms.care.followUps, editors: rooms.care.editors).routes, atPath: "act/customers")
    let gestures = GestureRoutes(
      gestures: rooms.care.gestures, customers: rooms.people.customers, editors: rooms.care.editors)
    members.addRoutes(gestures.routes, atPath: "act/gestures")
    members.addRoutes(IndicatorRoutes(indicators: rooms.home.indicators).routes, atPath: "anchor/indicator")
    members.addRoutes(
      GestureRoomRoutes(rooms: rooms.care.rooms, editors: rooms.care.editors).routes, atPath: "act/room")
    members.addRoutes(ConsoleRoutes(rooms: rooms.activate).routes, atPath: "activate/sessions")
    members.addRoutes(
      DecisionRoutes(rooms: rooms.activate, readings: rooms.readings).routes, atPath: "activate/sessions")
    members.addRoutes(SessionTables(rooms: rooms.activate).routes, atPath: "activate/sessions")
    members.addRoutes(CrewRoutes(rooms: rooms.activate).routes, atPath: "activate/sessions")
    members.addRoutes(PaperRoutes(rooms: rooms.activate).routes, atPath: "activate/sessions")
    let voices = VoiceRoutes(rooms: rooms.activate, folder: rooms.people.uploads)
    members.addRoutes(voices.routes, atPath: "activate/sessions")
    members.addRoutes(KitRoutes(rooms: rooms.activate).routes, atPath: "activate")
    members.addRoutes(ScriptRoutes(rooms: rooms.activate).routes, atPath: "activate")
    members.addRoutes(
      ProgrammeRoutes(rooms: rooms.activate, readings: rooms.readings).routes, atPath: "activate")

    return router
  }
}
