import Casework
import CentralService
import SyncProtocol
import Testing

@Suite(.onEachStore) struct DeviceTests {
    @Test func aCodeLetsInExactlyOneWorkstation() throws {
        let world = try RegistryWorld()
        let code = try world.enrol("d1", certificate: "c1")
        #expect(try world.registry.device(presenting: "c1").id == "d1")
        let again = refusal { try world.enrol("d2", certificate: "c2", code: code) }
        #expect(again == .codeRefused)
        #expect(try world.registry.devices().count == 1)
    }

    @Test func howACodeIsTypedDoesNotMatter() throws {
        let world = try RegistryWorld()
        let code = try world.registry.makeCode(name: "Platz 1")
        #expect(code.count == 14 && code.split(separator: "-").count == 3)
        let typed = code.lowercased().replacing("-", with: " ").replacing("0", with: "o")
        try world.enrol("d1", certificate: "c1", code: typed)
        #expect(try world.registry.devices().map(\.name) == ["Platz 1"])
    }

    @Test func aCodeIsKeptOnlyAsAHash() throws {
        let world = try RegistryWorld()
        let code = try world.registry.makeCode(name: "Platz 1")
        let kept = try world.store.read {
            try $0.enrolmentCode(hash: sha256Hex(code.replacing("-", with: "").utf8))
        }
        #expect(kept?.name == "Platz 1")
    }

    @Test func aCodeEnds() throws {
        let world = try RegistryWorld()
        let code = try world.registry.makeCode(name: "Platz 1")
        world.pass(seconds: world.registry.limits.code)
        #expect(refusal { try world.enrol("d1", certificate: "c1", code: code) } == .codeRefused)
    }

    @Test func aKnownWorkstationIsNotTakenOverByACodeForAnother() throws {
        let world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        let other = try world.registry.makeCode(name: "Platz 2")
        #expect(refusal { try world.enrol("d1", certificate: "c2", code: other) } == .deviceKnown)
        let own = try world.registry.makeCode(name: "Platz 1", for: "d1")
        #expect(refusal { try world.enrol("d3", certificate: "c3", code: own) } == .codeRefused)
        try world.enrol("d1", certificate: "c2", code: own)
        #expect(try world.registry.device(presenting: "c2").id == "d1")
        #expect(refusal { try world.registry.device(presenting: "c1") } == .deviceUnknown)
    }

    @Test func guessingCodesGetsSlowAndARightOneDoesNotHelp() throws {
        let world = try RegistryWorld()
        let code = try world.registry.makeCode(name: "Platz 1")
        for _ in 0..<4 {
            let guess = refusal { try world.enrol("d1", certificate: "c1", code: "AAAA-AAAA") }
            #expect(guess == .codeRefused)
        }
        #expect(refusal { try world.enrol("d1", certificate: "c1", code: code) } == .heldOff)
        try world.enrol("d1", certificate: "c1", code: code, address: "10.0.0.2")
    }

    @Test func nothingIsKeptWhenTheCertificateIsNotIssued() throws {
        let world = try RegistryWorld()
        let code = try world.registry.makeCode(name: "Platz 1")
        let refused = refusal {
            try world.registry.enrol(
                EnrolmentRequest(code: code, device: "d1", actKey: [1], address: "a"),
                issue: { _, _ in throw AccountRefusal(.csrRefused) })
        }
        #expect(refused == .csrRefused)
        try world.enrol("d1", certificate: "c1", code: code)
    }

    @Test func aRenewedCertificateGoesBesideTheOldOneUntilTheNext() throws {
        let world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        let device = try world.registry.device(presenting: "c1")
        _ = try world.registry.renew(device, presented: "c1") { _, _ in world.issued("c2") }
        #expect(try world.registry.device(presenting: "c1").id == "d1")
        #expect(try world.registry.device(presenting: "c2").id == "d1")
        _ = try world.registry.renew(device, presented: "c2") { _, _ in world.issued("c3") }
        #expect(refusal { try world.registry.device(presenting: "c1") } == .deviceUnknown)
    }

    @Test func aRevokedWorkstationIsOutAtOnce() throws {
        let world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        try world.registry.setPassword(RegistryWorld.password, of: "anna")
        let tokens = try world.logIn()
        try world.registry.revoke("d1")
        #expect(refusal { try world.registry.device(presenting: "c1") } == .deviceRevoked)
        let asked = refusal {
            try world.registry.authenticate(token: tokens.access, certificate: "c1")
        }
        #expect(asked == .deviceRevoked)
        let device = try world.store.read { try $0.device("d1") }
        let renewed = refusal {
            try world.registry.renew(try #require(device), presented: "c1") { _, _ in
                world.issued("c2")
            }
        }
        #expect(renewed == .deviceRevoked)
    }
}
