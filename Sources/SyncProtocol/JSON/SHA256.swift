import Crypto

/// The SHA-256 of bytes in lower-case hex: the name of editions, attachments and acts.
package func sha256Hex(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    hash.update(data: Array(bytes))
    let digits: [Character] = Array("0123456789abcdef")
    var text = ""
    for byte in hash.finalize() {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return text
}
