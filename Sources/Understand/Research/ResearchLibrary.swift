import Columns
public import Listen
public import People
public import Persistence
import Synchronization
public import Values

/// Holds the columns of the surveys that are looked at, for every page, export and report.
///
/// A cache of the database: it follows the changes that the database itself numbers, so it never knows more and never less; and
/// it can always be made again. Each organisation has a file of its columns, from which it starts.
public final class ResearchLibrary: Sendable {
  struct Key: Hashable {
    let organisation: ID<Organisation>
    let survey: ID<Survey>
  }

  private struct Shelf {
    let columns: SurveyColumns
    var byteCount = 0
    var isAwaited = false
  }

  private struct State {
    var shelves: [Key: Shelf] = [:]
    /// Organisations whose file was looked at.
    var opened: [ID<Organisation>: Task<Void, Never>] = [:]
    /// What drivers amount to, by organisation.
    var analyses: [ID<Organisation>: KeptAnalyses] = [:]
    /// When an organisation was asked about last, counted in questions.
    var asked: [ID<Organisation>: Int] = [:]
    var questions = 0
  }

  let database: any Database
  let files: ColumnFiles?
  private let budget: Int
  let now: @Sendable () -> Instant
  private let state = Mutex(State())

  /// - Parameters:
  ///   - folder: where the files of the columns lie; without one they are made of the database at every start.
  ///   - budget: bytes that the columns may take. Beyond it, organisations that were asked about longest ago leave memory.
  public init(
    database: any Database, folder: String? = nil, budget: Int = 1 << 30,
    now: @escaping @Sendable () -> Instant = { Instant(milliseconds: 0) }
  ) {
    self.database = database
    files = folder.map(ColumnFiles.init)
    self.budget = budget
    self.now = now
  }

  /// A survey's research with everything that was committed before the call.
  public func research(_ survey: ID<Survey>, in organisation: ID<Organisation>) async throws -> Research {
    await open(organisation)
    let key = Key(organisation: organisation, survey: survey)
    let columns = shelf(key)
    let held: SurveyColumns.Held
    do {
      held = try await columns.current()
    } catch {
      // A survey that isn't there takes no shelf.
      if await columns.kept == nil { state.withLock { $0.shelves[key] = nil } }
      throw error
    }
    let isTooMuch = state.withLock { state in
      state.shelves[key]?.byteCount = held.byteCount
      return state.shelves.values.reduce(0) { $0 + $1.byteCount } > budget
    }
    if held.hasErased { await save(organisation) }
    if isTooMuch { await evict(sparing: organisation) }
    return held.research
  }

  /// Responses went in: their columns are made before somebody asks, as long as there is room.
  public func imported(_ survey: ID<Survey>, in organisation: ID<Organisation>) async {
    guard hasRoom else { return committed(survey, in: organisation) }
    do {
      try await research(survey, in: organisation).prepareDrivers()
      await save(organisation)
    } catch {
      // Whoever asks next meets the same failure, and is told.
      return
    }
  }

  /// A response was committed: its columns follow at once, where they are in memory, and not at the next question.
  public func committed(_ survey: ID<Survey>, in organisation: ID<Organisation>) {
    let key = Key(organisation: organisation, survey: survey)
    let columns = state.withLock { state -> SurveyColumns? in
      guard let shelf = state.shelves[key], !shelf.isAwaited else { return nil }
      state.shelves[key]?.isAwaited = true
      return shelf.columns
    }
    guard let columns else { return }
    Task {
      do {
        // Those that come at the same time are read together.
        try await Task.sleep(for: .milliseconds(20))
        state.withLock { $0.shelves[key]?.isAwaited = false }
        _ = try await columns.current()
      } catch {
        // Whoever asks next meets the same failure, and is told.
        state.withLock { $0.shelves[key]?.isAwaited = false }
      }
    }
  }

  private func shelf(_ key: Key) -> SurveyColumns {
    state.withLock { state in
      state.questions += 1
      state.asked[key.organisation] = state.questions
      if let known = state.shelves[key] { return known.columns }
      let analyses = state.analyses[key.organisation] ?? KeptAnalyses()
      state.analyses[key.organisation] = analyses
      let made = SurveyColumns(
        key.survey, in: key.organisation, database: database, found: nil, analyses: analyses, now: now)
      state.shelves[key] = Shelf(columns: made)
      return made
    }
  }

