import Casework
import NIOHTTP1
import SyncProtocol

/// Snapshots and attachments: bytes in pieces, verified by whoever puts them together.
extension HTTPCentre {
    package func snapshot(image layout: String?) throws -> SnapshotManifest {
        var question = Question(method: .post, path: Route.snapshots)
        if let layout { question.body = (["layout": layout.wire] as JSONValue).bytes }
        question.time = 300_000
        question.repeats = true
        return try ask(question, as: nil).document()
    }

    package func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try piece(Route.segment(sha256), media: "application/gzip", offset, limit, as: nil)
    }

    package func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try piece(
            Route.blob(sha256), media: "application/octet-stream", offset, limit, as: person)
    }

    /// The bytes from `offset`, at most `limit`; whoever sends more or others is not believed.
    private func piece(
        _ path: String, media: String, _ offset: Int, _ limit: Int, as person: PersonID?
    ) throws -> [UInt8] {
        guard limit > 0 else { return [] }
        var question = Question.get(path)
        question.expects = media
        question.headers = [("Range", "bytes=\(offset)-\(offset + limit - 1)")]
        question.limit = limit
        let answer = try ask(question, as: person)
        let range = answer.headers.first(name: "Content-Range") ?? ""
        guard answer.status == 206,
            range.hasPrefix("bytes \(offset)-\(offset + answer.body.count - 1)/")
        else { throw CentreFailure(.unreachable, context: "answer: range") }
        return answer.body
    }

    package func blobState(_ sha256: String) throws -> BlobState? {
        do {
            let answer = try ask(
                Question(method: .head, path: Route.blob(sha256), repeats: true), as: nil)
            guard let size = Int(answer.headers.first(name: "Upload-Length") ?? ""),
                let offset = Int(answer.headers.first(name: "Upload-Offset") ?? "")
            else { throw CentreFailure(.unreachable, context: "answer: offset") }
            return BlobState(size: size, offset: offset)
        } catch let failure as CentreFailure
            where failure.context == "HTTP 404" || failure.code == .notFound
        {
            return nil
        }
    }

    package func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        var question = Question(method: .patch, path: Route.blob(sha256))
        question.body = part
        question.media = "application/octet-stream"
        question.headers = [
            ("Upload-Offset", String(offset)), ("Upload-Length", String(size)),
        ]
        question.time = 120_000
        // A part that had arrived all the same is refused, and the desk asks how far it is.
        question.repeats = true
        return try ask(question, as: nil).document()
    }
}
