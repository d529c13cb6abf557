// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let extras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let tls: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let commandLine: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let threads: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let ssl: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let embedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")

let package = Package(
    name: "dudao",
    products: [.executable(name: "dudao", targets: ["dudao"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries from Debian, and the files that travel inside the binary.
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibqrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CLibarchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibcbc", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
        .target(name: "CAssets"),

        // The layers, lowest first; nothing below knows what is above.
        .target(name: "Supervision", dependencies: [crypto], swiftSettings: strict),
        .target(
            name: "Office", dependencies: ["CLibzip", "CLibxml2", "CLibarchive", "CLibqrencode"], swiftSettings: strict),
        .target(name: "SQLCore", dependencies: [crypto], swiftSettings: strict),
        .target(name: "SQLiteDriver", dependencies: ["SQLCore", grdb], swiftSettings: strict),
        .target(name: "PostgresDriver", dependencies: ["SQLCore", "CLibpq", threads, nio], swiftSettings: strict),
        .target(
            name: "Store", dependencies: ["SQLCore", "Supervision", "CAssets", crypto, extras, logging],
            exclude: ["Migrations", "Data"], swiftSettings: strict),
        .target(
            name: "Jobs", dependencies: ["Store", "SQLCore", "Supervision", "Office", "CLibcurl", "CLibcbc", logging],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Jobs", "Store", "SQLCore", "Supervision", "Office", "CAssets", crypto, hummingbird, httpTypes, logging,
                nio,
            ],
            exclude: ["Public"], swiftSettings: strict),
        .executableTarget(
            name: "dudao",
            dependencies: [
                "Web", "Jobs", "Store", "SQLCore", "Supervision", "Office", "SQLiteDriver", "PostgresDriver",
                hummingbird, hummingbirdCore, tls, ssl, lifecycle, commandLine, logging, nio,
            ],
            swiftSettings: strict),

        // Tests; TestKit gives every one of them both engines.
        .target(
            name: "TestKit",
            dependencies: [
                "SQLCore", "SQLiteDriver", "PostgresDriver", "Store", "Supervision", "Web", "Jobs", hummingbird,
                embedded, nio, threads, logging, httpTypes,
            ],
            path: "Tests/TestKit", swiftSettings: strict),
        .testTarget(name: "SupervisionTests", dependencies: ["TestKit", "Supervision"], swiftSettings: strict),
        .testTarget(name: "OfficeTests", dependencies: ["Office", "CLibzip", "CLibxml2"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "TestKit", "Store", "SQLCore", "SQLiteDriver", "PostgresDriver", "Supervision", "Jobs", "Office",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "TestKit", "Web", "Jobs", "Store", "SQLCore", "Supervision", "Office", hummingbird, httpTypes, nio,
                logging,
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["TestKit", "SQLCore", "Store", "Supervision"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
