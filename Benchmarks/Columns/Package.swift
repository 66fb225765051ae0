// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that measuring the columns builds nothing else. Its sources are the project's, by link.
let package = Package(
  name: "columns-benchmark",
  targets: [
    .target(name: "CColumnKernels"),
    .target(
      name: "Columns", dependencies: ["CColumnKernels"],
      swiftSettings: [
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
    .executableTarget(name: "columns-benchmark", dependencies: ["Columns"]),
  ],
  swiftLanguageModes: [.v6]
)
