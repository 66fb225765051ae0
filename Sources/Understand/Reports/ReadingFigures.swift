public import Listen
public import People
import Statistics

extension StrategicReading {
  /// Every figure of the reading, for a table.
  public func figures(waves: [Wave]) -> [ReportFigure] {
    var lines = ReportLines(.strategic, waves: waves)
    lines.add(
      ReportFigure(.strategic, unit, wave.name, "responses", value: Double(responses), n: responses))
    if invited > 0 {
      lines.add(
        ReportFigure(
          .strategic, unit, wave.name, "responseRate", value: 100 * Double(responses) / Double(invited), n: invited))
    }
    for figure in headline + promotership + trend { lines.add(figure, of: unit) }
    if let units { lines.add(units) }
    if let drivers { lines.add(drivers, of: unit, in: wave.id) }
    for figure in values { lines.add(figure, of: unit) }
    for line in competition {
      lines.add(line.ourselves, of: unit)
      for competitor in line.competitors {
        lines.add(competitor.figure, of: unit)
        guard let difference = competitor.difference else { continue }
        lines.add(
          difference, "\(competitor.figure.name).difference", competitor.figure.measure, of: unit, in: wave.id)
      }
    }
    return lines.figures
  }
}

extension TacticalReading {
  /// Every figure of the reading, for a table.
  public func figures(waves: [Wave]) -> [ReportFigure] {
    var lines = ReportLines(.tactical, waves: waves)
    lines.add(ReportFigure(.tactical, unit, wave.name, "responses", value: Double(responses), n: responses))
    for comparison in headline + drivers + values {
      let figure = comparison.figure
      lines.add(figure, of: unit)
      lines.add(comparison.rest, "\(figure.name).rest", figure.measure, of: unit, in: wave.id)
      guard let difference = comparison.difference else { continue }
      lines.add(difference, "\(figure.name).difference", figure.measure, of: unit, in: wave.id)
    }
    for figure in promotership + trend { lines.add(figure, of: unit) }
    if let teams { lines.add(teams) }
    if let driverReading, !isDriverReadingOfWhole { lines.add(driverReading, of: unit, in: wave.id) }
    return lines.figures
  }
}

extension OperationalReading {
  /// How many customers of a unit agreed to be named, and what they are; the same for each owner. Those who did not agree are
  /// counted together and nowhere else.
  public func figures(of unit: Unit) -> [ReportFigure] {
    var lines = ReportLines(.operational, waves: [wave])
    func count(_ measure: String, _ found: [Line], of named: Int, owner: String?) -> ReportFigure {
      ReportFigure(
        .operational, unit, wave.name, measure, value: Double(found.count), n: named, owner: owner)
    }
    func counts(_ named: [Line], owner: String?) -> [ReportFigure] {
      [count("customers.named", named, of: named.count, owner: owner)]
        + Promotership.allCases.map { kind in
          count(
            "customers.\(kind.rawValue)s", named.filter { $0.promotership == kind }, of: named.count, owner: owner)
        }
    }
    for figure in counts(self.lines, owner: nil) { lines.add(figure) }
    lines.add(
      ReportFigure(
        .operational, unit, wave.name, "customers.unnamed", value: Double(unnamed), n: self.lines.count + unnamed))
    let byOwner = Dictionary(grouping: self.lines.filter { $0.owner != nil }) { $0.owner?.name ?? "" }
    for (owner, named) in byOwner.sorted(by: { $0.key < $1.key }) {
      for figure in counts(named, owner: owner) { lines.add(figure) }
    }
    return lines.figures
  }
}
