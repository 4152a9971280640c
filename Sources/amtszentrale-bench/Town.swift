import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import SyncProtocol

/// A centre's folder with units, cases, and workstations that were let in and logged in: written
/// straight into the store, since two thousand passwords would take a quarter of an hour.
struct Town: Sendable {
    struct Seat: Sendable {
        var device: DeviceID
        var person: PersonID
        var unit: UnitID
        var identity: DeskIdentity
        var tokens: SessionTokens
        var signer: Ed25519Signer
        /// SHA-256 of its certificate.
        var print: String
    }

    static let epoch = "messung"
    let folder: String
    private(set) var seats: [Seat] = []
    private(set) var cases: [UnitID: [CaseID]] = [:]
    /// Where the feed of a unit goes on.
    private(set) var cursors: [UnitID: FeedCursor] = [:]
    private(set) var reference = 0

    static let clock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    static let procedure: Procedure = {
        var made = Procedure(id: "messung", title: "Messung", nature: .service, unit: "e0")
        made.kinds = [Kind(id: "art", title: "Art", source: "", start: "einlauf")]
        made.phases = [
            Phase(id: "einlauf", title: "Einlauf"),
            Phase(id: "fertig", title: "Fertig", waiting: .nobody, closes: true),
        ]
        return made
    }()

    static let edition = EditionDocument(procedure)

    /// - Parameter cases: how many there are in all, spread over the units.
    init(folder: String, desks: Int, units: Int, cases count: Int) throws {
        self.folder = folder
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let identity = AuthorityFolder(path: folder)
        try identity.make(
            name: "Messung", names: ["localhost", "127.0.0.1"], now: Town.clock())
        let authority = try identity.authority()
        let store = try SQLiteCentralStore(path: folder + "/centre.sqlite", epoch: Town.epoch)
        let centre = Centre(
            store: store, clock: Town.clock,
            readEdition: { try EditionDocument(bytes: $0).procedure })
        let names = (0..<units).map { UnitID("e\($0)") }
        try centre.setOffice(Town.office(desks: desks, units: names))
        _ = try centre.publish("messung", document: Town.edition.bytes)
        seats = try (0..<desks).map { number in
            try Town.seat(number, in: names[number % units], authority)
        }
        try Town.letIn(seats, store)
        cases = try Town.openCases(count, names, centre)
        for unit in names {
            cursors[unit] = try store.read { reading in
                try centre.cursor(at: reading.head(), units: [unit], reading)
            }
        }
        reference = try store.read { try $0.referenceVersion() }
    }

    private static func office(desks: Int, units: [UnitID]) -> Office {
        Office(
            units: units.map { Unit(id: $0, name: "Einheit \($0.raw)", sign: $0.raw.uppercased()) },
            persons: (0..<desks).map { number in
                Person(
                    id: PersonID("p\(number)"), name: "Person \(number)",
                    memberships: [
                        Membership(unit: units[number % units.count], role: .clerk)
                    ])
            })
    }

    private static func seat(
        _ number: Int, in unit: UnitID, _ authority: Authority
    ) throws -> Seat {
        let device = DeviceID("geraet-\(number)")
        let request = try KeyRequest(device: device)
        let issued = try authority.issueDevice(
            csr: request.csr, device: device, now: clock(), seconds: 86_400)
        let end = clock().adding(seconds: 36_000)
        return Seat(
            device: device, person: PersonID("p\(number)"), unit: unit,
            identity: DeskIdentity(
                key: request.key, certificate: issued.pem, authority: try authority.pem,
                expires: issued.expires),
            tokens: SessionTokens(
                person: PersonID("p\(number)"), access: hexText(Seal.newSecret()),
                accessExpires: end, refresh: hexText(Seal.newSecret()), refreshExpires: end),
            signer: Ed25519Signer(), print: issued.fingerprint)
    }

    private static func letIn(_ seats: [Seat], _ store: SQLiteCentralStore) throws {
        let now = clock()
        try store.write { transaction in
            for seat in seats {
                try transaction.put(
                    DeviceRecord(
                        id: seat.device, name: seat.device.raw, certificate: seat.print,
                        actKey: seat.signer.publicKey, enrolled: now,
                        expires: seat.identity.expires))
                try transaction.join(seat.person, seat.device, at: now)
                try transaction.put(
                    SessionRecord(
                        id: seat.device.raw, person: seat.person, device: seat.device,
                        certificate: seat.print, began: now, expires: seat.tokens.accessExpires))
                for (kind, token) in [
                    (TokenRecord.Kind.access, seat.tokens.access), (.refresh, seat.tokens.refresh),
                ] {
                    try transaction.put(
                        TokenRecord(
                            hash: sha256Hex(token.utf8), session: seat.device.raw, kind: kind,
                            expires: seat.tokens.accessExpires))
                }
            }
        }
    }

    private static func openCases(
        _ count: Int, _ units: [UnitID], _ centre: Centre
    ) throws -> [UnitID: [CaseID]] {
        var made: [UnitID: [CaseID]] = [:]
        for start in stride(from: 0, to: count, by: 200) {
            let acts = (start..<min(count, start + 200)).map { number in
                let unit = units[number % units.count]
                let id = CaseID("fall-\(number)")
                made[unit, default: []].append(id)
                return Act(
                    id: ActID("anlage-\(number)"), device: "anlage",
                    counter: number / units.count + 1,
                    actor: PersonID("p\(number % units.count)"), caseID: id, base: Base(version: 0),
                    body: .open(opening(number, in: unit)), at: clock())
            }
            let verdicts = try centre.offer(acts.map { ActEnvelope($0) }, from: .house)
            guard verdicts.allSatisfy({ $0.obstacle == nil }) else {
                throw Trouble("Fälle: \(verdicts.first?.obstacle?.code.rawValue ?? "")")
            }
        }
        return made
    }

    static func opening(_ number: Int, in unit: UnitID) -> Opening {
        var place = Place()
        place.street = ["Landstraße", "Hauptplatz", "Denkstraße"][number % 3]
        place.houseNumber = String(number % 120)
        var opening = Opening(
            procedure: "messung", edition: edition.id, kind: "art",
            subject: "Zubau Carport Nummer \(number)", place: place,
            received: CivilDay(ordinal: 20_700), channel: "online")
        opening.assignment = Assignment(unit: unit)
        return opening
    }
}

/// Why nothing could be measured.
struct Trouble: Error {
    var sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
