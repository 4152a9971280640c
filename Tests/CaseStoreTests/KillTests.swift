import CaseStore
import Casework
import Foundation
import StoreWorld
import SyncProtocol
import Testing

/// A store process is killed at random moments, a thousand times. Whatever it called saved is
/// there, once, and nothing is half there.
@Suite struct KillTests {
    static let kills = 1_000
    /// Folders used at the same time; each is opened again and again where it was left.
    static let lanes = 4

    @Test(.timeLimit(.minutes(5))) func everythingSavedSurvivesAThousandKills() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in 0..<Self.lanes {
                group.addTask { try Lane(lane).run(lives: Self.kills / Self.lanes) }
            }
            var saved = 0
            for try await count in group { saved += count }
            #expect(saved > Self.kills)
        }
    }

    /// The same for a desk that fetches everything anew all the time: whenever it ends, either
    /// the old file is there or the fresh one, and what was saved is shown.
    @Test(.timeLimit(.minutes(5))) func aFreshFileComesWholeOrNotAtAll() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    try Lane(lane, anew: true).run(lives: Self.swaps / Self.lanes)
                }
            }
            var saved = 0
            for try await count in group { saved += count }
            #expect(saved > Self.swaps)
        }
    }

    static let swaps = 80
}

private struct Lane {
    let number: Int
    let folder: DataFolder
    let anew: Bool

    init(_ number: Int, anew: Bool = false) throws {
        self.number = number
        self.anew = anew
        folder = try freshFolder()
    }

    func run(lives: Int) throws -> Int {
        defer { removeFolder(folder.path) }
        var random = SplitMix(state: UInt64(number) &* 7_919 &+ 17)
        var saved: [(act: String, caseID: String)] = []
        for life in 0..<lives {
            let short = life % 4 != 3
            let moment = Moment(
                duringStart: !short, lines: random.below(9),
                microseconds: UInt32(random.below(!short || anew ? 30_000 : 2_500)))
            saved += try self.life("l\(number)x\(life)", until: moment)
        }
        try anew ? checkAnew(saved) : check(saved)
        return saved.count
    }

    /// When a life ends: so long after the process began, or after it has told of so many acts.
    private struct Moment {
        var duringStart: Bool
        var lines: Int
        var microseconds: UInt32
    }

    private func life(
        _ name: String, until moment: Moment
    ) throws -> [(act: String, caseID: String)] {
        let process = Process()
        process.executableURL = try probe()
        process.arguments = [folder.path, name] + (anew ? ["anew"] : [])
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var ready = Data()
        while !moment.duringStart, ready.filter({ $0 == 10 }).count <= moment.lines {
            let more = pipe.fileHandleForReading.availableData
            try #require(!more.isEmpty, "\(name) ended by itself")
            ready += more
        }
        Self.pass(moment)
        kill(process.processIdentifier, SIGKILL)
        let rest = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: ready + rest, as: UTF8.self)
        // A last line without its end was not told.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.compactMap { line in
            let parts = line.split(separator: " ")
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// Lets the moment of the kill come: its time is the subject of the test, not something
    /// that could be waited for.
    private static func pass(_ moment: Moment) {
        var time = timeval(tv_sec: 0, tv_usec: Int(moment.microseconds))
        select(0, nil, nil, nil, &time)
    }

    private func probe() throws -> URL {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let probe = tests.appendingPathComponent("StoreKillProbe")
        try #require(FileManager.default.isExecutableFile(atPath: probe.path))
        return probe
    }

    /// A file that was fetched anew has no history: the cases themselves say what was done.
    private func checkAnew(_ saved: [(act: String, caseID: String)]) throws {
        let world = StillWorld(name: "ende")
        let centre = try smallCentre(path: folder.centre, world: world)
        let desk = try openDesk(folder, way: centre, world: world)
        defer { desk.close() }
        let acts = Dictionary(grouping: saved, by: \.caseID)
        for (id, acts) in acts {
            let shown = try desk.register.image(of: CaseID(id), by: SmallOffice.anna)
            #expect((shown?.notes.count ?? 0) >= acts.count - 1, "\(id) before the exchange")
        }
        #expect(desk.exchange().reached)
        #expect(try desk.outbox().unsent == 0)
        let log = try centre.changes(after: .beginning, reference: 0, limit: Int.max)
        let done = Dictionary(grouping: log.items, by: \.entry.act.id.raw).mapValues(\.count)
        for line in saved where done[line.act] != 1 {
            Issue.record("\(line.act) is there \(done[line.act] ?? 0) times")
        }
        for case let image? in log.items.map(\.image) {
            let shown = try desk.register.image(of: image.id, by: SmallOffice.chefin)
            #expect(shown?.wire.bytes == image.wire.bytes)
        }
    }

    private func check(_ saved: [(act: String, caseID: String)]) throws {
        let world = StillWorld(name: "ende")
        let desk = try openDesk(
            folder, way: try smallCentre(path: folder.centre, world: world), world: world)
        defer { desk.close() }
        #expect(desk.checkedAfterCrash)
        #expect(desk.exchange().reached)
        #expect(try desk.outbox().unsent == 0)
        var seen: [String: Int] = [:]
        for id in Set(saved.map(\.caseID)) {
            let caseID = CaseID(id)
            var before: Int?
            var entries: [Entry] = []
            while true {
                let page = try desk.register.history(
                    of: caseID, by: SmallOffice.anna, before: before, limit: 1_000)
                guard let last = page.last else { break }
                entries += page
                before = last.version
            }
            #expect(entries.map(\.version) == (1...max(1, entries.count)).reversed().map { $0 })
            for entry in entries { seen[entry.act.id.raw, default: 0] += 1 }
            let image = try desk.register.image(of: caseID, by: SmallOffice.anna)
            #expect(image?.version == entries.count)
            #expect(image?.notes.count == entries.count - 1)
        }
        for line in saved where seen[line.act] != 1 {
            Issue.record("\(line.act) is there \(seen[line.act] ?? 0) times")
        }
    }
}

struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
