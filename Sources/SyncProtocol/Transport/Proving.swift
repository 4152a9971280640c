import Casework

/// `POST /v1/auth/stepup`: the password once more, for what needs to be sure who sits there.
package struct StepUpRequest: Hashable, WireForm {
    package var password: String

    package init(password: String) { self.password = password }
    package var wire: JSONValue { ["password": password.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(password: try WireReader(wire, at: path).get("password"))
    }
}

/// How long the password holds.
package struct StepUpAnswer: Hashable, WireForm {
    package var until: Instant

    package init(until: Instant) { self.until = until }
    package var wire: JSONValue { ["until": until.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(until: try WireReader(wire, at: path).get("until"))
    }
}

/// A leaf of the audit tree. The document is there where whoever asks may see what it names.
package struct AuditEntry: Hashable, Sendable {
    /// The leaf's place, from 0.
    package var index: Int
    package var hash: Digest
    /// The leaf's document as it is hashed.
    package var document: [UInt8]?

    package init(index: Int, hash: Digest, document: [UInt8]?) {
        self.index = index
        self.hash = hash
        self.document = document
    }
}

extension AuditEntry: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("index", index.wire), ("hash", hash.wire), ("leaf", document.map { Bytes($0).wire }),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let document: Bytes? = try reader.optional("leaf")
        self.init(
            index: try reader.get("index"), hash: try reader.get("hash"),
            document: document?.bytes)
    }
}
