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
    Room(name: "CSystem", kind: .c),
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
        name: "CaseStore", rooms: ["Casework", "SyncProtocol", "CSystem"], packages: ["GRDB"],
        tests: TestRoom(
            rooms: ["StoreWorld", "StoreKillProbe", "CentralService"], packages: ["GRDB"])),
    Room(
        name: "Letters", rooms: ["Casework", "Texts"], packages: ["Mustache"],
        tests: TestRoom(rooms: ["ProcedureCatalog"])),
    Room(
        name: "Settings", rooms: ["TextCanvas"], packages: ["Yams"], tests: TestRoom()),
    // L3 applications
    Room(
        name: "Workstation", rooms: ["Casework", "TextCanvas", "Texts"],
        tests: TestRoom(rooms: ["TestSupport"])),
    Room(
        name: "CentralService", rooms: ["Casework", "SyncProtocol"], packages: ["GRDB"],
        tests: TestRoom(packages: ["GRDB"])),
    Room(
        name: "DemoWorld", rooms: ["Casework", "SyncProtocol", "ProcedureCatalog"],
        tests: TestRoom(rooms: ["CentralService", "Letters"])),
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
            "Letters", "Workstation", "Interchange", "ProcedureCatalog", "CSystem",
        ],
        packages: [],
        tests: TestRoom(rooms: ["DemoWorld", "TestSupport"])),
    Room(name: "ShellLanguage", packages: ["ArgumentParser"]),
    // L5 programs
    Room(
        name: "amtspult", kind: .program,
        rooms: [
            "WorkstationRuntime", "NcursesTerminal", "DemoWorld", "ShellLanguage", "Casework",
            "TextCanvas", "SyncProtocol", "Texts", "CaseStore", "CentralService", "Letters",
            "Settings", "Workstation", "Interchange", "ProcedureCatalog",
        ],
        packages: ["ArgumentParser"]),
    Room(
        name: "amtszentrale", kind: .program,
        rooms: [
            "CentralService", "ProcedureCatalog", "Texts", "ShellLanguage", "Casework",
            "SyncProtocol",
        ],
        packages: ["ArgumentParser"]),
    Room(
        name: "amtspult-bench", kind: .program,
        rooms: ["CaseStore", "Casework", "SyncProtocol"]),
]

/// Rooms of `Tests` that are libraries for the others, and those that need the built programs.
let testLibraries: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["Casework", "TextCanvas"],
        path: "Tests/TestSupport"),
    .target(
        name: "CVTerm", path: "Tests/CVTerm",
        linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .executableTarget(
        name: "TerminalProbe", dependencies: ["NcursesTerminal", "TextCanvas"],
        path: "Tests/TerminalProbe"),
    .target(
        name: "StoreWorld",
        dependencies: ["CaseStore", "CentralService", "Casework", "SyncProtocol"],
        path: "Tests/StoreWorld"),
    .executableTarget(
        name: "StoreKillProbe", dependencies: ["StoreWorld", "CaseStore", "Casework"],
        path: "Tests/StoreKillProbe"),
]

let packageDependencies: [(product: String, package: String, url: String, version: Version)] = [
    (
        "ArgumentParser", "swift-argument-parser",
        "https://github.com/apple/swift-argument-parser", "1.8.2"
    ),
    ("Crypto", "swift-crypto", "https://github.com/apple/swift-crypto", "4.5.2"),
    ("GRDB", "GRDB.swift", "https://github.com/groue/GRDB.swift", "7.10.0"),
    ("Logging", "swift-log", "https://github.com/apple/swift-log", "1.16.2"),
    (
        "Mustache", "swift-mustache",
        "https://github.com/hummingbird-project/swift-mustache", "2.1.1"
    ),
    ("Yams", "Yams", "https://github.com/jpsim/Yams", "6.2.2"),
]

func products(_ names: [String]) -> [Target.Dependency] {
    packageDependencies.filter { names.contains($0.product) }
        .map { .product(name: $0.product, package: $0.package) }
}

func targets(of room: Room) -> [Target] {
    let dependencies =
        room.rooms.map { Target.Dependency(stringLiteral: $0) }
        + products(room.packages)
    let links = room.links.map { LinkerSetting.linkedLibrary($0) }
    var made: [Target] = []
    switch room.kind {
    case .library, .c:
        made.append(
            .target(
                name: room.name, dependencies: dependencies,
                exclude: ["ProcedureCatalog": ["Procedures"], "Interchange": ["Mappings"]][
                    room.name] ?? [],
                linkerSettings: links))
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
            "amtspult", "amtszentrale", "CVTerm", "Casework", "SyncProtocol", "CaseStore",
            "CentralService",
        ] + products(["GRDB"])),
    .testTarget(name: "TidyTests"),
]

let all = rooms.flatMap(targets(of:)) + testLibraries + programTests

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

let package = Package(
    name: "Amtspult",
    dependencies: packageDependencies.filter { used.contains($0.product) }
        .map { .package(url: $0.url, from: $0.version) },
    targets: chosen,
    swiftLanguageModes: [.v6]
)
