import Listen
import People
import Synchronization
import Values

/// What stands for what in a survey's columns. A number is given once and never changes; new things get the next.
struct ColumnNumbers: Hashable, Sendable, Codable {
  private(set) var units: [ID<Unit>] = []
  private(set) var waves: [ID<Wave>] = []
  /// By measure: the steps in which it is stored (10 where answers lie between the whole numbers) and the lowest answer.
  var steps: [Int]
  var lowest: [Int]
  /// Whether responses weigh differently.
  var isWeighted = false
  /// By thing.
  private(set) var unit: [ID<Unit>: Int] = [:]
  private(set) var period: [ID<Wave>: Int] = [:]

  private enum CodingKeys: CodingKey {
    case units, waves, steps, lowest, isWeighted
  }

  init(_ measures: [Measure]) {
    steps = measures.map { _ in 1 }
    lowest = measures.map { min(0, $0.scale.low) }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    steps = try container.decode([Int].self, forKey: .steps)
    lowest = try container.decode([Int].self, forKey: .lowest)
    isWeighted = try container.decode(Bool.self, forKey: .isWeighted)
    number(try container.decode([ID<Unit>].self, forKey: .units))
    number(try container.decode([ID<Wave>].self, forKey: .waves))
  }

  mutating func number(_ units: [ID<Unit>]) {
    for id in units where unit[id] == nil {
      unit[id] = self.units.count
      self.units.append(id)
    }
  }

  mutating func number(_ waves: [ID<Wave>]) {
    for id in waves where period[id] == nil {
      period[id] = self.waves.count
      self.waves.append(id)
    }
  }

  /// Whether any measure or weight is stored in a way that only some responses asked for.
  var isSpecial: Bool { isWeighted || steps.contains { $0 != 1 } }
}

/// The key that a customer has in the columns, the same in every wave.
final class RespondentNumbers: Sendable {
  private struct Given {
    var numbers: [UInt128: UInt32]
    var next: UInt32
  }

  private let given: Mutex<Given>

  init(_ numbers: [UInt128: UInt32] = [:]) {
    given = Mutex(Given(numbers: numbers, next: (numbers.values.max()).map { $0 + 1 } ?? 0))
  }

  func number(of customer: ID<Customer>) -> UInt32 {
    let key = UInt128(number: customer.text)
    return given.withLock { given in
      if let known = given.numbers[key] { return known }
      let number = given.next
      given.numbers[key] = number
      given.next += 1
      return number
    }
  }

  var all: [UInt128: UInt32] { given.withLock { $0.numbers } }

  /// Forgets customers of whom no row is left.
  func keep(only used: Set<UInt32>) {
    given.withLock { given in given.numbers = given.numbers.filter { used.contains($0.value) } }
  }
}

extension UInt128 {
  /// The bits of a UUID. Another id gives its FNV-1a hash, so that everything has a number.
  init(number text: String) {
    var bits: UInt128 = 0
    var digits = 0
    var isHexadecimal = true
    for byte in text.utf8 where byte != UInt8(ascii: "-") {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x61...0x66: digit = byte - 0x57
      case 0x41...0x46: digit = byte - 0x37
      default:
        isHexadecimal = false
        continue
      }
      bits = bits << 4 | UInt128(digit)
      digits += 1
    }
    if isHexadecimal, digits == 32 {
      self = bits
      return
    }
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in text.utf8 {
      hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
    self = hash
  }
}
