import Listen
import Localization
import People
import Understand
import Values

/// What stands around every reading: which survey and wave, which level, and where else one can look.
struct ReadingSurroundings {
  let place: ReadingPlace
  let level: Level
  let shelves: [ReadingShelf]
  let member: Member
  let book: Phrasebook
  /// Whether it is the comments of the place that are read.
  var isComments = false
  /// A unit below the top of which there are results, where that is known.
  var unitWithResults: Unit?

  var waves: [Wave] { shelves.first { $0.survey.id == place.survey }?.waves ?? [] }
  var facts: ReadingFacts { ReadingFacts(book: book, waves: waves) }

  /// The readings that this member may open.
  var tabs: [Tab] {
    var tabs = [
      Tab(
        Message("results.levels.strategic"), .strategic(place.survey, place.wave),
        isCurrent: level == .strategic && !isComments)
    ]
    if let unit = ownUnit {
      tabs.append(
        Tab(
          member.units(for: .readUnit).map(\.id) == [unit.id] && unit.id != member.tree.roots.first?.id
            ? .verbatim(unit.name) : Message("results.levels.tactical"),
          .tactical(place.survey, place.wave, unit.id), isCurrent: level == .tactical && !isComments))
    }
    if member.may(.readOwnCustomers) {
      tabs.append(
        Tab(
          Message("results.levels.operational"), .ownCustomers(place.survey, place.wave),
          isCurrent: level == .operational && !isUnitCustomers))
    }
    if let unit = member.units(for: .readNamed).first {
      tabs.append(
        Tab(
          Message("results.levels.unitCustomers", ["unit": .text(unit.name)]),
          .unitCustomers(place.survey, place.wave, unit.id), isCurrent: isUnitCustomers))
    }
    if let unit = commentsUnit {
      tabs.append(
        Tab(Message("comments.tab"), comments(unit, place.wave), isCurrent: isComments))
    }
    return tabs
  }

  /// The comments of the place that is shown.
  var commentsLink: Link { comments(place.unit, place.wave) }

  /// The tables of the place, for who may take them along.
  var exports: Exports? {
    let isWhole = level == .strategic
    guard isWhole ? member.may(.export) : member.may(.export, on: place.unit) else { return nil }
    func link(_ format: String) -> Link {
      let link: Link =
        switch level {
        case .strategic: .export(place.survey, place.wave, "figures.\(format)")
        case .tactical: .unitExport(place.survey, place.wave, place.unit, "figures.\(format)")
        case .operational: .unitExport(place.survey, place.wave, place.unit, "customers.\(format)")
        }
      return link.with("organised", place.organised == .asToday ? place.organised.rawValue : nil)
    }
    return Exports(link("csv"), link("xlsx"))
  }

  /// The unit whose comments this member would read: the one shown, else the highest that they may.
  private var commentsUnit: ID<Unit>? {
    member.may(.readUnit, on: place.unit) ? place.unit : member.units(for: .readUnit).first?.id
  }

  private func comments(_ unit: ID<Unit>, _ wave: ID<Wave>) -> Link {
    unit == member.tree.roots.first?.id
      ? .comments(place.survey, wave) : .unitComments(place.survey, wave, unit)
  }

  /// The unit whose tactical reading this member would open: the one shown, else their own, else the first below the top.
  private var ownUnit: Unit? {
    let able = member.units(for: .readUnit)
    guard let first = able.first else { return nil }
    if level == .tactical { return member.tree.unit(place.unit) ?? first }
    guard first.id == member.tree.roots.first?.id else { return first }
    return unitWithResults ?? member.tree.children(of: first.id).first ?? first
  }

  private var isUnitCustomers: Bool { level == .operational && place.unit != member.tree.roots.first?.id }

  /// Which research is read, and what there is to read instead.
  var research: ResearchChoice {
    let own = shelves.first { $0.survey.id == place.survey }
    let same = ResearchChoice.Group(
      survey: own?.survey.document.title ?? LocalizedText(),
      waves: waves.reversed().map { wave in
        WaveLink(name: wave.name, link: link(place.survey, wave.id), isCurrent: wave.id == place.wave)
      })
    let others = shelves.filter { $0.survey.id != place.survey }.map { shelf in
      ResearchChoice.Group(
        survey: shelf.survey.document.title,
        waves: shelf.waves.reversed().map { wave in
          WaveLink(name: wave.name, link: other(shelf.survey.id, wave.id), isCurrent: false)
        })
    }
    return ResearchChoice(
      survey: same.survey, wave: waves.first { $0.id == place.wave }?.name ?? "", groups: [same] + others)
  }

  /// What the window says: the page, the unit and the research.
  func window(_ page: String) -> [Message] {
    let unit = member.tree.unit(place.unit)?.name ?? ""
    let survey = shelves.first { $0.survey.id == place.survey }?.survey.document.title.text(in: book.language) ?? ""
    return [
      Message("results.window.\(page)", ["unit": .text(unit)]),
      .verbatim(
        [survey, waves.first { $0.id == place.wave }?.name ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")),
    ]
  }

  /// Another survey may be of a time in which the unit wasn't there: it begins at the whole, or at one's own customers.
  private func other(_ survey: ID<Survey>, _ wave: ID<Wave>) -> Link {
    level == .operational && !isUnitCustomers ? .ownCustomers(survey, wave) : .strategic(survey, wave)
  }

  private func link(_ survey: ID<Survey>, _ wave: ID<Wave>) -> Link {
    if isComments { return comments(place.unit, wave) }
    return switch level {
    case .strategic: .strategic(survey, wave)
    case .tactical: .tactical(survey, wave, place.unit)
    case .operational:
      isUnitCustomers ? .unitCustomers(survey, wave, place.unit) : .ownCustomers(survey, wave)
    }
  }

  /// As it was organised when the wave was measured, as far back as Kompas knows the organisation, or as today.
  func organised(on treeDay: Day, in wave: Wave) -> Message {
    let isOlder = place.organised == .asMeasured && treeDay > wave.lastDay
    return Message(
      isOlder ? "results.organised.asFirstKnown" : "results.organised.\(place.organised.rawValue)",
      ["day": .day(treeDay), "wave": .text(wave.name)])
  }

  /// As measured, or as organised today: the reading that is not shown, to switch to.
  var reorganised: Action {
    let isToday = place.organised == .asToday
    return Action(
      Message(isToday ? "results.organised.showMeasured" : "results.organised.showToday"),
      link(place.survey, place.wave).with("organised", isToday ? nil : ReadingPlace.Organised.asToday.rawValue))
  }
}

/// The research that is read, and all else that can be: every survey with its waves, the newest first.
struct ResearchChoice: ViewModel {
  let survey: LocalizedText
  let wave: String
  let groups: [Group]
  let hasOthers: Bool

  struct Group: ViewModel {
    let survey: LocalizedText
    let waves: [WaveLink]
  }

  init(survey: LocalizedText, wave: String, groups: [Group]) {
    self.survey = survey
    self.wave = wave
    self.groups = groups
    hasOthers = groups.reduce(0) { $0 + $1.waves.count } > 1
  }
}

/// A wave to read instead.
struct WaveLink: ViewModel {
  let name: String
  let link: Link
  let isCurrent: Bool
}
