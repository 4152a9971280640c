import Casework
import GRDB
import SyncProtocol
import Synchronization

/// How attachments travel.
package struct BlobLimits: Hashable, Sendable {
    /// Bytes of fetched attachments that are kept.
    package var cache = 1 << 30
    /// Bytes sent or asked for at a time.
    package var part = 4 << 20

    package init() {}

    package init(cache: Int, part: Int) {
        self.cache = cache
        self.part = part
    }
}

/// Attachments to and from a centre on another machine.
extension Desk {
    /// What sending a part brought.
    package struct Delivered: Sendable {
        /// Attachments are left.
        package var more: Bool
        /// An act may go now that could not before.
        package var freed: Bool
    }

    private var remote: (any RemoteCentre)? { transport as? any RemoteCentre }

    // MARK: - Up

    /// Sends the next part of an attachment that an act of this desk names. The centre says how
    /// far it has come: nothing is remembered here but that it is whole.
    ///
    /// - Parameter persons: whose acts may go; nil for everybody's.
    /// - Throws: `CentreFailure`; then everything is as before.
    package func deliverOnce(for persons: Set<PersonID>? = nil) throws -> Delivered {
        guard let remote, let upload = try journal.nextUpload(of: persons) else {
            return Delivered(more: false, freed: false)
        }
        let known = try remote.blobState(upload.sha256)
        if known?.complete == true { return try settled(.delivered, upload, persons) }
        let offset = known?.offset ?? 0
        guard offset > 0 || blobs.isWhole(upload.sha256), upload.size > 0 else {
            return try settled(.lost, upload, persons)
        }
        let part = try blobs.part(of: upload.sha256, from: offset, limit: blobLimits.part)
        guard !part.isEmpty else { return try settled(.lost, upload, persons) }
        do {
            let state = try remote.appendBlob(
                upload.sha256, size: upload.size, at: offset, part)
            guard state.complete else { return Delivered(more: true, freed: false) }
            return try settled(.delivered, upload, persons)
        } catch let failure as CentreFailure
            where failure.code == .rangeInvalid && failure.expected == offset + part.count
        {
            // The part had arrived; only the answer had not.
            return Delivered(more: true, freed: false)
        } catch let failure as CentreFailure where failure.code == .tooLarge {
            return try settled(.lost, upload, persons)
        }
    }

    private func settled(
        _ state: Upload.State, _ upload: Upload, _ persons: Set<PersonID>?
    ) throws -> Delivered {
        try journal.set(state, of: upload.sha256)
        return Delivered(more: try journal.nextUpload(of: persons) != nil, freed: true)
    }

    /// For each person where in the journal the acts begin that wait for an attachment.
    func heldByUploads() throws -> [PersonID: Int] { try isRemote ? journal.held() : [:] }

    /// What the centre keeps safely need not be kept here.
    func releaseSecured() throws {
        for name in try journal.secured(durable: try journal.contact().durable) {
            try blobs.release(name)
            try journal.set(.safe, of: name)
        }
    }

    // MARK: - Down

    /// Whether an attachment can be opened without the centre.
    package func holds(_ attachment: Attachment) -> Bool { blobs.holds(attachment.sha256) }

    /// Fetches an attachment that is not here. What broke off goes on where it was.
    ///
    /// - Throws: `CentreFailure` where the centre does not give it, `StoreFailure`.
    package func fetch(_ attachment: Attachment, by person: PersonID) throws {
        let name = attachment.sha256
        try fetching.withLock { _ in
            guard !blobs.holds(name) else { return blobs.cache.use(name, at: world.now()) }
            guard let remote else { throw StoreFailure(.blob) }
            let cache = blobs.cache
            while true {
                let held = try cache.held(name)
                guard held <= attachment.size else {
                    try cache.forget(name)
                    continue
                }
                if held == attachment.size { break }
                let part = try remote.readBlob(
                    name, from: held, limit: min(blobLimits.part, attachment.size - held),
                    by: person)
                guard !part.isEmpty else { throw CentreFailure(.malformed, context: "blob part") }
                try cache.append(part, to: name)
            }
            guard try cache.finish(name) else {
                throw CentreFailure(.malformed, context: "blob hash")
            }
            cache.use(name, at: world.now())
            cache.shrink(to: blobLimits.cache, keeping: try journal.pinnedBlobs().union([name]))
        }
    }

    /// Of cases that went out of sight no fetched attachment stays either.
    func forgetUnseenBlobs() throws {
        guard isRemote else { return }
        let seen = try shelf.read { db in
            Set(try String.fetchAll(db, sql: "SELECT DISTINCT sha256 FROM attached"))
        }
        blobs.cache.keep(only: seen.union(try journal.pinnedBlobs()))
    }

    // MARK: - Saying so

    /// Attachments that wait for the centre, and those that are lost here and cannot go.
    package func uploads() throws(StoreFailure) -> (waiting: Int, lost: Int) {
        try guarded { try journal.uploads() }
    }
}
