import Casework
import CentralService
import SyncProtocol
import Testing

@Suite(.onEachStore) struct SessionTests {
    let world: RegistryWorld

    init() throws {
        world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        try world.enrol("d2", certificate: "c2")
        try world.registry.setPassword(RegistryWorld.password, of: "anna")
        try world.registry.setPassword(RegistryWorld.password, of: "fort")
    }

    private func ask(_ token: String, _ certificate: String = "c1") throws -> Authenticated {
        try world.registry.authenticate(token: token, certificate: certificate)
    }

    @Test func aTokenSaysWhoAsks() throws {
        let who = try ask(try world.logIn().access)
        #expect(who.person == "anna")
        #expect(who.device.id == "d1")
    }

    @Test(arguments: [
        ("anna", "falsch falsch falsch"), ("niemand", RegistryWorld.password),
        ("fort", RegistryWorld.password), ("anna", ""),
    ])
    func whatWasWrongIsNotTold(person: String, password: String) {
        #expect(refusal { try world.logIn(PersonID(person), password) } == .credentials)
    }

    @Test func tokensAreKeptOnlyAsHashes() throws {
        let tokens = try world.logIn()
        #expect(tokens.access.count == 64 && tokens.refresh.count == 64)
        let hash = sha256Hex(tokens.access.utf8)
        #expect(try world.store.read { try $0.token(hash: tokens.access) } == nil)
        #expect(try world.store.read { try $0.token(hash: hash) }?.kind == .access)
    }

    @Test func aTokenIsWorthNothingWithAnotherCertificate() throws {
        let tokens = try world.logIn()
        #expect(refusal { try ask(tokens.access, "c2") } == .tokenUnknown)
        let refreshed = refusal {
            try world.registry.refresh(tokens.refresh, certificate: "c2")
        }
        #expect(refreshed == .tokenUnknown)
        #expect(try ask(tokens.access).person == "anna")
    }

    @Test func aTokenEndsAfterAQuarterOfAnHour() throws {
        let tokens = try world.logIn()
        world.pass(seconds: 899)
        _ = try ask(tokens.access)
        world.pass(seconds: 1)
        #expect(refusal { try ask(tokens.access) } == .tokenExpired)
    }

    @Test func aRefreshTokenIsNoAccessToken() throws {
        let tokens = try world.logIn()
        #expect(refusal { try ask(tokens.refresh) } == .tokenUnknown)
        let swapped = refusal { try world.registry.refresh(tokens.access, certificate: "c1") }
        #expect(swapped == .tokenUnknown)
    }

    @Test func refreshingGoesOnUntilTheDayIsOver() throws {
        var tokens = try world.logIn()
        let began = world.now
        while world.now.adding(seconds: 600) < began.adding(seconds: 43_200) {
            world.pass(seconds: 600)
            tokens = try world.registry.refresh(tokens.refresh, certificate: "c1")
            #expect(try ask(tokens.access).person == "anna")
        }
        world.pass(seconds: 600)
        let over = refusal { try world.registry.refresh(tokens.refresh, certificate: "c1") }
        #expect(over == .tokenExpired)
    }

    @Test func aRefreshTokenUsedTwiceEndsTheSession() throws {
        let first = try world.logIn()
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        world.pass(seconds: 60)
        let reused = refusal { try world.registry.refresh(first.refresh, certificate: "c1") }
        #expect(reused == .tokenUnknown)
        #expect(refusal { try ask(second.access) } == .tokenExpired)
        let heir = refusal { try world.registry.refresh(second.refresh, certificate: "c1") }
        #expect(heir == .tokenExpired)
    }

    // MARK: An answer that was lost

    @Test func aRefreshTokenWorksOnceMoreWhereItsAnswerWasLost() throws {
        let first = try world.logIn()
        let lost = try world.registry.refresh(first.refresh, certificate: "c1")
        world.pass(seconds: 59)
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        #expect(second.refresh == lost.refresh)
        #expect(try ask(second.access).person == "anna")
        world.pass(seconds: 600)
        let third = try world.registry.refresh(second.refresh, certificate: "c1")
        #expect(try ask(third.access).person == "anna")
    }

    @Test func onceMoreIsOnce() throws {
        let first = try world.logIn()
        _ = try world.registry.refresh(first.refresh, certificate: "c1")
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        let again = refusal { try world.registry.refresh(first.refresh, certificate: "c1") }
        #expect(again == .tokenUnknown)
        #expect(refusal { try ask(second.access) } == .tokenExpired)
        #expect(try world.registry.authEvents(limit: 1).first?.kind == .tokenReused)
    }

    /// Whoever holds a copy comes when its successor has been used.
    @Test func aCopyIsNoticedWithinTheWindow() throws {
        let first = try world.logIn()
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        let third = try world.registry.refresh(second.refresh, certificate: "c1")
        let copy = refusal { try world.registry.refresh(first.refresh, certificate: "c1") }
        #expect(copy == .tokenUnknown)
        #expect(refusal { try ask(third.access) } == .tokenExpired)
        #expect(try world.registry.authEvents(limit: 1).first?.kind == .tokenReused)
    }

    @Test func onlyTheSameCertificateGetsItOnceMore() throws {
        let first = try world.logIn()
        let device = try world.registry.device(presenting: "c1")
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        _ = try world.registry.renew(device, presented: "c1") { _, _ in world.issued("c9") }
        let other = refusal { try world.registry.refresh(first.refresh, certificate: "c9") }
        #expect(other == .tokenUnknown)
        #expect(refusal { try ask(second.access, "c9") } == .tokenExpired)
    }

