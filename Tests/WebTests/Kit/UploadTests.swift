import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

private let body =
  "--xYz\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nKlanten\r\n2026\r\n"
  + "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\map\\../klanten.csv\"\r\nContent-Type: text/csv\r\n\r\n"
  + "a;b\r\n1;--xY\r\n\r\n--xYz\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--xYz--\r\n"

private func events(of text: String, cutAt size: Int) throws -> [MultipartParser.Event] {
  var parser = try MultipartParser(contentType: "multipart/form-data; boundary=xYz")
  var events: [MultipartParser.Event] = []
  let bytes = Array(text.utf8)
  for start in stride(from: 0, to: bytes.count, by: size) {
    for event in try parser.feed(bytes[start..<min(start + size, bytes.count)]) {
      // Content comes in whatever pieces; together they must be the same.
      if case .content(let new) = event, case .content(let known) = events.last {
        events[events.count - 1] = .content(known + new)
      } else {
        events.append(event)
      }
    }
  }
  #expect(parser.isComplete)
  return events
}

@Suite struct UploadTests {
  @Test(arguments: [1, 2, 3, 7, 64, 10_000]) func aFormIsReadHoweverItIsCutUp(size: Int) throws {
    let expected: [MultipartParser.Event] = [
      .part(name: "title", fileName: nil), .content(Array("Klanten\r\n2026".utf8)), .partEnd,
      .part(name: "file", fileName: "C:\\map\\../klanten.csv"), .content(Array("a;b\r\n1;--xY\r\n".utf8)), .partEnd,
      .part(name: "empty", fileName: nil), .partEnd,
    ]
    #expect(try events(of: body, cutAt: size) == expected)
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
  ])
  func aFormWithoutABoundaryIsRefused(type: String) {
    #expect(throws: MultipartParser.Fault.self) { try MultipartParser(contentType: type) }
  }

  @Test func aHeaderWithoutEndIsRefused() throws {
    var parser = try MultipartParser(contentType: "multipart/form-data; boundary=xYz")
    #expect(throws: MultipartParser.Fault.headerTooLong) {
      try parser.feed(Array(("--xYz\r\nContent-Disposition: " + String(repeating: "x", count: 10_000)).utf8))
    }
  }

  private func upload(
    _ text: String, limit: Int = 100_000
  ) async throws -> (status: HTTPResponse.Status, answer: String, left: [String]) {
    let site = try #require(TestSite.make())
    let folder = FileManager.default.temporaryDirectory.appending(path: "uploads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let router = site.router()
    router.group(context: MemberContext.self).post("files") { request, context in
      let upload = try await request.upload(to: folder, limit: limit) { UUID().uuidString }
      let file = try #require(upload.file("file"))
      let text = try String(contentsOf: file.place, encoding: .utf8)
      return "\(upload.form.text("title"))|\(file.name)|\(file.size)|\(text)"
    }
    let headers: HTTPFields = [
      .cookie: TestSite.cookie, .origin: TestSite.origin, .contentType: "multipart/form-data; boundary=xYz",
    ]
    return try await Application(router: router).test(.router) { client in
      try await client.execute(
        uri: "/files?csrf=\(TestSite.proof)", method: .post, headers: headers, body: ByteBuffer(string: text)
      ) { response in
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        return (response.status, String(buffer: response.body), left)
      }
    }
  }

  @Test func aFileIsWrittenUnderANameOfOurOwn() async throws {
    let (status, answer, left) = try await upload(body)
    #expect(status == .ok)
    #expect(answer == "Klanten\n2026|klanten.csv|13|a;b\r\n1;--xY\r\n")
    #expect(left.count == 1 && left.allSatisfy { $0.hasSuffix(".upload") })
  }

  @Test func whatIsBrokenOrTooLargeLeavesNothingBehind() async throws {
    let cutShort = try await upload(String(body.dropLast(20)))
    #expect(cutShort.status == .badRequest && cutShort.left.isEmpty)
    let tooLarge = try await upload(body, limit: 200)
    #expect(tooLarge.status == .contentTooLarge && tooLarge.left.isEmpty)
    let foreign = try await upload("--other\r\n\r\n")
    #expect(foreign.status == .badRequest && foreign.left.isEmpty)
  }
}
