import Casework
import GRDB
import SyncProtocol
import Synchronization

/// Fetching everything anew: built beside what is shown, and put in its place once it is whole.
extension Desk {
    /// Where a build will stand, and what it needs to begin.
    package struct Ground: Sendable {
        package var epoch: String
        package var cursor: FeedCursor
        package var reference: Reference
    }

    /// People, units and procedures for a build that will stand at this cursor.
    package func ground(of manifest: SnapshotManifest) throws -> Ground {
        let page = try transport.changes(
            after: manifest.cursor, reference: 0, limit: 1, wait: 0)
        guard page.epoch == manifest.epoch else { throw CentreFailure(.epochChanged) }
        guard let reference = page.reference else {
            throw CentreFailure(.malformed, context: "no reference data")
        }
        return Ground(epoch: manifest.epoch, cursor: manifest.cursor, reference: reference)
    }

    package func builder(on ground: Ground) throws -> CasesBuilder {
        try noteContact { $0.building = true }
        return try CasesBuilder(
            at: folder.casesBuilding, editions: editions, blobs: blobs,
            published: ground.reference.editions, lanes: buildLanes)
    }

    /// Takes the bytes of a file that the centre has built.
    package func imageFile() throws -> ImageFile {
        try noteContact { $0.building = true }
        return try ImageFile(at: folder.casesBuilding)
    }

    /// Goes on with such a file, which holds so many cases.
    ///
    /// - Throws: `StoreFailure(.corrupt)` where it is not what this program would have built.
    package func builder(on ground: Ground, from file: ImageFile, rows: Int) throws -> CasesBuilder
    {
        try CasesBuilder(
            image: file.path, rows: rows, editions: editions, blobs: blobs,
            published: ground.reference.editions, lanes: buildLanes)
    }

    /// Puts what was built in the place of what is shown, with the acts that have no entry yet
    /// laid over it. The journal is not touched.
    package func adopt(_ builder: CasesBuilder, on ground: Ground) throws {
        try talking.withLock { _ in
            try builder.finish(
                epoch: ground.epoch, cursor: ground.cursor, reference: ground.reference)
            try shelf.replace(with: builder.path) { fresh in
                try fresh.write { db in
                    let pending = try pending(cursor: ground.cursor.sequence)
                    _ = try projection(db).reconcile(pending: pending)
                }
            }
            try noteContact {
                $0.building = false
                $0.epoch = ground.epoch
            }
            try forgetUnseenBlobs()
        }
    }

    /// A build that broke off: what was shown stays.
    package func abandon(_ builder: CasesBuilder) { builder.abandon() }

    /// Pieces of a build until it is whole.
    package var pieces: Pieces { Pieces(folder) }
}
