import Casework
import CentralHTTP
import CentralService
import Foundation
import SyncProtocol
import Testing

@Suite struct AdministrationTests {
    let world: HouseWorld
    let administration: Administration

    init() throws {
        world = try HouseWorld()
        let house = world.house
        administration = Administration(
            store: house.store, centre: house.centre, registry: house.registry,
            authority: house.authority)
    }

    static let orders: [AdminOrder] = [
        .makeCode(name: "Platz", device: nil), .makeCode(name: "Platz", device: "d1"), .devices,
        .revoke("d1"), .office, .setUnit(Unit(id: "x", name: "X", sign: "X")),
        .setPerson(Person(id: "neu", name: "Neu", memberships: []), password: "geheim"),
        .setPerson(Person(id: "neu", name: "Neu", memberships: []), password: nil),
        .setPassword("neu", password: "geheim"), .setLocked("neu", true),
        .publish("antrag", document: [1, 2, 3]), .backup(path: "/x"), .status,
        .events(limit: 3),
    ]

    @Test(arguments: orders)
    func anOrderCrossesTheDoorUnchanged(order: AdminOrder) throws {
        let back = try JSONValue(bytes: order.wire.bytes)
        #expect(try AdminOrder(wire: back, at: "order") == order)
    }

    @Test func aPersonComesWorksAndGoes() throws {
        let person = Person(
            id: "neu", name: "Nina Neu", memberships: [Membership(unit: "bbv", role: .clerk)])
        let weak = administration.perform(.setPerson(person, password: "kurz"))
        #expect(weak.failure == "passwordWeak")
        #expect(administration.perform(.office).office?.persons["neu"] == nil)
        let made = administration.perform(.setPerson(person, password: HouseWorld.password))
        #expect(made.failure == nil)
        try world.enrol("d1", certificate: "c1")
        let token = try world.logIn("neu")
        _ = try world.house.registry.authenticate(token: token, certificate: "c1")
        #expect(administration.perform(.setLocked("neu", true)).failure == nil)
        #expect(throws: AccountRefusal(.tokenExpired)) {
            try world.house.registry.authenticate(token: token, certificate: "c1")
        }
        #expect(throws: AccountRefusal(.credentials)) { try world.logIn("neu") }
        let office = administration.perform(.office)
        #expect(office.office?.persons["neu"]?.active == false)
        #expect(office.accounts.contains(AccountLine(person: "neu", locked: true)))
    }

    @Test func whatIsNotThereIsSaid() {
        #expect(administration.perform(.revoke("d9")).failure == "deviceUnknown")
        #expect(administration.perform(.setLocked("wer", true)).failure == "personUnknown")
        let password = administration.perform(
            .setPassword("wer", password: HouseWorld.password))
        #expect(password.failure == "personUnknown")
        #expect(
            administration.perform(.makeCode(name: "x", device: "d9")).failure == "deviceUnknown")
    }

    @Test func changesWakeTheDesks() {
        let before = world.house.hub.signals
        _ = administration.perform(.setUnit(Unit(id: "x", name: "X", sign: "X")))
        #expect(world.house.hub.signals > before)
    }

    /// No order shows a case, whoever gives it.
    @Test func noReplyHoldsAnythingOfACase() throws {
        try world.enrol("d1", certificate: "c1")
        _ = try world.logIn()
        let canary = "Kanarienvogel"
        _ = try world.house.centre.offer(
            [try world.opened(1, id: "fall-1", subject: canary)], from: .desk("d1", "anna"))
        for order in AdministrationTests.orders {
            if case .backup = order { continue }
            let reply = administration.perform(order).wire.text
            #expect(!reply.contains(canary) && !reply.contains("fall-1"))
        }
    }

    @Test func theDoorAnswersWhoeverMayKnock() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString.prefix(8) + ".sock").path
        #expect(try AdminDoor.knock(at: path, .devices) == nil)
        let administration = administration
        let door = try AdminDoor(at: path) { administration.perform($0) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try world.enrol("d1", certificate: "c1")
        let reply = try #require(try AdminDoor.knock(at: path, .devices))
        #expect(reply.devices.map(\.id) == ["d1"])
        let ticket = try #require(
            try AdminDoor.knock(at: path, .makeCode(name: "Platz 2", device: nil))?.ticket)
        #expect(EnrolmentTicket(ticket)?.authority == (try world.house.authority.fingerprint))
        door.close()
        #expect(try AdminDoor.knock(at: path, .devices) == nil)
    }

    /// Who keeps persons and units is kept too, in the tree that nobody alters unseen.
    @Test func whatAdministratorsDoIsWrittenDown() throws {
        let unit = Unit(id: "neu", name: "Neue Stelle", sign: "NEU")
        let person = Person(
            id: "neu", name: "Nina Neu", memberships: [Membership(unit: "neu", role: .clerk)])
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let before = try world.house.store.read { try $0.treeSize() }
        for order in [
            AdminOrder.setUnit(unit), .setPerson(person, password: HouseWorld.password),
            .setLocked("neu", true), .backup(path: folder),
        ] { #expect(administration.perform(order).failure == nil) }
        let events = administration.perform(.events(limit: 6)).events
        #expect(
            events.map(\.kind) == [
                .backedUp, .accountLocked, .personSet, .passwordSet, .personSet, .unitSet,
            ])
        #expect(events.last?.detail == "neu: Neue Stelle, NEU")
        #expect(events.filter { $0.kind == .personSet }.map(\.detail) == ["inactive", "neu:clerk"])
        #expect(try world.house.store.read { try $0.treeSize() } == before + 6)
        #expect(try world.house.centre.audit() == nil)
    }

    @Test func theDoorsBookNamesWhatHappened() throws {
        try world.enrol("d1", certificate: "c1")
        _ = try world.logIn()
        _ = administration.perform(.revoke("d1"))
        let kinds = administration.perform(.events(limit: 10)).events.map(\.kind)
        #expect(kinds.prefix(4) == [.deviceRevoked, .loggedIn, .deviceEnrolled, .codeMade])
    }
}
