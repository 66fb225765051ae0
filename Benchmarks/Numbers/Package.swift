// swift-tools-version: 6.2
import PackageDescription

let room: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own, so that measuring the numbers builds nothing else. Its sources are the project's, by link.
let package = Package(
  name: "numbers-benchmark",
  targets: [
    .target(name: "QMethod", swiftSettings: room),
    .target(name: "Statistics", swiftSettings: room),
    .executableTarget(name: "numbers-benchmark", dependencies: ["QMethod", "Statistics"]),
  ],
  swiftLanguageModes: [.v6]
)
