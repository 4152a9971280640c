import Casework
import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import SyncProtocol
import X509

/// By what a workstation is known at a centre, and the only authority it believes.
package struct DeskIdentity: Hashable, Sendable {
    /// The private key, PEM. Secret.
    package var key: String
    /// The certificate the centre issued for it, PEM.
    package var certificate: String
    /// The certificate of the centre's authority, PEM.
    package var authority: String
    package var expires: Instant

    package init(key: String, certificate: String, authority: String, expires: Instant) {
        self.key = key
        self.certificate = certificate
        self.authority = authority
        self.expires = expires
    }

    /// From when to when a certificate holds; nil for what is none.
    package static func validity(of certificate: String) -> ClosedRange<Instant>? {
        guard let parsed = try? Certificate(pemEncoded: certificate) else { return nil }
        let (from, to) = (parsed.notValidBefore, parsed.notValidAfter)
        guard from <= to else { return nil }
        return Instant(date: from)...Instant(date: to)
    }
}

extension Instant {
    fileprivate init(date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}

/// A new key of a workstation with what it asks to be certified.
package struct KeyRequest: Sendable {
    package let key: String
    package let csr: String

    package init(device: DeviceID) throws {
        let fresh = P256.Signing.PrivateKey()
        let request = try CertificateSigningRequest(
            version: .v1, subject: try DistinguishedName { CommonName(device.raw) },
            privateKey: Certificate.PrivateKey(fresh),
            attributes: CertificateSigningRequest.Attributes())
        key = fresh.pemRepresentation
        csr = try request.serializeAsPEM().pemString
    }
}

extension DeskIdentity {
    /// How a workstation shows itself, and whom it believes.
    package var tls: TLSConfiguration {
        get throws { try TLSConfiguration.centre(authority: authority, identity: self) }
    }
}

extension TLSConfiguration {
    /// TLS 1.3, believing only the centre's own authority.
    static func centre(authority: String, identity: DeskIdentity? = nil) throws
        -> TLSConfiguration
    {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .fullVerification
        tls.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
        if let identity {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(
                Array(identity.certificate.utf8)
            ).map { .certificate($0) }
            tls.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem))
        }
        return tls
    }
}

extension AuthorityFingerprint {
    /// nil for what is no certificate.
    init?(pem: String) {
        guard let certificate = try? Certificate(pemEncoded: pem) else { return nil }
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(certificate)) != nil else { return nil }
        self.init(certificate: serializer.serializedBytes)
    }
}
