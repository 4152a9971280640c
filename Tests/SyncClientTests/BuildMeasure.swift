import CaseStore
import Casework
import CentralService
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// How long it takes to fetch everything anew, beside `sqlite3` importing the same rows. Only
/// where `AMTSPULT_MEASURE` names a number of cases; figures make sense in a release build.
@Suite struct BuildMeasure {
    static let count = ProcessInfo.processInfo.environment["AMTSPULT_MEASURE"].flatMap { Int($0) }

    @Test(.enabled(if: count != nil)) func fetchingEverythingAnew() throws {
        let count = Self.count ?? 0
        let folder = try freshFolder()
        defer { removeFolder(folder.path) }
        let centre = try smallCentre(world: StillWorld(name: "z"))
        let clock = TownClock()
        let desk = try Desk(
            folder, lock: try StoreLock.take(folder, as: .here(person: "anna")),
            transport: NearCentre(centre), editions: SmallOffice.read,
            world: StoreWorld(now: { clock.now }, newID: { "geraet" }))
        defer { desk.close() }
        let lines = Self.lines(count)
        let ground = try desk.ground(
            of: SnapshotManifest(
                id: "s", epoch: try centre.session().epoch, cursor: .beginning, segments: []))
        let start = SteadyClock.milliseconds
        let builder = try desk.builder(on: ground)
        for part in lines { try builder.add(part) }
        try desk.adopt(builder, on: ground)
        let built = SteadyClock.milliseconds - start
        let request = WorklistRequest(
            .everything, person: SmallOffice.chefin, today: clock.now.civilDay)
        #expect(try desk.register.count(request) == count)
        let anchor = try Self.anchor(lines, in: folder)
        print("anew: \(count) cases in \(built) ms, sqlite3 .import \(anchor) ms")
    }

    private static func lines(_ count: Int) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        for number in 0..<count {
            var file = CaseFile(
                id: CaseID("fall-\(number)"), procedure: "antrag",
                edition: SmallOffice.application, kind: "einfach")
            var place = Place()
            place.street = ["Landstraße", "Hauptplatz", "Denkstraße"][number % 3]
            place.houseNumber = String(number % 120)
            let changes = [
                Change(Slot(.phase), from: nil, to: .text("einlauf")),
                Change(Slot(.received), from: nil, to: .day(CivilDay(ordinal: 20_700))),
                Change(Slot(.subject), from: nil, to: .text("Zubau Carport Nummer \(number)")),
                Change(Slot(.place), from: nil, to: .place(place)),
                Change(
                    Slot(.number), from: nil,
                    to: .number(CaseNumber(serial: number + 1, year: 2026, sign: "BBV"))),
                Change(
                    Slot(.assignment), from: nil, to: .assignment(Assignment(unit: "bbv"))),
            ]
            file.apply(changes, version: 1, by: "anna", at: .epoch)
            part += file.wire.bytes + [0x0A]
            if number % 4_000 == 3_999 || number == count - 1 {
                parts.append(part)
                part = []
            }
        }
        return parts
    }

    /// The same bytes as rows of one table, by the command line of SQLite.
    private static func anchor(_ lines: [[UInt8]], in folder: DataFolder) throws -> Int64 {
        let source = folder.file("zeilen.txt")
        var data = Data()
        for part in lines { data += part }
        try data.write(to: URL(fileURLWithPath: source))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [
            folder.file("anker.sqlite"), "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF",
            "CREATE TABLE t (bytes TEXT)", ".mode ascii", ".separator \u{1} \n",
            ".import \(source) t",
        ]
        process.standardOutput = FileHandle.nullDevice
        let start = SteadyClock.milliseconds
        try process.run()
        process.waitUntilExit()
        return SteadyClock.milliseconds - start
    }
}
