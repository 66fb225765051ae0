/// Why a mail was not sent.
public enum MailProblem: Error, Equatable {
  /// A part of it can't stand in a mail: a line break in a header, an address that is none. Trying again is of no use.
  case unwritable(field: String)
  /// The relay will not take this mail, now or later. Its reply code, 500 to 599.
  case refused(code: Int, reason: String)
  /// The relay can't be reached, is busy or is set up wrongly. Later it may work. The reply code is 0 where there was no reply.
  case delayed(code: Int, reason: String)
  /// The settings would send mail openly over a network.
  case wouldBeOpen
}
