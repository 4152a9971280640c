// swift-tools-version: 6.2
import PackageDescription

// The house in one table: a room, what it may import, its test room.
// docs/ARCHITECTURE.md draws it; Tests/TidyTests holds it.
//
// `ROOM=CaseStore swift test` builds and tests one room with what lies below it,
// so that a developer does not wait for the rest.

struct Room {
    enum Kind { case library, program, c }
    var name: String
    var kind = Kind.library
    var rooms: [String] = []
    var packages: [String] = []
    var links: [String] = []
    /// The package trait with which it is more than an empty shell.
    var trait: String?
    var tests: TestRoom?
}

struct TestRoom {
    var rooms: [String] = []
    var packages: [String] = []
}

let rooms: [Room] = [
    // L0 ground
    Room(name: "Casework", tests: TestRoom()),
    Room(name: "CNcurses", kind: .c, links: ["ncursesw", "tinfo"]),
    Room(name: "CZlib", kind: .c, links: ["z"]),
    Room(name: "CPosix", kind: .c),
    Room(name: "CPostgres", kind: .c, links: ["pq"], trait: "PostgreSQL"),
    // L1 languages
    Room(name: "TextCanvas", tests: TestRoom()),
    Room(
        name: "SyncProtocol", rooms: ["Casework"], packages: ["Crypto"], tests: TestRoom()),
    Room(name: "Texts", rooms: ["Casework"], tests: TestRoom()),
    // L2 services
    Room(
        name: "ProcedureCatalog", rooms: ["Casework", "SyncProtocol", "Texts"],
        packages: ["Yams"], tests: TestRoom(rooms: ["Letters"])),
    Room(
        name: "CaseStore", rooms: ["Casework", "SyncProtocol", "CPosix"], packages: ["GRDB"],
        tests: TestRoom(
            rooms: ["StoreWorld", "StoreKillProbe", "CentralService"], packages: ["GRDB"])),
    Room(
        name: "Letters", rooms: ["Casework", "Texts"], packages: ["Mustache"],
        tests: TestRoom(rooms: ["ProcedureCatalog"])),
    Room(
        name: "Settings", rooms: ["Casework", "TextCanvas"], packages: ["Yams"], tests: TestRoom()),
    // L3 applications
    Room(
        name: "Workstation", rooms: ["Casework", "TextCanvas", "Texts"],
        tests: TestRoom(rooms: ["TestSupport"])),
    Room(
        name: "CentralService", rooms: ["Casework", "SyncProtocol"], packages: ["GRDB"],
        tests: TestRoom(rooms: ["CentreStores", "PostgresStore"], packages: ["GRDB"])),
    Room(
        name: "DemoWorld", rooms: ["Casework", "SyncProtocol", "ProcedureCatalog"],
        tests: TestRoom(rooms: ["CentralService", "Letters"])),
    Room(
        name: "SyncClient", rooms: ["Casework", "SyncProtocol", "CaseStore", "CZlib"],
        tests: TestRoom(rooms: ["StoreWorld", "CentralService"])),
    Room(
        name: "Interchange", rooms: ["Casework", "SyncProtocol", "Texts", "CZlib"],
        packages: ["Yams"], tests: TestRoom(rooms: ["ProcedureCatalog"])),
    // L4 edges
    Room(
        name: "NcursesTerminal", rooms: ["TextCanvas", "CNcurses"],
        tests: TestRoom(rooms: ["CVTerm", "TerminalProbe"])),
    Room(
        name: "WorkstationRuntime",
        rooms: [
            "Casework", "TextCanvas", "SyncProtocol", "Texts", "CaseStore", "CentralService",
            "Letters", "Workstation", "Interchange", "ProcedureCatalog", "CPosix", "SyncClient",
        ],
        packages: [],
        tests: TestRoom(rooms: ["DemoWorld", "TestSupport"])),
    Room(
        name: "CentralHTTP",
        rooms: ["Casework", "SyncProtocol", "CentralService", "CPosix", "CZlib"],
        packages: [
            "Hummingbird", "HummingbirdTLS", "NIOCore", "NIOPosix", "NIOSSL", "X509",
            "SwiftASN1", "Crypto", "CryptoExtras", "ServiceLifecycle", "UnixSignals", "Logging",
        ],
        tests: TestRoom(
            rooms: ["StoreWorld", "CaseStore"], packages: ["HummingbirdTesting"])),
    Room(
        name: "PostgresStore",
        rooms: ["Casework", "SyncProtocol", "CentralService", "CPostgres"],
        tests: TestRoom(rooms: ["CentreStores", "CentreKillProbe"])),
    Room(
        name: "HTTPTransport", rooms: ["Casework", "SyncProtocol", "CZlib"],
        packages: [
            "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOSSL", "X509", "SwiftASN1", "Crypto",
        ],
        tests: TestRoom(
            rooms: ["StoreWorld", "CentralService", "CentralHTTP", "CaseStore", "SyncClient"],
            packages: ["NIOPosix", "Logging", "ServiceLifecycle"])),
    Room(name: "ShellLanguage", rooms: ["Casework"], packages: ["ArgumentParser"]),
    Room(name: "Measuring"),
    // L5 programs
    Room(
        name: "amtspult", kind: .program,
        rooms: [
            "WorkstationRuntime", "NcursesTerminal", "DemoWorld", "ShellLanguage", "Casework",
            "TextCanvas", "SyncProtocol", "Texts", "CaseStore", "CentralService", "Letters",
            "Settings", "Workstation", "Interchange", "ProcedureCatalog", "SyncClient",
            "HTTPTransport",
        ],
        packages: ["ArgumentParser"]),
    Room(
        name: "amtszentrale", kind: .program,
        rooms: [
            "CentralHTTP", "CentralService", "ProcedureCatalog", "Settings", "Texts",
            "ShellLanguage", "Casework", "SyncProtocol", "CPosix", "PostgresStore", "CaseStore",
        ],
        packages: ["ArgumentParser", "Logging"]),
    Room(
        name: "amtspult-bench", kind: .program,
        rooms: ["CaseStore", "Casework", "SyncProtocol", "Measuring"]),
    Room(
        name: "amtszentrale-bench", kind: .program,
        rooms: [
            "CentralHTTP", "CentralService", "HTTPTransport", "SyncClient", "CaseStore", "CPosix",
            "Casework", "SyncProtocol", "Measuring",
        ],
        packages: ["NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL"]),
]

