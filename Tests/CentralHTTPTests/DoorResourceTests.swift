import Casework
import CentralHTTP
import CentralService
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import SwiftASN1
import SyncProtocol
import Testing
import X509

@Suite struct DoorResourceTests {
    let world: HouseWorld

    init() throws {
        world = try HouseWorld()
        try world.enrol("d1", certificate: "c1")
        try world.enrol("d2", certificate: "c2")
    }

    @Test func anybodyMayAskForTheAuthority() async throws {
        let response = try await world.asked(certificate: nil) {
            try await $0.ask(.get, Route.wellKnown)
        }
        let known = try WellKnown(wire: try response.document, at: "document")
        #expect(known.versions == [1])
        #expect(try Certificate(pemEncoded: known.authority) == world.house.authority.certificate)
    }

    /// Every resource but the two that let in.
    private static let closed = Resource.all.filter { $0.access != .anybody }

    @Test func onlyWhatLetsInIsOpen() {
        let open = Resource.all.filter { $0.access == .anybody }.map { "\($0.method) \($0.path)" }
        #expect(open == ["GET \(Route.wellKnown)", "POST \(Route.devices)"])
    }

    @Test(arguments: closed.indices)
    func nothingIsAnsweredWithoutAWorkstation(index: Int) async throws {
        let resource = Self.closed[index]
        let response = try await world.asked(certificate: nil) { client in
            try await client.ask(
                resource.method, resource.path, token: "x", body: [0x7B, 0x7D])
        }
        #expect(response.status == .unauthorized)
        #expect(response.problem == (resource.method == .head ? nil : "unauthenticated"))
    }

    @Test(arguments: closed.indices.filter { closed[$0].access == .person })
    func nothingOfACaseIsAnsweredWithoutAPerson(index: Int) async throws {
        let resource = Self.closed[index]
        for token in [nil, "", "falsch", String(repeating: "a", count: 64)] {
            let response = try await world.asked { client in
                try await client.ask(
                    resource.method, resource.path, token: token, body: [0x7B, 0x7D])
            }
            #expect(response.status == .unauthorized, "\(resource.path)")
        }
    }

    @Test(arguments: closed.indices)
    func aRevokedWorkstationGetsNothing(index: Int) async throws {
        let resource = Self.closed[index]
        let token = try world.logIn()
        try world.house.registry.revoke("d1")
        let response = try await world.asked { client in
            try await client.ask(
                resource.method, resource.path, token: token, body: [0x7B, 0x7D])
        }
        #expect(response.status == .forbidden)
        #expect(response.problem == (resource.method == .head ? nil : "device-revoked"))
    }

    @Test func aTokenOfAnotherWorkstationIsRefused() async throws {
        let token = try world.logIn(certificate: "c2")
        let response = try await world.asked { try await $0.ask(.get, Route.session, token: token) }
        #expect(response.problem == "unauthenticated")
    }

    @Test func anExpiredTokenSaysSo() async throws {
        let token = try world.logIn()
        world.pass(seconds: 900)
        let response = try await world.asked { try await $0.ask(.get, Route.session, token: token) }
        #expect(response.status == .unauthorized)
        #expect(response.problem == "token-expired")
    }

    @Test func loggingInRefreshingAndOut() async throws {
        let logIn = LogInRequest(person: "anna", password: HouseWorld.password)
        let first = try await world.asked { try await $0.post(Route.logIn, logIn.wire) }
        let tokens = try SessionTokens(wire: try first.document, at: "tokens")
        let second = try await world.asked {
            try await $0.post(Route.refresh, RefreshRequest(refresh: tokens.refresh).wire)
        }
        let fresh = try SessionTokens(wire: try second.document, at: "tokens")
        #expect(fresh.access != tokens.access)
        world.pass(seconds: 60)
        let reused = try await world.asked {
            try await $0.post(Route.refresh, RefreshRequest(refresh: tokens.refresh).wire)
        }
        #expect(reused.status == .unauthorized)
        let after = try await world.asked {
            try await $0.ask(.get, Route.session, token: fresh.access)
        }
        #expect(after.problem == "token-expired")
    }

    @Test func thePasswordOnceMore() async throws {
        let token = try world.logIn()
        world.pass(seconds: 600)
        let wrong = try await world.asked {
            try await $0.post(Route.stepUp, StepUpRequest(password: "falsch").wire, token: token)
        }
        #expect(wrong.status == .forbidden)
        let right = StepUpRequest(password: HouseWorld.password)
        let response = try await world.asked {
            try await $0.post(Route.stepUp, right.wire, token: token)
        }
        let answer = try StepUpAnswer(wire: try response.document, at: "answer")
        #expect(answer.until == world.house.clock().adding(seconds: 900))
        let session = try await world.asked { try await $0.ask(.get, Route.session, token: token) }
        #expect(session.status == .ok)
    }

    @Test func aWrongPasswordCostsTime() async throws {
        let wrong = LogInRequest(person: "anna", password: "falsch")
        for _ in 0..<4 {
            let response = try await world.asked { try await $0.post(Route.logIn, wrong.wire) }
            #expect(response.status == .unauthorized)
        }
        let right = LogInRequest(person: "anna", password: HouseWorld.password)
        let held = try await world.asked { try await $0.post(Route.logIn, right.wire) }
        #expect(held.status == .tooManyRequests)
        #expect(held.headers[.retryAfter] != nil)
    }

    @Test func aWorkstationIsLetInByACode() async throws {
        let code = try world.house.registry.makeCode(name: "Platz 3")
        let key = P256.Signing.PrivateKey()
        let csr = try CertificateSigningRequest(
            version: .v1, subject: try DistinguishedName { CommonName("egal") },
            privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes()
        ).serializeAsPEM().pemString
        let enrolment = DeviceEnrolment(
            code: code, device: "d3", csr: csr, actKey: hexText(world.signer.publicKey))
        let response = try await world.asked(certificate: nil) {
            try await $0.post(Route.devices, enrolment.wire)
        }
        let issued = try DeviceCertificate(wire: try response.document, at: "issued")
        let certificate = try Certificate(pemEncoded: issued.certificate)
        #expect(certificate.publicKey == Certificate.PublicKey(key.publicKey))
        #expect("\(certificate.subject)".contains("d3"))
        #expect(issued.epoch == "epoche-1")
        #expect(
            world.house.authority.certificate.publicKey.isValidSignature(
                certificate.signature, for: certificate))
        let again = try await world.asked(certificate: nil) {
            try await $0.post(Route.devices, enrolment.wire)
        }
        #expect(again.status == .forbidden)
    }

    @Test(arguments: ["", "kein CSR", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"])
    func whatIsNoRequestForACertificateIsRefused(csr: String) async throws {
        let code = try world.house.registry.makeCode(name: "Platz 3")
        let enrolment = DeviceEnrolment(
            code: code, device: "d3", csr: csr, actKey: hexText(world.signer.publicKey))
        let response = try await world.asked(certificate: nil) {
            try await $0.post(Route.devices, enrolment.wire)
        }
        #expect(response.problem == "malformed")
    }
}
