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
    private let blobs: PlayedBlobs
    private let caller: Caller
    let epoch: String

    init(
        _ real: any CentreTransport, _ centre: Centre, _ store: any CentralStore,
        _ shelf: PlayedShelf, _ blobs: PlayedBlobs, _ caller: Caller, epoch: String
    ) {
        self.real = real
        self.centre = centre
        self.store = store
        self.shelf = shelf
        self.blobs = blobs
        self.caller = caller
        self.epoch = epoch
    }

    func onward() -> any CentreTransport { real }

    func snapshot(image layout: String?) throws -> SnapshotManifest {
        try shelf.manifest(centre, store, for: caller, layout: layout)
    }
    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try shelf.part(of: sha256, from: offset, limit: limit, centre, for: caller)
    }

    private func device() throws -> DeviceID {
        guard let device = caller.device else { throw CentreFailure(.notFound) }
        _ = try centre.scopes(of: caller)
        return device
    }

    func blobState(_ sha256: String) throws -> BlobState? {
        blobs.state(sha256, of: try device())
    }
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try blobs.append(sha256, size: size, at: offset, part, of: try device())
    }
    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        let device = try device()
        guard try centre.mayRead(blob: sha256, from: .desk(device, person)) else {
            throw CentreFailure(.notFound)
        }
        return try blobs.read(sha256, from: offset, limit: limit)
    }
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence] { [] }
}
