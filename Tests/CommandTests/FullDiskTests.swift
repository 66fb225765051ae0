import Foundation
import FoundationNetworking
import Listen
import People
import Persistence
import Schema
import SQLiteDriver
import TestKit
import Testing
import Values

/// The program on a disk that is really full: customers send their answers until nothing fits any more.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FullDiskTests {
  private static let link = "full-disk"

  @Test func aFullDiskRefusesInASentenceAndEveryAcknowledgedAnswerIsThereOnce() async throws {
    let disk = try SmallDisk(megabytes: 32)
    defer { disk.remove() }
    let data = disk.folder.appending(path: "data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    // Without a reserve it is the disk itself that says no.
    try Data(#"{"disk": {"reserve": 0}}"#.utf8).write(to: data.appending(path: "kompas.json"))
    try await Self.ask(data.appending(path: "kompas.sqlite").path)
    let server = try await Served(data)
    let filler = disk.folder.appending(path: "filler")
    try Data(repeating: 1, count: max(0, disk.free - (3 << 20))).write(to: filler)

    var acknowledged: Set<Int> = []
    var refused: [Int] = []
    var number = 0
    while refused.count < 12, number < 3_000 {
      let batch = number..<number + 8
      number += 8
      let answers = try await withThrowingTaskGroup(of: (Int, Served.Answer).self) { group in
        for one in batch { group.addTask { (one, try await server.send(one)) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for (one, answer) in answers {
        if answer.isReceipt { acknowledged.insert(one) } else { refused.append(one) }
        guard !answer.isReceipt else { continue }
        #expect(answer.status == 503 && answer.html.contains("De schijf is bijna vol"), "\(answer.status)")
        #expect(answer.html.contains("Er is niets veranderd"))
      }
    }
    #expect(acknowledged.count > 20 && refused.count >= 12, "\(acknowledged.count) in, \(refused.count) refused")
    #expect(try await server.read().status == 200, "what is there can be read")

    try FileManager.default.removeItem(at: filler)
    // Who was refused sends the same again, and others go on.
    for one in refused + [number, number + 1] {
      let answer = try await server.send(one)
      #expect(answer.isReceipt, "after there is room: \(answer.status)")
      acknowledged.insert(one)
    }
    server.program.kill()

    let database = try await SQLiteDatabase(path: data.appending(path: "kompas.sqlite").path)
    let kept = try await database.read { db in
      try db.rows("SELECT answers FROM responses").compactMap { row -> Int? in
        let text: String = try row("answers")
        return text.firstMatch(of: #/number (\d+) /#).flatMap { Int($0.output.1) }
      }
    }
    try await database.close()
    #expect(acknowledged.subtracting(kept).isEmpty, "lost")
    #expect(kept.count == Set(kept).count, "doubled")
    let sound = try Program(["doctor", "--data", data.path]).end()
    #expect(sound.status == 0, "\(sound.output) \(sound.errors)")
  }

  /// An organisation with an open survey that anybody can answer.
  private static func ask(_ path: String) async throws {
    let database = try await SQLiteDatabase(path: path)
    try await database.migrate(Schema.migrations)
    let world = World.test(clock: TestClock(Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))))
    let today = world.now().day
    let member = try await database.write { db -> Member? in
      try db.organisations.insert(Organisation(id: "linde", name: "De Linde", language: .nl, createdAt: world.now()))
      try db.units(in: "linde").insert(Unit(id: "whole", name: "De Linde", code: "L"), below: nil, from: today)
      let people = db.people(in: "linde")
      try people.insert(Person(id: "ria", name: "Ria", email: "ria@linde.test", language: .nl))
      try people.grant(Grant(.researcher, on: "whole"), to: "ria", from: today)
      return try people.member("ria", on: today)
    }
    let open = OpenWaves(database: database, world: world)
    let ria = try #require(member)
    let survey = try await Surveys(database: database, world: world, waves: open).begin(from: .afterContact, by: ria)
    let waves = Waves(database: database, world: world, waves: open)
    let wave = try await waves.plan(WaveDraft(name: "Nu", opensOn: today, hasOpenLink: true), of: survey, by: ria)
    _ = try await waves.open(wave, asking: nil, by: ria)
    _ = try await database.write { try $0.run("UPDATE waves SET open_link = \(link)") }
    try await database.close()
  }

  /// A `kompas serve`, and customers who answer.
  private final class Served: Sendable {
    struct Answer: Sendable {
      let status: Int
      let html: String
      /// Whether the page says that the answers are in.
      var isReceipt: Bool { status == 200 && html.contains("Je antwoorden zijn binnen") }
    }

    nonisolated(unsafe) let program: Program
    private let address: String
    private let session: URLSession

    init(_ data: URL) async throws {
      let port = try Self.freePort()
      address = "http://localhost:\(port)"
      program = try Program(["serve", "--data", data.path, "--port", "\(port)"])
      let settings = URLSessionConfiguration.ephemeral
      settings.httpShouldSetCookies = false
      settings.httpAdditionalHeaders = ["Accept-Language": "nl"]
      session = URLSession(configuration: settings)
      for _ in 0..<3_000 where !program.output.contains("Kompas is ready") {
        try await Task.sleep(for: .milliseconds(10))
      }
      try #require(program.output.contains("Kompas is ready"), "\(program.errors)")
    }

    /// The answers of one customer, on a page of their own: the same again is the same submission.
    func send(_ number: Int) async throws -> Answer {
      let key = Token(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) &+ UInt8($0) }).secret
      let text = "number+\(number)+" + String(repeating: "wachten+op+een+monteur+", count: 80)
      var request = URLRequest(url: try #require(URL(string: "\(address)/o/\(FullDiskTests.link)/\(key)")))
      request.httpMethod = "POST"
      request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data("at=why&solved=yes&effort=6&grade=8&why=\(text)&go=next".utf8)
      return try await answer(to: request)
    }

    /// The first page of the survey.
    func read() async throws -> Answer {
      try await answer(to: URLRequest(url: try #require(URL(string: "\(address)/o/\(FullDiskTests.link)"))))
    }

    private func answer(to request: URLRequest) async throws -> Answer {
      let (body, response) = try await session.data(for: request)
      return Answer(
        status: (response as? HTTPURLResponse)?.statusCode ?? 0, html: String(decoding: body, as: UTF8.self))
    }

    private static func freePort() throws -> Int {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
          bind(socket, place, length) == 0 && getsockname(socket, place, &length) == 0
        }
      }
      try #require(isBound)
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }
}
