import Casework
import CentralHTTP
import CentralService
import Crypto
import Foundation
import SwiftASN1
import SyncProtocol
import Testing
import X509

@Suite struct AuthorityTests {
    private let now = Instant(milliseconds: 1_795_000_000_000)
    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent(UUID().uuidString).path

    private func made(names: [String] = ["localhost", "10.1.2.3", "::1"]) throws -> AuthorityFolder
    {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        let folder = AuthorityFolder(path: path)
        try folder.make(name: "Zentrale", names: names, now: now)
        return folder
    }

    @Test func keysAreTheirOwnersAlone() throws {
        _ = try made()
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (name, mode) in [("ca.key", 0o600), ("server.key", 0o600), ("ca.pem", 0o644)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(left.sorted() == ["ca.key", "ca.pem", "server.key", "server.pem"])
    }

    @Test func theServiceHasTheNamesItWasGiven() throws {
        let folder = try made()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try folder.server()
        #expect(server.names == ["localhost", "10.1.2.3", "::1"])
        let authority = try folder.authority().certificate
        #expect(
            authority.publicKey.isValidSignature(
                server.certificate.signature, for: server.certificate))
    }

    @Test(arguments: ["", "mit leer", "a/b", "ÄÖ", "UPPER"])
    func whatIsNoNameIsRefused(name: String) {
        #expect(throws: AuthorityFailure(.name)) { _ = try made(names: [name]) }
        try? FileManager.default.removeItem(atPath: path)
    }

    @Test func theServicesCertificateIsRenewedInTime() throws {
        let folder = try made()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = try folder.server().certificatePEM
        try folder.renewServer(now: now.adding(seconds: 734 * 86_400))
        #expect(try folder.server().certificatePEM == first)
        try folder.renewServer(now: now.adding(seconds: 736 * 86_400))
        let second = try folder.server()
        #expect(second.certificatePEM != first)
        #expect(second.names == ["localhost", "10.1.2.3", "::1"])
    }

    @Test func aKeyOfAnotherAuthorityIsNoticed() throws {
        let one = try Authority(name: "Eine", now: now)
        let other = try Authority(name: "Andere", now: now)
        #expect(throws: AuthorityFailure(.keyMismatch)) {
            _ = try Authority(certificatePEM: try one.pem, keyPEM: other.keyPEM)
        }
        #expect(try one.fingerprint != other.fingerprint)
    }

    @Test func aTicketReadsAsItWasWritten() throws {
        let authority = try Authority(name: "Zentrale", now: now)
        let ticket = EnrolmentTicket(
            code: "7K3M-9QRA-ZZ01", authority: try authority.fingerprint)
        #expect(EnrolmentTicket(ticket.text) == ticket)
        #expect(EnrolmentTicket(ticket.text.lowercased()) == ticket)
        #expect(ticket.text.count == 31)
        for broken in ["", ".", "7K3M-9QRA-ZZ01", "7K3M-9QRA-ZZ01.", ticket.text + ".x", "a.b"] {
            #expect(EnrolmentTicket(broken) == nil)
        }
    }

    /// Only a signature by the key itself, and only of the kind that is asked for.
    @Test func aForeignRequestForACertificateIsRefused() throws {
        let authority = try Authority(name: "Zentrale", now: now)
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("d1") }
        let wrongKind = try CertificateSigningRequest(
            version: .v1, subject: name,
            privateKey: Certificate.PrivateKey(P384.Signing.PrivateKey()),
            attributes: CertificateSigningRequest.Attributes())
        let forged = try CertificateSigningRequest(
            version: .v1, subject: name, publicKey: Certificate.PublicKey(key.publicKey),
            attributes: CertificateSigningRequest.Attributes(),
            signatureAlgorithm: wrongKind.signatureAlgorithm, signature: wrongKind.signature)
        for csr in [wrongKind, forged] {
            #expect(throws: AccountRefusal(.csrRefused)) {
                _ = try authority.issueDevice(
                    csr: try csr.serializeAsPEM().pemString, device: "d1", now: now,
                    seconds: 86_400)
            }
        }
    }

    @Test func aPasswordMatchesOnlyItself() throws {
        let hashing = ScryptPasswords(exponent: 4)
        let verifier = try hashing.verifier(of: "drei Enten")
        #expect(hashing.matches("drei Enten", verifier))
        for wrong in ["", "drei enten", "drei Enten ", "drei Enten\u{0}"] {
            #expect(!hashing.matches(wrong, verifier))
        }
        #expect(try hashing.verifier(of: "drei Enten") != verifier)
        #expect(!hashing.matches("", hashing.nobody))
        // However a keyboard composes it.
        let composed = try hashing.verifier(of: "gr\u{FC}n")
        #expect(hashing.matches("gru\u{308}n", composed))
        for broken in ["", "scrypt$4$8$1$zz$00", "scrypt$99$8$1$00$00", "plain:drei Enten"] {
            #expect(!hashing.matches("drei Enten", broken))
        }
    }

    /// The cost that is used in earnest works, and takes its time.
    @Test func theStandardCostIsHigh() throws {
        let hashing = ScryptPasswords()
        let verifier = try hashing.verifier(of: "drei Enten")
        #expect(verifier.hasPrefix("scrypt$17$8$1$"))
        #expect(hashing.matches("drei Enten", verifier))
    }
}
