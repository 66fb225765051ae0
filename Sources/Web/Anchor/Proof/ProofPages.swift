import Act
import Activate
import Anchor
import Listen
import Localization
import People
import Values

/// Whether what was done moved what was meant: every ambition, honestly.
struct ProofPage: Page {
  static let template = "proof/index"
  static let verb: Verb? = .anchor
  let title: Message
  let tabs: [Tab]
  let empty: EmptyState?
  let ambitions: [AmbitionLine]
  let next: NextStep?

  struct AmbitionLine: ViewModel {
    let outcome: String
    let link: Link
    let state: Message?
    let tally: Message
    let proof: ProofBlock
  }
}

extension ProofPage {
  init(_ proofs: [AmbitionProof], book: Phrasebook, by member: Member) {
    let moved = proofs.count { $0.proof.verdict == .up }
    title =
      proofs.isEmpty
      ? Message("proof.none")
      : Message("proof.title", ["moved": .count(moved), "count": .count(proofs.count)])
    tabs = AnchorTabs.tabs(.proof, for: member)
    empty =
      proofs.isEmpty
      ? EmptyState(
        Message("proof.emptyHeading"), Message("proof.emptyText"),
        action: Action(Message("proof.toRoute"), .route(member.home))) : nil
    ambitions = proofs.map { proof in
      AmbitionLine(
        outcome: proof.ambition.outcome, link: .ambition(proof.ambition.id),
        state: proof.ambition.state == .going ? nil : Message("route.ambition.\(proof.ambition.state.rawValue)"),
        tally: RouteWords.tally(proof.tally), proof: ProofBlock(proof, book: book, tree: member.tree))
    }
    next =
      proofs.isEmpty || !member.may(.readUnit)
      ? nil
      : NextStep(
        lead: Message("proof.next.lead"), text: Message("proof.next.text"),
        action: Action(Message("proof.next.button"), .agenda))
  }
}

/// How far each level carries it, measured.
struct AdoptionPage: Page {
  static let template = "proof/adoption"
  static let verb: Verb? = .anchor
  let title: Message
  let tabs: [Tab]
  let lines: [Line]
  let wave: String?

  struct Line: ViewModel {
    let level: Message
    let measures: [Cell]
  }

  struct Cell: ViewModel {
    let label: Message
    let text: Message
  }
}

extension AdoptionPage {
  init(_ reading: AdoptionReading, by member: Member) {
    tabs = AnchorTabs.tabs(.adoption, for: member)
    wave = reading.wave?.name
    lines = reading.lines.map { line in
      var cells: [(String, AdoptionReading.Share?)] = [
        ("read", line.read), ("held", line.held), ("translated", line.translated), ("finished", line.finished),
        ("called", line.called), ("huddled", line.huddled), ("met", line.met),
      ]
      cells = cells.filter { $0.1 != nil }
      let own = cells.compactMap { key, share in
        share.map { share in
          Cell(
            label: Message("proof.adoption.\(key)", ["programme": .text(reading.programme?.name ?? "")]),
            text: Self.text(share))
        }
      }
      return Line(level: Message("proof.levels.\(line.level.rawValue)"), measures: own)
    }
    // The weakest place is the finding: where the route is read least, or comes to least.
    let weakest = reading.lines.filter { $0.read.of > 0 }.min { left, right in
      Double(left.read.count) / Double(left.read.of) < Double(right.read.count) / Double(right.read.of)
    }
    title =
      weakest.map {
        Message(
          "proof.adoption.title",
          [
            "level": .phrase("proof.levels.\($0.level.rawValue)"), "count": .count($0.read.count),
            "whole": .count($0.read.of),
          ])
      } ?? Message("proof.adoption.none")
  }

  private static func text(_ share: AdoptionReading.Share) -> Message {
    share.of == 0
      ? Message("proof.adoption.nothing")
      : Message("proof.adoption.share", ["some": .count(share.count), "whole": .count(share.of)])
  }
}

/// The pages of Anchor beside each other.
enum AnchorTabs {
  enum Place { case indicator, agenda, proof, adoption }

  static func tabs(_ place: Place, for member: Member) -> [Tab] {
    var tabs = [Tab(Message("indicator.kicker"), .indicator, isCurrent: place == .indicator)]
    if member.may(.readUnit) { tabs.append(Tab(Message("agenda.tab"), .agenda, isCurrent: place == .agenda)) }
    tabs.append(Tab(Message("proof.tab"), .proof, isCurrent: place == .proof))
    tabs.append(Tab(Message("proof.adoption.tab"), .adoption, isCurrent: place == .adoption))
    return tabs
  }
}

extension Link {
  static let proof = Link("anchor", "proof")
  static let adoption = Link("anchor", "adoption")
}
