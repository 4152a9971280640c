import CentralHTTP
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import SwiftASN1
import SyncProtocol
import Testing
import X509

@Suite struct WellKnownTests {
    @Test func anybodyMayAskForTheAuthority() async throws {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName { CommonName("Zentrale") }
        let authority = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: key.publicKey,
            notValidBefore: .distantPast, notValidAfter: .distantFuture, issuer: name,
            subject: name,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            }, issuerPrivateKey: key)
        let app = Application(router: try centralRouter(authority: authority))
        try await app.test(.router) { client in
            try await client.execute(uri: Route.wellKnown, method: .get) { response in
                let document = try JSONValue(bytes: Array(buffer: response.body))
                let known = try WellKnown(wire: document, at: "document")
                #expect(known.versions == [1])
                #expect(try Certificate(pemEncoded: known.authority) == authority)
            }
        }
    }
}