    @Test func theSuccessorIsNothingThatCanBeWorkedOut() throws {
        let first = try world.logIn()
        let second = try world.registry.refresh(first.refresh, certificate: "c1")
        #expect(second.refresh.count == 64 && second.refresh != first.refresh)
        #expect(second.refresh != sha256Hex("refresh:\(first.refresh)".utf8))
    }

    // MARK: Units

    @Test func aWorkstationGetsNoMoreUnitsThanItMay() throws {
        var limits = AccountLimits()
        limits.unitsPerDevice = 1
        let registry = Registry(
            store: world.store, clock: { [world] in world.now },
            random: { Array(repeating: 7, count: $0) },
            passwords: PlainPasswords(), limits: limits)
        try world.store.write { transaction in
            var office = try transaction.office()
            office.units["sgs"] = Unit(id: "sgs", name: "Grün", sign: "SGS")
            office.persons["berta"] = Person(
                id: "berta", name: "Berta", memberships: [Membership(unit: "sgs", role: .clerk)])
            try transaction.setOffice(office)
        }
        try world.registry.setPassword(RegistryWorld.password, of: "berta")
        func logIn(_ person: PersonID, _ certificate: String) throws -> SessionTokens {
            try registry.logIn(
                LogIn(
                    person: person, password: RegistryWorld.password, certificate: certificate,
                    address: "10.0.0.1"))
        }
        _ = try logIn("anna", "c1")
        for _ in 0..<5 { #expect(refusal { try logIn("berta", "c1") } == .tooManyUnits) }
        #expect(throws: Never.self) { try logIn("anna", "c1") }
    }

    @Test func loggingOutEndsAllTokensOfTheSessionAndNoOther() throws {
        let here = try world.logIn()
        let there = try world.logIn(certificate: "c2")
        try world.registry.logOut(try ask(here.access))
        #expect(refusal { try ask(here.access) } == .tokenExpired)
        #expect(try ask(there.access, "c2").person == "anna")
    }

    @Test func aNewPasswordEndsWhatWasOpenWithTheOld() throws {
        let tokens = try world.logIn()
        try world.registry.setPassword("vier Gänse am See", of: "anna")
        #expect(refusal { try ask(tokens.access) } == .tokenExpired)
        #expect(refusal { try world.logIn() } == .credentials)
    }

    @Test func aLockedAccountIsOutUntilItIsOpened() throws {
        let tokens = try world.logIn()
        try world.registry.setLocked(true, "anna")
        #expect(refusal { try ask(tokens.access) } == .tokenExpired)
        #expect(refusal { try world.logIn() } == .credentials)
        try world.registry.setLocked(false, "anna")
        _ = try world.logIn()
    }

    @Test func aSessionGoesOnOverARenewedCertificate() throws {
        let tokens = try world.logIn()
        let device = try world.registry.device(presenting: "c1")
        _ = try world.registry.renew(device, presented: "c1") { _, _ in world.issued("c9") }
        #expect(try ask(tokens.access, "c9").person == "anna")
        let next = try world.registry.refresh(tokens.refresh, certificate: "c9")
        #expect(try ask(next.access, "c9").person == "anna")
        #expect(refusal { try ask(next.access, "c1") } == .tokenUnknown)
    }

    // MARK: Guessing

    @Test func guessingAPasswordGetsSlowFromAnywhere() throws {
        for number in 0..<4 {
            let address = "10.0.1.\(number)"
            #expect(refusal { try world.logIn("anna", "falsch", address: address) } == .credentials)
        }
        #expect(refusal { try world.logIn(address: "10.0.2.1") } == .heldOff)
        world.pass(seconds: 1)
        _ = try world.logIn()
        #expect(refusal { try world.logIn("anna", "falsch") } == .credentials)
        _ = try world.logIn()
    }

    @Test func guessingNamesGetsSlowByAddress() throws {
        for number in 0..<13 {
            let person = PersonID("person\(number)")
            #expect(refusal { try world.logIn(person, "falsch") } == .credentials)
        }
        #expect(refusal { try world.logIn() } == .heldOff)
        _ = try world.logIn(address: "10.0.0.9")
    }

    @Test(arguments: [(1, 0), (3, 0), (4, 1), (5, 2), (6, 4), (13, 512), (14, 900), (500, 900)])
    func theWaitDoubles(failures: Int, seconds: Int) {
        #expect(world.registry.waitAfter(failures: failures, free: 3) == seconds)
    }

    @Test(arguments: [
        "kurz", "aaaaaaaaaaaaaaaa", "anna weiss es doch", "Passwort1234", "Linz2026Linz",
        String(repeating: "lang und", count: 40),
    ])
    func aWeakPasswordIsRefused(password: String) {
        let refused = refusal { try world.registry.setPassword(password, of: "anna") }
        #expect(refused == .passwordWeak)
    }

    @Test func nobodyGetsAPasswordWhoIsNotSetUp() {
        let refused = refusal {
            try world.registry.setPassword(RegistryWorld.password, of: "unbekannt")
        }
        #expect(refused == .personUnknown)
    }

    @Test func whatIsOverIsForgotten() throws {
        let tokens = try world.logIn()
        world.pass(seconds: 43_200 + 86_401)
        try world.registry.tidy()
        let hash = sha256Hex(tokens.access.utf8)
        #expect(try world.store.read { try $0.token(hash: hash) } == nil)
    }
}
