/// Every page of Kompas. A page that isn't here fails a test; a page that is here is checked in each of its examples, in both
/// languages, and can be looked at under `/_pages` of a demo.
enum Gallery {
  static let pages: [any Page.Type] = [
    ChartsPage.self,
    CustomersPage.self,
    ErrorPage.self,
    GalleryIndexPage.self,
    PartsPage.self,
    ResendPage.self,
    ResultsEmptyPage.self,
    StrategicPage.self,
    TacticalPage.self,
  ]
}
