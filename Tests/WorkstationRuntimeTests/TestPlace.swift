import CaseStore
import Casework
import Foundation
import Letters
import ProcedureCatalog
import SyncProtocol
import Synchronization
import TextCanvas
import Workstation
import WorkstationRuntime

/// A workplace in a folder of its own with the procedures that are shipped, a small office and a
/// clock that stands still.
final class TestPlace: Sendable {
    static let morning = Instant(
        CivilTime(
            day: CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0),
            time: TimeOfDay(hour: 9, minute: 14) ?? .midnight))

    static let catalog: Catalog = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/ProcedureCatalog/Procedures")
        return Catalog.load(folder: folder.path, cache: nil)
    }()

    static let office = Office(
        units: [
            Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
            Unit(id: "tsc", name: "Teleservice Center", sign: "TSC"),
            Unit(id: "fiwi", name: "Finanzen und Wirtschaft", sign: "FIWI"),
        ],
        persons: [
            Person(
                id: "huber", name: "M. Huber",
                memberships: [.init(unit: "bbv", role: .clerk), .init(unit: "tsc", role: .clerk)]),
            Person(
                id: "lehner", name: "K. Lehner",
                memberships: [.init(unit: "bbv", role: .supervisor)]),
            Person(
                id: "wimmer", name: "S. Wimmer", memberships: [.init(unit: "tsc", role: .clerk)]),
            Person(id: "fremd", name: "F. Remd", memberships: [.init(unit: "fiwi", role: .clerk)]),
        ])

    let folder: DataFolder
    private let ids = Atomic<Int>(0)

    init() throws {
        folder = DataFolder(
            FileManager.default.temporaryDirectory
                .appendingPathComponent("amtspult-test-\(UUID().uuidString)").path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    func newID() -> String {
        let number = ids.add(1, ordering: .relaxed).newValue
        return "test-" + String(repeating: "0", count: 8 - String(number).count) + String(number)
    }

    func open() throws -> Workplace {
        let world = StoreWorld(
            now: { TestPlace.morning }, newID: { [self] in newID() })
        let place = try Workplace.open(
            Workplace.Options(
                folder: folder, holder: LockHolder.here(person: "huber"), world: world))
        try place.publish(Self.catalog)
        if try place.desk.register.office().persons.isEmpty { try place.setOffice(Self.office) }
        return place
    }

    func hands(
        _ place: Workplace, _ person: PersonID = "huber", line: any CentreLine = OwnCentre(),
        onProgress: @escaping @Sendable (Workstation.Progress) -> Void = { _ in }
    ) -> DeskHands {
        DeskHands(
            desk: place.desk, person: person,
            surroundings: Surroundings(
                fill: { try fill($0) }, exportFolder: folder.path + "/export"),
            clock: { TestPlace.morning }, newID: { [self] in newID() }, line: line,
            onProgress: onProgress)
    }

    func desk(
        _ place: Workplace, _ person: PersonID = "huber", size: Size = Size(100, 30)
    ) throws -> SteppedDesk {
        let hands = hands(place, person)
        let start = Start(
            session: try hands.session(of: person, sitting: true), now: Self.morning, size: size,
            idSeed: newID())
        return SteppedDesk(start: start, work: hands, clock: { TestPlace.morning })
    }

    /// Takes in reports, each on its own day.
    func take(_ count: Int, into place: Workplace) throws {
        let edition = try TestPlace.edition("schau-auf-linz")
        let kind = edition.procedure.kinds[0].id
        let day = Self.morning.civilDay
        let submissions = (0..<count).map { number in
            CaseStore.Submission(
                opening: Opening(
                    procedure: edition.procedure.id, edition: edition.id, kind: kind,
                    subject: "Meldung \(number)", received: day.adding(days: -number % 37),
                    channel: "telephone"),
                as: CaseID("fall-\(number)"))
        }
        for receipt in try place.desk.takeIn(submissions, by: "huber") {
            if let obstacle = receipt.obstacle { throw obstacle }
        }
    }

    static func edition(_ id: ProcedureID) throws -> EditionDocument {
        guard let edition = catalog.edition(of: id) else { throw MissingEdition() }
        return edition
    }

    struct MissingEdition: Error {}
}