/// Rooms of `Tests` that are libraries for the others, and those that need the built programs.
let testLibraries: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["Casework", "TextCanvas"],
        path: "Tests/TestSupport"),
    .target(
        name: "CVTerm", path: "Tests/CVTerm",
        linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .target(name: "CClockShift", path: "Tests/CClockShift"),
    .executableTarget(
        name: "TerminalProbe", dependencies: ["NcursesTerminal", "TextCanvas"],
        path: "Tests/TerminalProbe"),
    .target(
        name: "StoreWorld",
        dependencies: ["CaseStore", "CentralService", "Casework", "SyncProtocol", "CZlib"],
        path: "Tests/StoreWorld"),
    .target(
        name: "CentreStores",
        dependencies: [
            "CentralService", "PostgresStore", "Casework", "SyncProtocol",
            .product(name: "GRDB", package: "GRDB.swift"),
        ],
        path: "Tests/CentreStores"),
    .executableTarget(
        name: "CentreKillProbe",
        dependencies: [
            "CentreStores", "PostgresStore", "CentralService", "Casework", "SyncProtocol",
        ],
        path: "Tests/CentreKillProbe"),
    .executableTarget(
        name: "StoreKillProbe",
        dependencies: ["StoreWorld", "CaseStore", "Casework", "SyncProtocol"],
        path: "Tests/StoreKillProbe"),
    .executableTarget(
        name: "TortureProbe",
        dependencies: [
            "WorkstationRuntime", "Workstation", "HTTPTransport", "SyncClient", "CaseStore",
            "Casework", "SyncProtocol",
        ], path: "Tests/TortureProbe"),
]

struct Source {
    var url: String
    var version: Version
    var products: [String]

    var package: String { String(url.split(separator: "/").last ?? "") }
}

let sources: [Source] = [
    Source(
        url: "https://github.com/apple/swift-argument-parser", version: "1.8.2",
        products: ["ArgumentParser"]),
    Source(
        url: "https://github.com/apple/swift-asn1", version: "1.7.4",
        products: ["SwiftASN1"]),
    Source(
        url: "https://github.com/apple/swift-certificates", version: "1.21.1",
        products: ["X509"]),
    Source(
        url: "https://github.com/apple/swift-crypto", version: "4.5.2",
        products: ["Crypto", "CryptoExtras"]),
    Source(
        url: "https://github.com/apple/swift-log", version: "1.16.2", products: ["Logging"]),
    Source(
        url: "https://github.com/apple/swift-nio", version: "2.101.2",
        products: ["NIOCore", "NIOPosix", "NIOHTTP1"]),
    Source(
        url: "https://github.com/apple/swift-nio-ssl", version: "2.37.6", products: ["NIOSSL"]),
    Source(
        url: "https://github.com/groue/GRDB.swift", version: "7.10.0", products: ["GRDB"]),
    Source(
        url: "https://github.com/hummingbird-project/hummingbird", version: "2.28.1",
        products: ["Hummingbird", "HummingbirdTLS", "HummingbirdTesting"]),
    Source(
        url: "https://github.com/hummingbird-project/swift-mustache", version: "2.1.1",
        products: ["Mustache"]),
    Source(url: "https://github.com/jpsim/Yams", version: "6.2.2", products: ["Yams"]),
    Source(
        url: "https://github.com/swift-server/async-http-client", version: "1.37.0",
        products: ["AsyncHTTPClient"]),
    Source(
        url: "https://github.com/swift-server/swift-service-lifecycle", version: "2.13.0",
        products: ["ServiceLifecycle", "UnixSignals"]),
]

