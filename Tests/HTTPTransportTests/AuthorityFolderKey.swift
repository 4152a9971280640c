import Crypto
import SwiftASN1
import X509

/// A key of a desk with what it asks to be certified.
struct AuthorityFolderKey {
    let pem: String
    let csr: String

    init() throws {
        let key = P256.Signing.PrivateKey()
        pem = key.pemRepresentation
        csr = try CertificateSigningRequest(
            version: .v1, subject: try DistinguishedName { CommonName("d1") },
            privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes()
        ).serializeAsPEM().pemString
    }
}
