public import People
public import Persistence
public import Values

/// A customer's own voice, with what is said in it, and who allowed it to be heard.
public struct Recording: Hashable, Sendable {
  public enum Format: String, Sendable, Hashable, CaseIterable, SQLColumn {
    case mp3
    case m4a
    case ogg
    case wav
    case webm

    /// As it is sent to a browser.
    public var mediaType: String {
      switch self {
      case .mp3: "audio/mpeg"
      case .m4a: "audio/mp4"
      case .ogg: "audio/ogg"
      case .wav: "audio/wav"
      case .webm: "audio/webm"
      }
    }

    /// What a file is by its first bytes, whatever its name says; nothing where it is no sound that browsers play.
    public init?(firstBytesOf file: [UInt8]) {
      func begins(_ text: String, at place: Int = 0) -> Bool {
        file.count >= place + text.utf8.count && Array(file[place..<place + text.utf8.count]) == Array(text.utf8)
      }
      if begins("OggS") {
        self = .ogg
      } else if begins("RIFF"), begins("WAVE", at: 8) {
        self = .wav
      } else if begins("ftyp", at: 4) {
        self = .m4a
      } else if file.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
        self = .webm
      } else if begins("ID3") || file.count > 2 && file[0] == 0xFF && file[1] & 0xE6 == 0xE2 {
        self = .mp3
      } else {
        return nil
      }
    }
  }

  public let id: ID<Recording>
  /// The unit in whose sessions it may be heard, and everything below.
  public let unit: ID<Unit>
  public let format: Format
  public let language: Language
  /// Everything that is said.
  public let transcript: String
  /// Who allowed it, and when: without that nobody hears it.
  public let permission: String
  public let madeAt: Instant

  public init(
    id: ID<Recording>, unit: ID<Unit>, format: Format, language: Language, transcript: String, permission: String,
    madeAt: Instant
  ) {
    self.id = id
    self.unit = unit
    self.format = format
    self.language = language
    self.transcript = transcript
    self.permission = permission
    self.madeAt = madeAt
  }

  /// As a round shows it.
  public var option: RoundOption {
    let text = language == .nl ? LocalizedText(nl: transcript) : LocalizedText(en: transcript)
    return RoundOption(id: ID("voice-\(id)"), text: .typed(text), language: language, recording: id)
  }

  /// The largest file: about five minutes of speech.
  public static let mostBytes = 5_000_000
}

/// What somebody hands over to be heard.
public struct RecordingDraft: Sendable {
  public let file: [UInt8]
  public let format: Recording.Format
  public let language: Language
  public let transcript: String
  public let permission: String

  /// Throws a `Rejection` with the fields `file`, `transcript` and `permission`.
  public init(file: [UInt8], language: Language, transcript: String, permission: String) throws(Rejection) {
    var problems: [String: Message] = [:]
    let format = Recording.Format(firstBytesOf: file)
    if file.isEmpty {
      problems["file"] = ContributionProblem.missing.message
    } else if file.count > Recording.mostBytes {
      problems["file"] = Message("rounds.problem.recordingTooLarge", ["count": .count(Recording.mostBytes / 1_000_000)])
    } else if format == nil {
      problems["file"] = Message("rounds.problem.noRecording")
    }
    for (field, text, most) in [("transcript", transcript, 4_000), ("permission", permission, 200)] {
      if text.allSatisfy(\.isWhitespace) { problems[field] = ContributionProblem.missing.message }
      if text.unicodeScalars.count > most { problems[field] = ContributionProblem.tooLong(most).message }
    }
    guard problems.isEmpty, let format else { throw Rejection(problems) }
    self.file = file
    self.format = format
    self.language = language
    self.transcript = transcript
    self.permission = permission
  }
}
