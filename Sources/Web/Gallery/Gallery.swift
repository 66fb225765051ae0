/// Every page of Kompas. A page that isn't here fails a test; a page that is here is checked in each of its examples, in both
/// languages, and can be looked at under `/_pages` of a demo.
enum Gallery {
  static let pages: [any Page.Type] = [
    AccountPage.self,
    ChartsPage.self,
    ChoicePage.self,
    ColleaguePage.self,
    ColleaguesPage.self,
    CustomerListPage.self,
    CustomerPage.self,
    CustomersPage.self,
    DoorPage.self,
    ErrorPage.self,
    GalleryIndexPage.self,
    ImportPage.self,
    ImportPreviewPage.self,
    PartsPage.self,
    ResendPage.self,
    ResultsEmptyPage.self,
    SheetPage.self,
    SignInPage.self,
    StrategicPage.self,
    TacticalPage.self,
    UnitPage.self,
    UnitsPage.self,
    ValuesPage.self,
  ]
}
