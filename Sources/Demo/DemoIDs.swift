import Values

/// Ids that look like those of a living organisation and are the same each time: version 7, from a given moment.
struct DemoIDs {
  private var random: DemoRandom

  init(seed: UInt64 = 7) {
    random = DemoRandom(seed: seed)
  }

  mutating func make<Thing>(_ type: Thing.Type = Thing.self, at moment: Instant) -> ID<Thing> {
    ID(UUIDVersion7.text(at: moment, random: &random))
  }
}
