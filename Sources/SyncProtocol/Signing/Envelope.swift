import Casework

/// An act as the exact bytes that are stored, hashed and, once a desk is enrolled, signed.
/// They are made once and never again serialised.
///
/// Either the canonical JSON of the act, or a JWS in compact form (RFC 7515) around it.
package struct ActEnvelope: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(_ act: Act) { bytes = act.wire.bytes }

    /// Signs an act.
    package init(_ act: Act, signer: any ActSigner) throws {
        bytes = try JWS.sign(act.wire.bytes, by: signer)
    }

    package var isSigned: Bool { bytes.first != UInt8(ascii: "{") }

    package func act() throws(EnvelopeError) -> Act { try opened().act }

    /// Reads the bytes once for everything that is asked of them.
    package func opened() throws(EnvelopeError) -> OpenedEnvelope {
        let jws = isSigned ? try JWS(bytes) : nil
        do {
            let payload = try JSONValue(bytes: jws?.payload ?? bytes)
            return OpenedEnvelope(
                act: try Act(wire: payload, at: "act"), bytes: bytes, jws: jws)
        } catch {
            throw EnvelopeError(cause: String(describing: error))
        }
    }

    /// The name of the key that signed; nil where nothing is signed.
    package func kid() throws(EnvelopeError) -> String? {
        isSigned ? try JWS(bytes).kid : nil
    }

    /// Whether these bytes are signed by the holder of `key`.
    package func isSigned(by key: [UInt8], _ verifier: any ActVerifier) -> Bool {
        (try? opened())?.isSigned(by: key, verifier) == true
    }
}

/// An act with its bytes, read.
package struct OpenedEnvelope: Sendable {
    package let act: Act
    package let bytes: [UInt8]
    let jws: JWS?

    /// Whether the holder of `key` signed it.
    package func isSigned(by key: [UInt8], _ verifier: any ActVerifier) -> Bool {
        guard let jws, jws.kid == sha256Hex(key) else { return false }
        return verifier.isValid(jws.signature, of: jws.signed, key: key)
    }
}

/// Bytes that are no act.
package struct EnvelopeError: Error, Hashable, Sendable {
    package var cause: String
}

/// The three parts of a signed act. Only one way of writing it is accepted: what differs in a
/// byte is another act.
struct JWS: Sendable {
    let kid: String
    let payload: [UInt8]
    let signature: [UInt8]
    /// What the signature is over.
    let signed: [UInt8]

    init(_ bytes: [UInt8]) throws(EnvelopeError) {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]),
            let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), signature.count == 64
        else { throw EnvelopeError(cause: "kein JWS") }
        kid = try JWS.kid(of: header)
        self.payload = payload
        self.signature = signature
        signed = Array(bytes[..<(parts[2].startIndex - 1)])
    }

    private static func kid(of header: [UInt8]) throws(EnvelopeError) -> String {
        guard let value = try? JSONValue(bytes: header, limit: 1024),
            case .string(let kid)? = value["kid"], JWS.header(kid: kid) == header
        else { throw EnvelopeError(cause: "Kopf des JWS") }
        return kid
    }

    static func header(kid: String) -> [UInt8] {
        (["alg": "EdDSA", "kid": kid.wire] as JSONValue).bytes
    }

    static func sign(_ payload: [UInt8], by signer: any ActSigner) throws -> [UInt8] {
        var bytes = Base64URL.encode(header(kid: signer.kid))
        bytes.append(UInt8(ascii: "."))
        bytes += Base64URL.encode(payload)
        let signature = try signer.sign(bytes)
        bytes.append(UInt8(ascii: "."))
        bytes += Base64URL.encode(signature)
        return bytes
    }
}
