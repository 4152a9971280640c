import Crypto

/// A seal only the holder of the secret can make, HMAC-SHA-256 (RFC 2104).
package struct Seal: Sendable {
    private let key: SymmetricKey

    package init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

    package func mark(_ bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    /// Compares in the same time wherever they differ.
    package func isMark(_ mark: [UInt8], of bytes: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(mark, authenticating: bytes, using: key)
    }

    /// 32 bytes nobody can guess.
    package static func newSecret() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }
}
