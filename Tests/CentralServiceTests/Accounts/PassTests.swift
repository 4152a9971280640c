import Casework
import CentralService
import SyncProtocol
import Testing

/// Whom the door remembers, and what makes it look again.
@Suite struct PassTests {
    let world: RegistryWorld
    let tokens: SessionTokens

    init() throws {
        world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        try world.enrol("d2", certificate: "c2")
        try world.registry.setPassword(RegistryWorld.password, of: "anna")
        _ = try world.logIn(certificate: "c2")
        tokens = try world.logIn()
        _ = try world.registry.authenticate(token: tokens.access, certificate: "c1")
    }

    private var isKnown: Bool {
        world.registry.known(token: tokens.access, certificate: "c1") != nil
    }

    @Test func whoWasLetInIsKnownWithWhatTheyShowedOnly() {
        #expect(isKnown)
        #expect(world.registry.known(token: tokens.access, certificate: "c2") == nil)
        #expect(world.registry.known(token: tokens.refresh, certificate: "c1") == nil)
    }

    /// Two thousand workstations renew their log-ins twice a second together.
    @Test func aRenewalMakesNobodyUnknown() throws {
        let renewed = try world.registry.refresh(tokens.refresh, certificate: "c1")
        #expect(isKnown)
        _ = try world.registry.refresh(renewed.refresh, certificate: "c1")
        _ = try world.logIn(certificate: "c2")
        #expect(isKnown)
    }

    @Test func aPassEndsWithItsToken() {
        world.pass(seconds: 900)
        #expect(!isKnown)
    }

    enum Change: CaseIterable {
        case loggedOut, reused, revoked, newPassword, otherCertificate, forgotten
    }

    @Test(arguments: Change.allCases)
    func whatChangesWhoIsLetInIsLookedUp(change: Change) throws {
        let registry = world.registry
        switch change {
        case .loggedOut:
            try registry.logOut(
                try registry.authenticate(token: tokens.access, certificate: "c1"))
        case .reused:
            _ = try registry.refresh(tokens.refresh, certificate: "c1")
            world.pass(seconds: 61)
            #expect(
                refusal { try registry.refresh(tokens.refresh, certificate: "c1") }
                    == .tokenUnknown)
        case .revoked: try registry.revoke("d1")
        case .newPassword: try registry.setPassword(RegistryWorld.password + "!", of: "anna")
        case .otherCertificate:
            let device = try registry.device(presenting: "c1")
            _ = try registry.renew(device, presented: "c1") { _, _ in world.issued("c3") }
            _ = try registry.authenticate(token: tokens.access, certificate: "c1")
            #expect(isKnown)
            _ = try registry.refresh(tokens.refresh, certificate: "c3")
        case .forgotten:
            try world.store.write {
                try $0.forgetAccounts(before: world.now.adding(seconds: 90_000))
            }
        }
        #expect(!isKnown)
    }
}
