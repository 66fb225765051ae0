import People
import Persistence
import TestKit
import Testing
import Values

@testable import Activate

@Suite struct RecordingTests {
  private static let sound: [UInt8] = Array("OggS".utf8) + [0, 2, 0, 0, 255, 0, 13, 10]

  private func draft(
    _ file: [UInt8] = sound, _ transcript: String = "Ik werd meteen teruggebeld."
  ) throws -> RecordingDraft {
    try RecordingDraft(file: file, language: .nl, transcript: transcript, permission: "Mevrouw A., 12 november")
  }

  @Test(arguments: Engine.all) func aCustomersVoiceIsHeardInTheRoundThatHoldsItAndNowhereElse(
    _ engine: Engine
  ) async throws {
    let room = try await SessionWorld(engine)
    let recordings = Recordings(database: room.database, world: room.world)
    let recording = try await recordings.bring(draft(), for: SessionWorld.whole.id, by: room.anna)
    var plan = SessionPlan(level: .operational, steps: [])
    plan.add(
      own: Round(
        id: "voice", kind: .voice, title: .typed(LocalizedText(nl: "Stem")),
        question: .typed(LocalizedText(nl: "Wat raakt je?"))
      ), minutes: 5, after: nil)
    plan.bring(recording, into: "voice")
    plan.bring(recording, into: "voice")
    let round = try #require(plan.step("voice")).round

    #expect(round.options.count == 1)
    #expect(round.options.first?.text == .typed(LocalizedText(nl: "Ik werd meteen teruggebeld.")))
    let heard = try await recordings.sound(of: recording.id, in: round, of: SessionWorld.organisation.id)
    #expect(heard.bytes == Self.sound)
    #expect(heard.format.mediaType == "audio/ogg")
    await #expect(throws: NotFound.self) {
      try await recordings.sound(of: recording.id, in: RandomRounds.round(.voice), of: SessionWorld.organisation.id)
    }
    await #expect(throws: NotFound.self) {
      try await recordings.sound(of: recording.id, in: round, of: "elsewhere")
    }
    #expect(try await recordings.all(for: SessionWorld.north.id, by: room.anna).map(\.id) == [recording.id])
    try await recordings.remove(recording.id, by: room.anna)
    await #expect(throws: NotFound.self) {
      try await recordings.sound(of: recording.id, in: round, of: SessionWorld.organisation.id)
    }
  }

  @Test func withoutTranscriptPermissionOrSoundNothingIsTaken() {
    #expect(throws: Rejection.self) { try draft(Self.sound, " ") }
    #expect(throws: Rejection.self) { try draft(Array("<script>".utf8)) }
    #expect(throws: Rejection.self) { try draft([]) }
    #expect(throws: Rejection.self) {
      try draft(Self.sound + [UInt8](repeating: 0, count: Recording.mostBytes))
    }
    #expect(Recording.Format(firstBytesOf: [0xFF, 0xFB, 0x90, 0]) == .mp3)
    #expect(Recording.Format(firstBytesOf: [0, 0, 0, 24] + Array("ftypM4A ".utf8)) == .m4a)
    #expect(Recording.Format(firstBytesOf: Array("RIFF0000WAVE".utf8)) == .wav)
    #expect(Recording.Format(firstBytesOf: [0x1A, 0x45, 0xDF, 0xA3]) == .webm)
    #expect(Recording.Format(firstBytesOf: [0xFF]) == nil)
  }
}
