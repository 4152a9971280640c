import CaseStore
import Casework
import CentralService
import Foundation
import HTTPTransport
import Measuring
import SyncClient
import SyncProtocol

/// A workstation fetches everything over the wire, beside `sqlite3` importing the same rows; then
/// what has changed of half of it, beside the replication of PostgreSQL.
struct BeginMeasure {
    let cases: Int
    let program: String
    let folder: String

    func figures() throws -> [Figure] {
        let town = try Town(folder: folder, desks: 2, units: 1, cases: 0)
        let lines = try fill(town)
        let service = try Service(program: program, folder: folder)
        defer { service.stop() }
        guard let address = CentreAddress("https://localhost:\(service.port)") else {
            throw Trouble("Adresse")
        }
        let ways = try town.seats.map { seat in
            let way = try HTTPCentre(address: address, identity: seat.identity)
            way.goOn(with: seat.tokens)
            return way
        }
        let cold = tick()
        let manifest = try ways[0].snapshot(image: nil)
        let packed = tick() - cold
        say(
            "\(cases) Fälle in \(manifest.segments.count) Stücken, "
                + "\(manifest.segments.map(\.bytes).reduce(0, +) >> 20) MiB gepackt")
        let plain = try Seat(
            folder: folder + "/zeilen", seat: town.seats[0], way: ways[0],
            centre: LinesOnly(way: ways[0]))
        let fromLines = try plain.begin()
        plain.desk.close()
        let pictured = try imageMade(ways[1])
        let place = try Seat(folder: folder + "/platz", seat: town.seats[1], way: ways[1])
        defer { place.desk.close() }
        let fromImage = try place.begin()
        let anchor = try Self.anchor(lines, in: folder)
        return [
            Figure(name: "Stücke packen, einmal je Einheit", value: packed, unit: "ms"),
            Figure(
                name: "alles holen und einbauen, aus Zeilen", value: fromLines, unit: "ms",
                anchor: anchor, budget: 4_000),
            Figure(name: "ganze Datei bauen, einmal je Einheit", value: pictured, unit: "ms"),
            Figure(
                name: "alles holen und einbauen, als Datei", value: fromImage, unit: "ms",
                anchor: anchor, budget: 2_000),
        ] + (try catchUp(place, cases / 2, service))
    }