  /// Looks at the file of an organisation, once.
  func open(_ organisation: ID<Organisation>) async {
    guard let files else { return }
    let opening = state.withLock { state -> Task<Void, Never> in
      if let known = state.opened[organisation] { return known }
      let task = Task {
        let (found, analyses) = (await files.read(organisation), await files.readAnalyses(organisation))
        self.state.withLock { state in
          state.analyses[organisation] = analyses
          for columns in found {
            let key = Key(organisation: organisation, survey: columns.survey)
            guard state.shelves[key] == nil else { continue }
            state.shelves[key] = Shelf(
              columns: SurveyColumns(
                columns.survey, in: organisation, database: database, found: columns, analyses: analyses, now: now))
          }
        }
      }
      state.opened[organisation] = task
      return task
    }
    await opening.value
  }

  /// Lets organisations leave memory, those asked about longest ago first, until the rest fits.
  private func evict(sparing recent: ID<Organisation>) async {
    while let leaving = leaving(sparing: recent) {
      await save(leaving)
      forget(leaving)
    }
  }

  private func leaving(sparing recent: ID<Organisation>) -> ID<Organisation>? {
    state.withLock { state in
      guard state.shelves.values.reduce(0, { $0 + $1.byteCount }) > budget else { return nil }
      return Set(state.shelves.keys.map(\.organisation)).filter { $0 != recent }
        .min { (state.asked[$0] ?? 0, $0.text) < (state.asked[$1] ?? 0, $1.text) }
    }
  }

  /// Writes the file of an organisation where memory has something else.
  public func save(_ organisation: ID<Organisation>) async {
    guard let files else { return }
    if let analyses = state.withLock({ $0.analyses[organisation] }) { await files.write(analyses, of: organisation) }
    let shelves = columns(of: organisation)
    var isUnwritten = false
    var kept: [(SurveyColumns, KeptColumns)] = []
    for columns in shelves {
      if await columns.isUnwritten { isUnwritten = true }
      if let found = await columns.kept { kept.append((columns, found)) }
    }
    guard isUnwritten || kept.contains(where: \.1.hasErased) else { return }
    guard await files.write(kept.map(\.1), of: organisation) else { return }
    for (columns, written) in kept { await columns.wrote(written) }
  }

  /// Forgets the columns of an organisation, in memory and on disk: the next question makes them of the database.
  public func putAside(_ organisation: ID<Organisation>) async {
    await files?.remove(organisation)
    forget(organisation)
  }

  private func forget(_ organisation: ID<Organisation>) {
    state.withLock { state in
      state.shelves = state.shelves.filter { $0.key.organisation != organisation }
      state.opened[organisation] = nil
      state.analyses[organisation] = nil
      state.asked[organisation] = nil
    }
  }

  func columns(of organisation: ID<Organisation>) -> [SurveyColumns] {
    state.withLock { $0.shelves.filter { $0.key.organisation == organisation }.map(\.value.columns) }
  }

  func held(_ key: Key) -> SurveyColumns? { state.withLock { $0.shelves[key]?.columns } }

  /// Whether its columns are in memory, and not only known from a file.
  func isRead(_ key: Key) -> Bool { state.withLock { $0.shelves[key]?.byteCount ?? 0 > 0 } }

  /// Reads what was committed to a survey in memory, without counting as a question.
  func follow(_ key: Key) async throws {
    guard let columns = held(key) else { return }
    let held = try await columns.current()
    state.withLock { $0.shelves[key]?.byteCount = held.byteCount }
    if held.hasErased { await save(key.organisation) }
  }

  /// The surveys in memory.
  var keys: [Key] { state.withLock { Array($0.shelves.keys) } }

  /// Bytes that the columns in memory take.
  public var byteCount: Int { state.withLock { $0.shelves.values.reduce(0) { $0 + $1.byteCount } } }

  /// Whether more may come into memory by itself.
  var hasRoom: Bool { byteCount < budget / 2 }
}
