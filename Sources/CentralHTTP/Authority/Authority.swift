import Casework
import CentralService
import Crypto
import Foundation
import SwiftASN1
import SyncProtocol
import X509

/// The centre's own certificate authority: it believes nobody but itself, and no workstation
/// believes anybody but it.
package struct Authority: Sendable {
    package let certificate: Certificate
    private let key: P256.Signing.PrivateKey

    package static let years = 20
    /// Days of the server's certificate.
    package static let serverDays = 825

    /// A new authority.
    package init(name: String, now: Instant) throws {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName {
            OrganizationName("Amtspult")
            CommonName(name)
        }
        self.key = key
        certificate = try Authority.certificate(
            of: Certificate.PublicKey(key.publicKey), subject: subject, issuer: subject,
            validFrom: now, seconds: Authority.years * 366 * 86_400, signedBy: key
        ) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
        }
    }

    /// The authority whose certificate and key these are.
    package init(certificatePEM: String, keyPEM: String) throws {
        certificate = try Certificate(pemEncoded: certificatePEM)
        key = try P256.Signing.PrivateKey(pemRepresentation: keyPEM)
        guard certificate.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw AuthorityFailure(.keyMismatch)
        }
    }

    package var keyPEM: String { key.pemRepresentation }
    package var pem: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }
    package var fingerprint: AuthorityFingerprint {
        get throws { AuthorityFingerprint(certificate: try certificate.derBytes) }
    }

    /// A certificate for the service itself.
    ///
    /// - Parameter names: host names and addresses under which desks reach it.
    package func issueServer(
        _ publicKey: P256.Signing.PublicKey, names: [String], now: Instant
    ) throws -> Certificate {
        let subject = try DistinguishedName { CommonName(names.first ?? "amtszentrale") }
        let alternatives = SubjectAlternativeNames(try names.map(GeneralName.init(host:)))
        return try issue(
            Certificate.PublicKey(publicKey), subject, now,
            seconds: Authority.serverDays * 86_400
        ) {
            try ExtendedKeyUsage([.serverAuth])
            alternatives
        }
    }

    /// A certificate for a workstation, from what it signed with its own key.
    package func issueDevice(
        csr pem: String, device: DeviceID, now: Instant, seconds: Int
    ) throws -> IssuedCertificate {
        let csr = try readCSR(pem)
        let subject = try DistinguishedName {
            OrganizationName("Amtspult Arbeitsplatz")
            CommonName(device.raw)
        }
        let certificate = try issue(csr.publicKey, subject, now, seconds: seconds) {
            try ExtendedKeyUsage([.clientAuth])
        }
        return IssuedCertificate(
            pem: try certificate.serializeAsPEM().pemString,
            fingerprint: sha256Hex(try certificate.derBytes), expires: now.adding(seconds: seconds))
    }

    private func readCSR(_ pem: String) throws -> CertificateSigningRequest {
        guard pem.utf8.count <= 8_192,
            let csr = try? CertificateSigningRequest(pemEncoded: pem),
            P256.Signing.PublicKey(csr.publicKey) != nil,
            csr.publicKey.isValidSignature(csr.signature, for: csr)
        else { throw AccountRefusal(.csrRefused) }
        return csr
    }

    private func issue(
        _ publicKey: Certificate.PublicKey, _ subject: DistinguishedName, _ now: Instant,
        seconds: Int,
        @ExtensionsBuilder extra: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> Certificate {
        let more = try extra().get()
        return try Authority.certificate(
            of: publicKey, subject: subject, issuer: certificate.subject, validFrom: now,
            seconds: seconds, signedBy: key
        ) {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            SubjectKeyIdentifier(hash: publicKey)
            more
        }
    }

    /// Valid from five minutes ago, so that a clock that lags a little believes it.
    private static func certificate(
        of publicKey: Certificate.PublicKey, subject: DistinguishedName,
        issuer: DistinguishedName, validFrom now: Instant, seconds: Int,
        signedBy key: P256.Signing.PrivateKey,
        @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> Certificate {
        let start = Date(timeIntervalSince1970: Double(now.seconds))
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: start - 300, notValidAfter: start + Double(seconds),
            issuer: issuer, subject: subject, extensions: try extensions().get(),
            issuerPrivateKey: Certificate.PrivateKey(key))
    }
}

package struct AuthorityFailure: Error, Hashable, Sendable {
    package enum Code: String, Sendable { case keyMismatch, name, files }
    package var code: Code

    package init(_ code: Code) { self.code = code }
}

extension Certificate {
    package var derBytes: [UInt8] {
        get throws {
            var serializer = DER.Serializer()
            try serializer.serialize(self)
            return serializer.serializedBytes
        }
    }
}

extension GeneralName {
    /// A host name, or an address of IPv4 or IPv6.
    fileprivate init(host: String) throws {
        if let address = addressBytes(host) {
            self = .ipAddress(ASN1OctetString(contentBytes: address[...]))
            return
        }
        let allowed = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
                || byte == 0x2E
        }
        guard allowed, !host.isEmpty, host.utf8.count <= 253 else {
            throw AuthorityFailure(.name)
        }
        self = .dnsName(host)
    }
}

private func addressBytes(_ text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four, Array.init) }
    var six = in6_addr()
    if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: &six, Array.init) }
    return nil
}
