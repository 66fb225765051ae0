// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: its name, and the rooms and libraries that it may use.
func room(_ name: String, _ uses: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: uses, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ uses: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

/// A C library of Debian's. `make setup` reads the package names from these lines.
func library(_ name: String, debian package: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "kompas",
  products: [
    .executable(name: "kompas", targets: ["kompas"]),
    .library(name: "Persistence", targets: ["Persistence"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The ground.
    room("Values"),
    room("Persistence", ["Values"]),
    room("Statistics"),
    room("Columns", ["CColumnKernels"]),
    .target(name: "CColumnKernels"),
    room("QMethod"),
    room("TableFiles", ["CLibArchive", "CReadStat", "CXLSXWriter"]),
    library("CLibArchive", debian: "libarchive-dev"),
    library("CReadStat", debian: "libreadstat-dev"),
    library("CXLSXWriter", debian: "libxlsxwriter-dev"),
    // A living organisation to look around in, and the tables of all verbs in one list.
    room("Demo", ["Act", "Activate", "Anchor", "Listen", "People", "Persistence", "Understand", "Values"]),
    room("Schema", ["Act", "Activate", "Anchor", "Listen", "People", "Persistence", "Understand"]),
    // The verbs, and the people who use them.
    room(
      "Anchor", ["Act", "Activate", "Listen", "People", "Persistence", "Statistics", "Understand", "Values"]),
    room(
      "Act",
      [
        "Activate", "Listen", "People", "Persistence", "Statistics", "Understand", "Values",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    room(
      "Activate",
      [
        "Listen", "People", "Persistence", "Statistics", "TableFiles", "Understand", "Values",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    room("Understand", ["Columns", "Listen", "People", "Persistence", "Statistics", "Values"]),
    room(
      "Listen",
      [
        "CStemmer", "People", "Persistence", "TableFiles", "Values", .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("Surveys/Templates")]),
    room("People", ["CArgon2", "Persistence", "Values", .product(name: "Crypto", package: "swift-crypto")]),
    library("CArgon2", debian: "libargon2-dev", pkgConfig: "libargon2"),
    tests("PeopleTests", ["People", "Persistence", "TestKit", "Values"]),
    library("CStemmer", debian: "libstemmer-dev"),
    library("CQREncode", debian: "libqrencode-dev"),
    room(
      "SQLiteDriver",
      [
        "CSQLiteSettings", "Persistence", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library("CSQLiteSettings", debian: "libsqlite3-dev", pkgConfig: "sqlite3"),
    room("PostgresDriver", ["CLibPQ", "Persistence"]),
    library("CLibPQ", debian: "libpq-dev", pkgConfig: "libpq"),
    .target(
      name: "TestKit", dependencies: ["Persistence", "PostgresDriver", "SQLiteDriver", "Values"],
      path: "Tests/TestKit", swiftSettings: strict),
    .target(
      name: "DemoKit", dependencies: ["Demo", "People", "Persistence", "SQLiteDriver", "Schema"],
      path: "Tests/DemoKit", swiftSettings: strict),
    tests(
      "UnderstandTests",
      [
        "DemoKit", "Listen", "People", "Persistence", "SQLiteDriver", "Schema", "Statistics", "TestKit", "Understand",
        "Values",
      ]),
    tests(
      "ActivateTests",
      [
        "Activate", "DemoKit", "Listen", "People", "Persistence", "SQLiteDriver", "Schema",
        "Statistics", "TableFiles", "TestKit", "Understand", "Values",
      ]),
    tests(
      "ActTests",
      [
        "Act", "Activate", "Listen", "People", "Persistence", "SQLiteDriver", "Schema",
        "Statistics", "TestKit", "Understand", "Values",
      ]),
    tests(
      "AnchorTests",
      [
        "Act", "Activate", "Anchor", "Demo", "DemoKit", "Listen", "People", "Persistence", "SQLiteDriver", "Schema",
        "Statistics", "TestKit", "Understand", "Values",
      ]),
    room(
      "Jobs",
      [
        "Persistence", "Values", .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    room("Delivery", ["CLibCurl", "Jobs", "Persistence", "Values"]),
    library("CLibCurl", debian: "libcurl4-openssl-dev", pkgConfig: "libcurl"),
    tests(
      "DeliveryTests",
      [
        "Delivery", "Jobs", "Persistence", "TestKit", "Values", .product(name: "Logging", package: "swift-log"),
      ]),
    // Made to be killed by FaultTests.
    .executableTarget(
      name: "faultbench", dependencies: ["Persistence", "PostgresDriver", "SQLiteDriver"], path: "Tests/faultbench",
      swiftSettings: strict),
    tests("FaultTests", ["Persistence", "SQLiteDriver", "TestKit", "faultbench"]),
    tests(
      "JobsTests",
      [
        "Jobs", "Persistence", "TestKit", "Values", .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    tests("StatisticsTests", ["Statistics", "TestKit"]),
    tests("QMethodTests", ["QMethod", "TestKit"]),
    tests("ColumnsTests", ["CColumnKernels", "Columns"]),
    tests("TableFilesTests", ["TableFiles", "TestKit"]),
    tests("DriverTests", ["Persistence", "PostgresDriver", "SQLiteDriver", "TestKit", "Values"]),
    room("Localization", ["Values"]),

    // What a person meets.
    room(
      "Web",
      [
        "Act", "Activate", "Anchor", "CQREncode", "Listen", "Localization", "People", "Persistence", "Statistics",
        "TableFiles", "Understand",
        "Values",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ],
      resources: [.copy("Templates"), .copy("Phrases"), .copy("Public")]
    ),

    .executableTarget(
      name: "kompas",
      dependencies: [
        "Act", "Activate", "Anchor", "Delivery", "Demo", "Jobs", "Listen", "People", "Persistence", "PostgresDriver",
        "Localization", "QMethod", "SQLiteDriver",
        "Schema", "Statistics",
        "TableFiles", "Understand", "Values",
        "Web",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Phrases")],
      swiftSettings: strict),
    // Runs the built program.
    tests(
      "CommandTests",
      [
        "Listen", "Localization", "People", "Persistence", "QMethod", "SQLiteDriver", "Schema", "TableFiles", "TestKit",
        "Values", "kompas",
      ]),
    tests("ValuesTests", ["Values"]),
    tests("ProjectTests", ["Persistence", "Schema"]),
    tests("ListenTests", ["Listen", "People", "Persistence", "TableFiles", "TestKit", "Values"]),
    tests("LocalizationTests", ["Localization", "Values"]),
    tests(
      "WebTests",
      [
        "Act", "Activate", "Anchor", "Delivery", "DemoKit", "Jobs", "Listen", "Localization", "People", "Persistence",
        "SQLiteDriver", "Schema", "Statistics", "TableFiles", "TestKit", "Understand", "Values", "Web",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
