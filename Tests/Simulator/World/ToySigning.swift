import SyncProtocol

/// Signatures that cost nothing: a digest over key and bytes. Nobody in the simulation computes
/// one for a key that is not theirs.
struct ToySigner: ActSigner {
    let publicKey: [UInt8]

    init(_ name: String) { publicKey = Array(sha256Hex(name.utf8).utf8.prefix(32)) }

    var kid: String { sha256Hex(publicKey) }
    func sign(_ bytes: [UInt8]) throws -> [UInt8] { ToySigner.mark(bytes, publicKey) }

    static func mark(_ bytes: [UInt8], _ key: [UInt8]) -> [UInt8] {
        Array(sha256Hex(key + bytes).utf8)
    }
}

struct ToyVerifier: ActVerifier {
    func isValid(_ signature: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool {
        signature == ToySigner.mark(bytes, key)
    }
}

/// The wrong part of a test: takes any signature for one.
struct Trusting: ActVerifier {
    func isValid(_ signature: [UInt8], of bytes: [UInt8], key: [UInt8]) -> Bool { true }
}

/// How a seed signs: mostly with toys, one in twenty with the real thing.
struct Signing: Sendable {
    let isReal: Bool

    func signer(_ name: String) -> any ActSigner {
        let seed = Array(sha256Hex(name.utf8).utf8.prefix(32))
        if isReal, let real = Ed25519Signer(seed: seed) { return real }
        return ToySigner(name)
    }
    /// Desks check the heads of the log with the real thing.
    func logSigner(networked: Bool) -> any ActSigner {
        let seed = Array(sha256Hex("log".utf8).utf8.prefix(32))
        if networked, let real = Ed25519Signer(seed: seed) { return real }
        return signer("log")
    }
    var verifier: any ActVerifier { isReal ? Ed25519Verifier() : ToyVerifier() }
}
