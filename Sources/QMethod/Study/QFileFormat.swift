/// The files that this package reads.
public enum QFileFormat: String, Sendable, CaseIterable {
  case pqMethod = "PQMethod .DAT"
  case csv = "CSV"
  case kenQWorkbook = "Ken-Q workbook"
  case kadeArchive = "KADE archive"
  case easyHTMLQ = "Easy-HTMLQ JSON"
  case htmlQ = "HtmlQ CSV"
  case packedFields = "EQ Web Sort CSV"
  case pyramids = "pyramid CSV"
  case flashQSettings = "FlashQ settings"
}
