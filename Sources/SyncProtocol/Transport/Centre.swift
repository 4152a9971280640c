import Casework

/// An act as the exact bytes that are stored, hashed and, once a desk is enrolled, signed.
/// They are made once and never again serialised.
package struct ActEnvelope: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(_ act: Act) { bytes = act.wire.bytes }

    package func act() throws(EnvelopeError) -> Act {
        do {
            return try Act(wire: try JSONValue(bytes: bytes), at: "act")
        } catch {
            throw EnvelopeError(cause: String(describing: error))
        }
    }
}

/// Bytes that are no act.
package struct EnvelopeError: Error, Hashable, Sendable {
    package var cause: String
}

/// One line of the feed: an entry of the log, and the case as it stands after the page.
package struct ChangeItem: Hashable, Sendable {
    package var entry: Entry
    /// The post-image; only with the last entry of a case in the page. Applying it twice is
    /// harmless.
    package var image: CaseFile?

    package init(entry: Entry, image: CaseFile?) {
        self.entry = entry
        self.image = image
    }
}

/// A page of the feed, applied together with its cursor in one transaction.
package struct ChangePage: Hashable, Sendable {
    package var epoch: String
    package var items: [ChangeItem]
    /// Verdicts on acts that changed nothing, for the desk that made them.
    package var verdicts: [Verdict]
    /// Where the next page begins.
    package var next: Int
    /// The end of the log when the page was made.
    package var head: Int
    /// Persons, units and editions when they changed since the cursor.
    package var reference: Reference?

    package init(
        epoch: String, items: [ChangeItem], verdicts: [Verdict], next: Int, head: Int,
        reference: Reference?
    ) {
        self.epoch = epoch
        self.items = items
        self.verdicts = verdicts
        self.next = next
        self.head = head
        self.reference = reference
    }

    package var more: Bool { next < head }
}

/// What is the same for every case: people, units, procedures. Versioned as a whole.
package struct Reference: Hashable, Sendable {
    package var version: Int
    package var office: Office
    /// Documents of all published editions, newest of a procedure last.
    package var editions: [PublishedEdition]

    package init(version: Int, office: Office, editions: [PublishedEdition]) {
        self.version = version
        self.office = office
        self.editions = editions
    }
}

package struct PublishedEdition: Hashable, Sendable {
    /// SHA-256 of the document, in hex.
    package var id: EditionID
    package var procedure: ProcedureID
    package var document: [UInt8]
    /// The one that new cases of the procedure take.
    package var current: Bool

    package init(
        id: EditionID, procedure: ProcedureID, document: [UInt8], current: Bool
    ) {
        self.id = id
        self.procedure = procedure
        self.document = document
        self.current = current
    }
}

/// The way to the centre: in this process when a desk is alone, over HTTPS otherwise. Calls
/// block; whoever must not wait makes them from a thread that may.
package protocol CentreTransport: AnyObject, Sendable {
    /// Offers acts in the order of their counters. Every act gets its verdict, once; offering
    /// the same bytes again gives the same verdict.
    ///
    /// - Throws: `CentreFailure`; then nothing is known to be processed, and everything is kept.
    func offer(_ acts: [ActEnvelope]) throws -> [Verdict]

    /// The feed after `cursor`; `reference` is the version of the reference data already held.
    func changes(after cursor: Int, reference: Int, limit: Int) throws -> ChangePage

    /// The last counter the centre has processed for this device and actor.
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int

    /// Who read what; journalled like acts, never dropped.
    func report(_ reads: [ReadRecord]) throws
}

/// A reading of personal data: opening a case, hits of a search, an export.
package struct ReadRecord: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Sendable {
        case open, search, export, attachment, letter
    }
    package var person: PersonID
    package var device: DeviceID
    package var caseID: CaseID
    package var purpose: Purpose
    package var at: Instant

    package init(
        person: PersonID, device: DeviceID, caseID: CaseID, purpose: Purpose, at: Instant
    ) {
        self.person = person
        self.device = device
        self.caseID = caseID
        self.purpose = purpose
        self.at = at
    }
}

/// The centre could not be asked or could not answer.
package struct CentreFailure: Error, Sendable {
    package enum Code: String, Sendable {
        case unreachable, storageFull, readOnly, corrupt, newerVersion, counterGap, sameCounter
        case malformed, internalError, busy
    }
    package var code: Code
    /// For the log; never personal data.
    package var context: String

    package init(_ code: Code, context: String = "") {
        self.code = code
        self.context = context
    }
}
