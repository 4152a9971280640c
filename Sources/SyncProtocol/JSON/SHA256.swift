import Crypto

/// The SHA-256 of bytes in lower-case hex: the name of editions, attachments and acts.
package func sha256Hex(_ bytes: some Sequence<UInt8>) -> String {
    var hash = RunningHash()
    hash.add(Array(bytes)[...])
    return hash.hex
}

/// The SHA-256 of bytes that come in pieces.
package struct RunningHash {
    private var hash = SHA256()

    package init() {}

    package mutating func add(_ bytes: ArraySlice<UInt8>) { hash.update(data: bytes) }

    /// Of all bytes so far, in lower-case hex.
    package var hex: String { hexText(hash.finalize()) }
}