    /// Until the service has built the file that the next desk can take.
    private func imageMade(_ way: HTTPCentre) throws -> Double {
        let start = tick()
        let layout = try CasesImage.layout()
        while true {
            if let image = try way.snapshot(image: layout).image {
                say(
                    "Datei mit \(image.rows) Fällen, \(image.parts.map(\.size).reduce(0, +) >> 20) MiB, "
                        + "gepackt \(image.parts.map(\.bytes).reduce(0, +) >> 20) MiB")
                return tick() - start
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    /// Images written straight into the store, and the same as lines.
    private func fill(_ town: Town) throws -> Data {
        let store = try SQLiteCentralStore(path: folder + "/centre.sqlite", epoch: "")
        var lines = Data()
        for start in stride(from: 0, to: cases, by: 5_000) {
            try store.write { transaction in
                for number in start..<min(cases, start + 5_000) {
                    let file = Self.file(number)
                    lines += file.wire.bytes
                    lines.append(0x0A)
                    try transaction.put(file, sequence: 0, facts: [])
                    try transaction.place(file.id, Placement(of: file, unit: "e0"))
                }
            }
        }
        return lines
    }

    private static func file(_ number: Int) -> CaseFile {
        let opening = Town.opening(number, in: "e0")
        var file = CaseFile(
            id: caseID(number), procedure: opening.procedure, edition: opening.edition,
            kind: opening.kind)
        let changes = [
            Change(Slot(.phase), from: nil, to: .text("einlauf")),
            Change(Slot(.received), from: nil, to: .day(opening.received)),
            Change(Slot(.subject), from: nil, to: .text(opening.subject)),
            Change(Slot(.place), from: nil, to: .place(opening.place)),
            Change(
                Slot(.number), from: nil,
                to: .number(CaseNumber(serial: number + 1, year: 2026, sign: "E0"))),
            Change(Slot(.assignment), from: nil, to: .assignment(Assignment(unit: "e0"))),
        ]
        file.apply(changes, version: 1, by: "p0", at: .epoch)
        return file
    }

    private static func caseID(_ number: Int) -> CaseID {
        CaseID("fall-" + String(1_000_000 + number))
    }

    private static func source(in folder: String) -> String { folder + "/zeilen.txt" }

    /// The same bytes as rows of one table, by the command line of SQLite.
    private static func anchor(_ lines: Data, in folder: String) throws -> Double {
        let source = source(in: folder)
        try lines.write(to: URL(fileURLWithPath: source))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [
            folder + "/anker.sqlite", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF",
            "CREATE TABLE t (bytes TEXT)", ".mode ascii", ".separator \u{1} \n",
            ".import \(source) t",
        ]
        process.standardOutput = FileHandle.nullDevice
        let start = tick()
        try process.run()
        process.waitUntilExit()
        return tick() - start
    }

    /// Every second case gets a note at another desk; the workstation fetches page by page.
    private func catchUp(_ place: Seat, _ count: Int, _ service: Service) throws -> [Figure] {
        try place.perform(.pull(limit: 5_000))
        let began = tick()
        try place.change(count, caseID: Self.caseID)
        let written = tick() - began
        let start = tick()
        var items = 0
        while true {
            guard case .fetched(let some, let more, _) = try place.perform(.pull(limit: 5_000))
            else { throw Trouble("keine Seite") }
            items += some
            if !more { break }
        }
        let took = tick() - start
        guard items >= count else { throw Trouble("nur \(items) von \(count) Änderungen") }
        let replication = try ReplicationAnchor(rows: Self.source(in: folder), changes: count)
            .measured()
        return [
            Figure(
                name: "Handlungen in Schüben zu 200, je Sekunde",
                value: Double(count) * 1_000 / written, unit: "1/s"),
            Figure(
                name: "geänderte Zeilen nachholen, je Sekunde",
                value: Double(items) * 1_000 / took, unit: "1/s"),
            Figure(
                name: "geänderte Zeilen nachholen", value: took, unit: "ms", anchor: replication),
        ]
    }
}

/// A way on which no whole files come.
private final class LinesOnly: RemoteDetour {
    private let way: HTTPCentre

    init(way: HTTPCentre) { self.way = way }

    func remote() -> any RemoteCentre { way }
    func snapshot(image layout: String?) throws -> SnapshotManifest {
        try way.snapshot(image: nil)
    }
}

/// A real desk without a screen at one of the town's workstations.
final class Seat {
    let desk: Desk
    private let talk: SyncTalk
    private let seat: Town.Seat
    private let way: HTTPCentre

    /// - Parameter centre: what the desk sees of the way, where that is not all.
    init(
        folder: String, seat: Town.Seat, way: HTTPCentre, centre: (any RemoteCentre)? = nil
    ) throws {
        self.seat = seat
        self.way = way
        try? FileManager.default.removeItem(atPath: folder)
        let data = DataFolder(folder)
        try data.make()
        let device = seat.device.raw
        desk = try Desk(
            data, lock: try StoreLock.take(data, as: LockHolder.here(person: seat.person.raw)),
            transport: way, editions: { try EditionDocument(bytes: $0).procedure },
            world: StoreWorld(now: Town.clock, newID: { device }), signer: seat.signer)
        talk = SyncTalk(desk: desk, centre: centre ?? way, stopwatch: { Int64(tick()) })
        try desk.noteLogIn(seat.person)
    }

    /// Fetches everything.
    ///
    /// - Returns: milliseconds.
    func begin() throws -> Double {
        let start = tick()
        try perform(.bootstrap)
        return tick() - start
    }

    @discardableResult
    func perform(_ request: SyncRequest) throws -> SyncAnswer {
        let answer = talk.perform(request)
        if case .failed(let trouble) = answer { throw Trouble("\(request): \(trouble)") }
        return answer
    }

    /// Notes on so many cases, in offers of 200 over the wire, as if another program made them.
    func change(_ count: Int, caseID: (Int) -> CaseID) throws {
        for start in stride(from: 0, to: count, by: 200) {
            let acts = try (start..<min(count, start + 200)).map { number in
                try ActEnvelope(
                    Act(
                        id: ActID("note-\(number)"), device: seat.device, counter: number + 1,
                        actor: seat.person, caseID: caseID(number * 2), base: Base(version: 1),
                        body: .addNote(
                            Note(id: NoteID("n\(number)"), kind: .remark, text: "Rückruf")),
                        at: Town.clock()), signer: seat.signer)
            }
            let verdicts = try offer(acts)
            guard verdicts.allSatisfy({ $0.obstacle == nil }) else { throw Trouble("abgelehnt") }
        }
    }

    /// Comes again where the centre says that it was too often.
    private func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        while true {
            do {
                return try way.offer(acts)
            } catch let failure as CentreFailure where failure.code == .rateLimited {
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
