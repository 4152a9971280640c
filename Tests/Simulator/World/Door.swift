import Casework
import CentralService
import SyncProtocol

/// The centre's door for one desk: what `amtszentrale` does with a request once it is known who
/// asks, without HTTP.
final class Door: CentreDetour, RemoteCentre {
    private let real: any CentreTransport
    private let centre: Centre
    private let store: any CentralStore
    private let shelf: PlayedShelf
    private let caller: Caller
    let epoch: String

    init(
        _ real: any CentreTransport, _ centre: Centre, _ store: any CentralStore,
        _ shelf: PlayedShelf, _ caller: Caller, epoch: String
    ) {
        self.real = real
        self.centre = centre
        self.store = store
        self.shelf = shelf
        self.caller = caller
        self.epoch = epoch
    }

    func onward() -> any CentreTransport { real }

    func snapshot() throws -> SnapshotManifest {
        try shelf.manifest(centre, store, for: caller)
    }
    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try shelf.part(of: sha256, from: offset, limit: limit, centre, for: caller)
    }

    /// No attachment of the simulation has bytes: each is lost at its desk, and its act goes without.
    func blobState(_ sha256: String) throws -> BlobState? { nil }
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState { throw CentreFailure(.notFound) }
    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] { throw CentreFailure(.notFound) }
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence] { [] }
}
