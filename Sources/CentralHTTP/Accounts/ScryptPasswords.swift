import CentralService
import Crypto
import CryptoExtras
import Foundation
import SyncProtocol

/// Passwords by scrypt. One check takes 128 MiB and about a third of a second with the standard
/// cost, so whoever calls it bounds how many run at once.
package struct ScryptPasswords: PasswordHashing {
    /// Of two: 17 is the standard; tests take less.
    private let exponent: Int
    package let nobody: String

    package init(exponent: Int = 17) {
        self.exponent = exponent
        nobody = ScryptPasswords.text(
            exponent, salt: [UInt8](repeating: 0, count: 16),
            key: [UInt8](repeating: 0, count: 32))
    }

    package func verifier(of password: String) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let key = try derive(password, salt: salt, exponent: exponent)
        return ScryptPasswords.text(exponent, salt: salt, key: key)
    }

    package func matches(_ password: String, _ verifier: String) -> Bool {
        let parts = verifier.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]),
            (1...20).contains(exponent), let salt = hexBytes(parts[4]),
            let expected = hexBytes(parts[5]),
            let key = try? derive(password, salt: salt, exponent: exponent)
        else { return false }
        return isSame(key, expected)
    }

    private func derive(_ password: String, salt: [UInt8], exponent: Int) throws -> [UInt8] {
        // The same characters are the same password, however a keyboard composes them. The
        // byte at the end keeps zeros before it from being lost, and the empty one from being
        // no bytes at all.
        let text = password.precomposedStringWithCanonicalMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Array(text.utf8) + [0x80], salt: salt, outputByteCount: 32, rounds: 1 << exponent,
            blockSize: 8, parallelism: 1)
        return key.withUnsafeBytes { Array($0) }
    }

    private static func text(_ exponent: Int, salt: [UInt8], key: [UInt8]) -> String {
        "scrypt$\(exponent)$8$1$\(hexText(salt))$\(hexText(key))"
    }

    /// Without telling by its time where the two differ.
    private func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

private func hexBytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    return bytes.count * 2 == digits.count ? bytes : nil
}