func products(_ names: [String]) -> [Target.Dependency] {
    sources.flatMap { source in
        source.products.filter(names.contains)
            .map { .product(name: $0, package: source.package) }
    }
}

func targets(of room: Room) -> [Target] {
    let dependencies =
        room.rooms.map { Target.Dependency(stringLiteral: $0) }
        + products(room.packages)
    let condition = room.trait.map { BuildSettingCondition.when(traits: [$0]) }
    let links = room.links.map { LinkerSetting.linkedLibrary($0, condition) }
    let defines = room.trait.map { [CSetting.define($0.uppercased(), condition)] }
    var made: [Target] = []
    switch room.kind {
    case .library, .c:
        made.append(
            .target(
                name: room.name, dependencies: dependencies,
                exclude: ["ProcedureCatalog": ["Procedures"], "Interchange": ["Mappings"]][
                    room.name] ?? [],
                cSettings: defines, linkerSettings: links))
    case .program:
        made.append(.executableTarget(name: room.name, dependencies: dependencies))
    }
    if let tests = room.tests {
        made.append(
            .testTarget(
                name: room.name + "Tests",
                dependencies: [.init(stringLiteral: room.name)] + dependencies
                    + tests.rooms.map { .init(stringLiteral: $0) } + products(tests.packages),
                exclude: [
                    "Workstation": ["Snapshots"], "Interchange": ["Samples"],
                    "ProcedureCatalog": ["Folders"], "CaseStore": ["Schemas"],
                ][room.name] ?? []
            ))
    }
    return made
}

let programTests: [Target] = [
    .testTarget(
        name: "ProgramTests",
        dependencies: [
            "amtspult", "amtszentrale", "TortureProbe", "CVTerm", "Casework", "SyncProtocol",
            "CaseStore", "CentralService", "CentreStores", "StoreWorld", "CClockShift",
        ] + products(["GRDB"])),
    .testTarget(
        name: "SimulatorTests",
        dependencies: [
            "Simulator", "CFaultVFS", "StoreWorld", "CaseStore", "CentralService", "Casework",
            "SyncProtocol",
        ] + products(["GRDB"])),
    .testTarget(name: "TidyTests"),
]

/// The simulation of an office: its own program, so that it can be built without the edges.
let simulation: [Target] = [
    .target(
        name: "CFaultVFS", path: "Tests/CFaultVFS",
        linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
        name: "Simulator",
        dependencies: [
            "CFaultVFS", "StoreWorld", "CaseStore", "CentralService", "SyncClient", "Casework",
            "SyncProtocol",
        ] + products(["GRDB"]),
        path: "Tests/Simulator"),
    .executableTarget(
        name: "amtspult-sim", dependencies: ["Simulator"], path: "Tests/SimulatorProgram"),
]

let all = rooms.flatMap(targets(of:)) + testLibraries + simulation + programTests

/// The targets that `wanted` rooms need, their test rooms included.
@MainActor
func closure(of wanted: [String]) -> [Target] {
    var names = Set(wanted.flatMap { [$0, $0 + "Tests"] })
    var grew = true
    while grew {
        grew = false
        for target in all where names.contains(target.name) {
            for case .byNameItem(let name, _) in target.dependencies
            where names.insert(name).inserted {
                grew = true
            }
        }
    }
    return all.filter { names.contains($0.name) }
}

let wanted = Context.environment["ROOM"]?.split(separator: ",").map(String.init) ?? []
let chosen = wanted.isEmpty ? all : closure(of: wanted)

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
for target in chosen {
    target.swiftSettings = strict
}

let used = Set(
    chosen.flatMap(\.dependencies).compactMap { dependency -> String? in
        if case .productItem(let name, _, _, _) = dependency { return name }
        return nil
    })

/// What the tests load into a program before it starts.
let preloaded: [Product] =
    wanted.isEmpty
    ? [.library(name: "ClockShift", type: .dynamic, targets: ["CClockShift"])] : []

let package = Package(
    name: "Amtspult",
    products: preloaded,
    traits: [
        .trait(
            name: "PostgreSQL", description: "the centre can keep its log in PostgreSQL (libpq)")
    ],
    dependencies: sources.filter { !used.isDisjoint(with: $0.products) }
        .map { .package(url: $0.url, from: $0.version) },
    targets: chosen,
    swiftLanguageModes: [.v6]
)
