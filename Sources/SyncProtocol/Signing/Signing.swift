import Crypto

/// Signs with a key that stays where it is.
package protocol ActSigner: Sendable {
    /// The SHA-256 of the raw public key, in hex.
    var kid: String { get }
    /// The raw public key.
    var publicKey: [UInt8] { get }
    func sign(_ bytes: [UInt8]) throws -> [UInt8]
}

/// Says whether a signature is one.
package protocol ActVerifier: Sendable {
    func isValid(_ signature: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool
}

/// An Ed25519 key in memory.
package struct Ed25519Signer: ActSigner {
    private let key: Curve25519.Signing.PrivateKey
    package let kid: String
    package let publicKey: [UInt8]

    /// A new key.
    package init() { self.init(Curve25519.Signing.PrivateKey()) }

    /// - Parameter seed: the 32 bytes of `seed`; nil for anything else.
    package init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            return nil
        }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        publicKey = Array(key.publicKey.rawRepresentation)
        kid = sha256Hex(publicKey)
    }

    /// What to keep of it, secret.
    package var seed: [UInt8] { Array(key.rawRepresentation) }

    package func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }
}

package struct Ed25519Verifier: ActVerifier {
    package init() {}

    package func isValid(_ signature: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else {
            return false
        }
        return key.isValidSignature(signature, for: bytes)
    }
}
