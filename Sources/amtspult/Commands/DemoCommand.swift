import ArgumentParser
import CaseStore
import Casework
import CentralService
import DemoWorld
import Foundation
import Letters
import ProcedureCatalog
import Settings
import ShellLanguage
import SyncProtocol
import Synchronization
import TextCanvas
import Workstation
import WorkstationRuntime

/// `amtspult demo`: a seeded city on a fixed day, in a store that is thrown away.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Öffnet eine Demo-Stadt; nichts davon gelangt in einen echten Datenbestand.",
        discussion: """
            Dieselbe Saat zeigt dieselben Bildschirme. Ohne Terminal zeigt der Befehl einen \
            Vormittag der Sachbearbeitung als Text.
            """)

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die Saat der Stadt", valueName: "zahl"))
    var saat: UInt64 = 1

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("der Tag der Stadt", valueName: "tag"))
    var heute = "2026-11-23"

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("sachbearbeitung oder leitung", valueName: "rolle"))
    var rolle = "sachbearbeitung"

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("wie viele Akten", valueName: "anzahl"))
    var akte = 300

    func run() throws {
        guard let day = CivilDay(iso: heute) ?? CivilDay(input: heute, relativeTo: Clock.today)
        else { throw Ending(.usage, "„\(heute)“ ist kein Tag.") }
        guard ["sachbearbeitung", "leitung"].contains(rolle) else {
            throw Ending(.usage, "Rollen der Demo: sachbearbeitung, leitung.")
        }
        guard (1...5_000).contains(akte) else {
            throw Ending(.usage, "Die Demo-Stadt hat 1 bis 5.000 Akten.")
        }
        let person = rolle == "leitung" ? DemoOffice.supervisor : DemoOffice.clerk
        guard isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 else {
            let city = try City(seed: saat, today: day, cases: akte)
            defer { city.tearDown() }
            return try Morning(city: city, person: person).tell()
        }
        // What the terminal cannot do is told before the city takes its seconds.
        try Screen.check()
        Standard.error("Demo-Stadt wird aufgebaut …")
        let city = try City(seed: saat, today: day, cases: akte)
        defer { city.tearDown() }
        let screen = try Screen.open()
        defer { screen.close() }
        try Sitting(
            workplace: city.workplace, screen: screen, demo: true, clock: city.clock
        ).run(person: person)
    }
}

/// The demo city in a folder of its own that goes with the program.
struct City {
    let workplace: Workplace
    let clock: @Sendable () -> Instant
    private let folder: DataFolder

    init(seed: UInt64, today: CivilDay, cases: Int) throws {
        let catalog = Installation.catalog
        let sources = City.sources(of: catalog)
        guard !sources.isEmpty else {
            throw Ending(.unusable, "Zu dieser Installation gehören keine Verfahren.")
        }
        let time = CityClock()
        time.set(DemoWorld.opening(of: today))
        let ids = CityIDs()
        folder = try City.folder()
        let world = StoreWorld(now: { time.now }, newID: { ids.next() })
        do {
            workplace = try Workplace.open(
                Workplace.Options(
                    folder: folder, holder: LockHolder.here(person: "demo"), world: world))
            try workplace.setOffice(DemoWorld.office(for: sources.map(\.procedure)))
            try workplace.publish(catalog)
            var city = DemoWorld(
                DemoIngredients(sources: sources, seed: seed, today: today, cases: cases),
                fill: { try fill($0) })
            if let centre = workplace.centre {
                try city.play(into: centre) { time.set($0) }
            }
            _ = workplace.desk.exchange()
            for person in [DemoOffice.clerk, DemoOffice.supervisor] {
                try City.haveSeenTheOld(workplace.desk, person, before: today)
            }
        } catch let failure as StoreFailure {
            throw Ending(.unusable, failure.sentence)
        }
        // From here on the day goes by as it does in the office.
        let opened = Clock.now
        let start = DemoWorld.opening(of: today)
        clock = {
            start.adding(milliseconds: max(0, opened.milliseconds(until: Clock.now)))
        }
        time.follow(clock)
    }

    /// Who sits down knows the cases of the last weeks; new is what came since Friday.
    private static func haveSeenTheOld(
        _ desk: Desk, _ person: PersonID, before today: CivilDay
    ) throws {
        let request = CaseStore.WorklistRequest(.everything, person: person, today: today)
        var part = WorklistPart.first
        while true {
            let rows = try desk.register.page(request, part, limit: 500).rows
            for row in rows {
                let last = try desk.register.history(of: row.id, by: person, limit: 1).first
                guard let last, last.at.civilDay.days(until: today) > 3 else { continue }
                try desk.markSeen(row.id, version: row.version, by: person)
            }
            guard let end = rows.last, rows.count == 500 else { return }
            part = .after(CaseStore.WorklistAnchor(end, in: request))
        }
    }

    func tearDown() {
        workplace.close()
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    /// In memory where the system has such a place: a demo is gone with its program.
    private static func folder() throws -> DataFolder {
        let places = ["/dev/shm", NSTemporaryDirectory()]
        for place in places where FileManager.default.isWritableFile(atPath: place) {
            var template = Array((place + "/amtspult-demo-XXXXXX").utf8CString)
            if mkdtemp(&template) != nil {
                return DataFolder(
                    String(
                        decoding: template.dropLast().map { UInt8(bitPattern: $0) },
                        as: UTF8.self))
            }
        }
        throw Ending(.unusable, "Für die Demo-Stadt ist kein Platz zu finden.")
    }

    private static func sources(of catalog: Catalog) -> [DemoIngredients.Source] {
        return catalog.editions.map { edition in
            let path = Installation.folder(.procedures) + "/" + edition.procedure.id.raw
            let folder = SourceFolder(path: path)
            return DemoIngredients.Source(
                edition: edition.id, procedure: edition.procedure,
                recordings: recordings(of: folder, procedure: edition.procedure) {
                    try fill($0)
                },
                subjects: folder.demo.map { DemoIngredients.subjects(in: $0.text) } ?? [:])
        }
    }
}

/// The city's clock: set while its history is played, then going on by itself.
final class CityClock: Sendable {
    private let source = Mutex<@Sendable () -> Instant>({ .epoch })

    var now: Instant { source.withLock { $0 }() }
    func set(_ instant: Instant) { source.withLock { $0 = { instant } } }
    func follow(_ clock: @escaping @Sendable () -> Instant) { source.withLock { $0 = clock } }
}

/// Ids in the order of making: the same city has the same ids.
final class CityIDs: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        let digits = String(number, radix: 16)
        return "demo0000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count)
            + digits
    }
}
