import Casework

/// What stands behind a leaf of the audit tree. A leaf is the hash of its canonical document,
/// so that content may be erased and the tree still holds.
package enum AuditLeaf: Hashable, Sendable {
    /// A processed act: the hash of its bytes, what the centre made of it, the hash of the
    /// changes that resulted, and when.
    case act(sequence: Int, sha256: String, verdict: Verdict, changes: String, at: Instant)
    case read(ReadRecord)
    /// Enrolments, logins, refusals of entry.
    case auth(AuthEvent)

    package var document: [UInt8] {
        let value: JSONValue =
            switch self {
            case .act(let sequence, let sha256, let verdict, let changes, let at):
                [
                    "seq": sequence.wire, "act": sha256.wire, "verdict": verdict.wire,
                    "changes": changes.wire, "at": at.wire,
                ]
            case .read(let read): ["read": read.wire]
            case .auth(let event): ["auth": event.wire]
            }
        return value.bytes
    }

    package var hash: Digest { Merkle.leaf(document) }
}

/// Something that happened at the door of the centre.
package struct AuthEvent: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case codeMade, deviceEnrolled, deviceRenewed, deviceRevoked, codeRefused
        case foreignCertificate, accountLocked, accountUnlocked
        case loggedIn, loginRefused, loggedOut, tokenReused, passwordSet
        case steppedUp, stepUpRefused
        case signatureRefused, actRefused
        // What administrators did
        case unitSet, personSet, editionPublished, backedUp, restored
    }
    package var kind: Kind
    package var device: DeviceID?
    package var person: PersonID?
    package var at: Instant
    /// Never content of a case, never a secret.
    package var detail: String

    package init(
        _ kind: Kind, device: DeviceID? = nil, person: PersonID? = nil, at: Instant,
        detail: String = ""
    ) {
        self.kind = kind
        self.device = device
        self.person = person
        self.at = at
        self.detail = detail
    }
}

extension ReadRecord.Purpose: WireName {}
extension AuthEvent.Kind: WireName {}

extension ReadRecord: WireForm {
    package var wire: JSONValue {
        [
            "person": person.wire, "dev": device.wire, "case": caseID.wire,
            "purpose": purpose.wire, "at": at.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            person: try reader.get("person"), device: try reader.get("dev"),
            caseID: try reader.get("case"), purpose: try reader.get("purpose"),
            at: try reader.get("at"))
    }
}

extension AuthEvent: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("kind", kind.wire), ("dev", device?.wire), ("person", person?.wire),
            ("at", at.wire), ("detail", detail.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            try reader.get("kind"), device: try reader.optional("dev"),
            person: try reader.optional("person"), at: try reader.get("at"),
            detail: try reader.optional("detail") ?? "")
    }
}

/// A root of the audit tree that the centre stands for with its signature.
package struct SignedTreeHead: Hashable, Sendable {
    package var epoch: String
    package var size: Int
    package var root: Digest
    package var at: Instant
    /// The log's raw Ed25519 public key; believed only if it is the one known from enrolment.
    package var key: [UInt8]
    package var signature: [UInt8]

    package init(
        epoch: String, size: Int, root: Digest, at: Instant, key: [UInt8], signature: [UInt8]
    ) {
        self.epoch = epoch
        self.size = size
        self.root = root
        self.at = at
        self.key = key
        self.signature = signature
    }

    package init(
        epoch: String, size: Int, root: Digest, at: Instant, signer: any ActSigner
    ) throws {
        self.init(
            epoch: epoch, size: size, root: root, at: at, key: signer.publicKey, signature: [])
        signature = try signer.sign(signed)
    }

    /// What the signature is over.
    package var signed: [UInt8] {
        ([
            "epoch": epoch.wire, "size": size.wire, "root": root.wire, "at": at.wire,
        ] as JSONValue).bytes
    }

    package func isSigned(by key: [UInt8], _ verifier: any ActVerifier) -> Bool {
        self.key == key && verifier.isValid(signature, of: signed, key: key)
    }
}

extension ProvenEntry {
    /// The leaf this entry must have in the tree.
    package var leaf: AuditLeaf {
        .act(
            sequence: entry.sequence, sha256: sha256Hex(bytes), verdict: entry.verdict,
            changes: sha256Hex(entry.changes.wire.bytes), at: entry.at)
    }

    /// Whether the entry is in the tree of `head`, and its bytes are what it says and signed by
    /// the key that comes with it.
    package func isProven(by head: SignedTreeHead, _ verifier: any ActVerifier) -> Bool {
        let envelope = ActEnvelope(bytes: bytes)
        guard let proof, proof.size == head.size, let act = try? envelope.act(),
            act == entry.act, proof.holds(leaf: leaf.hash, root: head.root)
        else { return false }
        guard let key else { return !envelope.isSigned }
        return envelope.isSigned(by: key, verifier)
    }
}

extension Entry {
    /// The verdict on an act that took effect.
    package var verdict: Verdict {
        Verdict(
            act: act.id, counter: act.counter, outcome: outcome, sequence: sequence,
            version: version)
    }
}
