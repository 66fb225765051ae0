/// The files that this package reads. The raw value is what a message calls the format.
public enum QFileFormat: String, Sendable, CaseIterable {
  /// PQMethod's fixed-width sorts, with or without its statements (.STA). See `PQMethodFile`.
  case pqMethod = "PQMethod .DAT"
  /// Sorts between commas, semicolons or tabs, a row or a column each. See `SortsCSV`.
  case csv = "CSV"
  /// Ken-Q's and KADE's workbooks of types 1, 2 and 3, and the old one. See `KenQWorkbook`.
  case kenQWorkbook = "Ken-Q workbook"
  /// KADE's zip of four texts. See `KADEArchive`.
  case kadeArchive = "KADE archive"
  /// What Easy-HTMLQ, EQ Web Sort and Quince store. See `EasyHTMLQ`.
  case easyHTMLQ = "Easy-HTMLQ JSON"
  /// HtmlQ's and FlashQ's table of s1…sN. See `HtmlQ`.
  case htmlQ = "HtmlQ CSV"
  /// EQ Web Sort's exports with "key: value" in the cells. See `PackedFields`.
  case packedFields = "EQ Web Sort CSV"
  /// The pyramids that people laid, one file each or all in one. See `PyramidCSV`.
  case pyramids = "pyramid CSV"
  /// The grid and the statements of a FlashQ-family study. See `FlashQTemplate`.
  case flashQSettings = "FlashQ settings"
}
