import Casework
import SyncProtocol

/// What a backup holds, so that it can be checked before anything is taken from it.
struct Manifest {
    static let name = "manifest.json"
    static let format = 1

    struct File {
        var name: String
        var digest: FileDigest
    }

    var made: Instant
    /// In the order in which they were copied.
    var files: [File]
    /// Blobs are named by their content.
    var blobs: [String]

    var bytes: [UInt8] {
        let list = files.map { file -> JSONValue in
            [
                "name": file.name.wire, "bytes": file.digest.bytes.wire,
                "sha256": file.digest.sha256.wire,
            ]
        }
        let whole: JSONValue = [
            "format": Manifest.format.wire, "made": made.rfc3339.wire, "files": .array(list),
            "blobs": blobs.wire,
        ]
        return whole.bytes
    }

    init(made: Instant) {
        self.made = made
        files = []
        blobs = []
    }

    init(bytes: [UInt8]) throws(StoreFailure) {
        do {
            let reader = try WireReader(try JSONValue(bytes: bytes), at: "manifest")
            guard try reader.get("format", as: Int.self) == Manifest.format,
                let made = Instant(rfc3339: try reader.get("made"))
            else { throw StoreFailure(.backup, cause: "format") }
            self.made = made
            blobs = try reader.list("blobs")
            files = try reader.list("files", as: JSONValue.self).map { value in
                let reader = try WireReader(value, at: "manifest.files")
                return File(
                    name: try reader.get("name"),
                    digest: FileDigest(
                        bytes: try reader.get("bytes"), sha256: try reader.get("sha256")))
            }
        } catch {
            throw StoreFailure(.backup, cause: "manifest")
        }
    }
}
