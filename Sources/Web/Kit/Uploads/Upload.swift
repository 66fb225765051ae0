import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What came in with `multipart/form-data`: the fields of the form, and its files, each written to disk as it came in.
struct Upload: Sendable {
  struct File: Sendable, Hashable {
    /// The field of the form.
    let field: String
    /// What it is called where it came from. Never used as a path.
    let name: String
    let place: URL
    let size: Int
  }

  let form: Form
  let files: [File]

  /// The first file of that field that holds anything.
  func file(_ field: String) -> File? { files.first { $0.field == field && $0.size > 0 } }

  /// Removes what was written; for when the use case didn't take it over.
  func discard() throws {
    for file in files where FileManager.default.fileExists(atPath: file.place.path()) {
      try FileManager.default.removeItem(at: file.place)
    }
  }

  /// The most that all fields together may hold.
  fileprivate static let mostText = 262_144
}

extension Request {
  /// Reads an upload, piece by piece, in constant memory.
  ///
  /// - Parameters:
  ///   - folder: where the files are written, under names of our own.
  ///   - limit: the most bytes that the whole may have.
  /// - Throws: 413 for more than that, 415 where it is no multipart form, 400 where it is broken or cut short. Nothing stays behind.
  func upload(to folder: URL, limit: Int, newID: () -> String) async throws -> Upload {
    guard let type = headers[.contentType], type.hasPrefix("multipart/form-data") else {
      throw HTTPError(.unsupportedMediaType)
    }
    if let length = headers[.contentLength].flatMap(Int.init), length > limit { throw HTTPError(.contentTooLarge) }
    var writer = UploadWriter(folder: folder)
    do {
      var parser = try MultipartParser(contentType: type)
      var total = 0
      for try await piece in body {
        total += piece.readableBytes
        guard total <= limit else { throw HTTPError(.contentTooLarge) }
        for event in try parser.feed(piece.readableBytesView) { try writer.take(event, newID: newID) }
      }
      guard parser.isComplete else { throw MultipartParser.Fault.cutShort }
      return writer.upload
    } catch {
      try writer.close()
      try writer.upload.discard()
      throw error is MultipartParser.Fault ? HTTPError(.badRequest) : error
    }
  }
}

/// Sorts the parts of a form into fields and files.
private struct UploadWriter {
  let folder: URL
  private var fields: [(String, String)] = []
  private var files: [Upload.File] = []
  private var textSize = 0
  private var open: Open?

  private enum Open {
    case text(name: String, bytes: [UInt8])
    case file(field: String, name: String, place: URL, handle: FileHandle, size: Int)
  }

  init(folder: URL) {
    self.folder = folder
  }

  var upload: Upload { Upload(form: Form(fields), files: files) }

  mutating func take(_ event: MultipartParser.Event, newID: () -> String) throws {
    switch event {
    case .part(let name, .some(let fileName)):
      let place = folder.appending(path: newID() + ".upload")
      guard FileManager.default.createFile(atPath: place.path(), contents: nil) else { throw CantWrite(place: place) }
      // Listed from its first byte on, so that a broken upload leaves nothing behind.
      files.append(Upload.File(field: name, name: Self.clean(fileName), place: place, size: 0))
      open = .file(
        field: name, name: Self.clean(fileName), place: place, handle: try FileHandle(forWritingTo: place), size: 0)
    case .part(let name, nil):
      open = .text(name: name, bytes: [])
    case .content(let bytes):
      try add(bytes)
    case .partEnd:
      try close()
    }
  }

  private mutating func add(_ bytes: [UInt8]) throws {
    switch open {
    case .text(let name, let known):
      textSize += bytes.count
      guard textSize <= Upload.mostText else { throw HTTPError(.contentTooLarge) }
      open = .text(name: name, bytes: known + bytes)
    case .file(let field, let name, let place, let handle, let size):
      try handle.write(contentsOf: bytes)
      open = .file(field: field, name: name, place: place, handle: handle, size: size + bytes.count)
    case nil:
      break
    }
  }

  mutating func close() throws {
    switch open {
    case .text(let name, let bytes):
      fields.append((name, String(decoding: bytes, as: UTF8.self)))
    case .file(let field, let name, let place, let handle, let size):
      try handle.close()
      files[files.count - 1] = Upload.File(field: field, name: name, place: place, size: size)
    case nil:
      break
    }
    open = nil
  }

  /// The last part of a path, without what could mislead a reader or a program.
  private static func clean(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
    return String(Form([("name", String(last))])["name"].prefix(200))
  }
}

/// The disk refused, as a full disk does.
struct CantWrite: Error {
  let place: URL
}
