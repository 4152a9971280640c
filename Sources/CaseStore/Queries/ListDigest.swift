import Casework
import SyncProtocol

extension CaseRegister {
    /// What a list holds, as a short word that two desks can read to one another: SHA-256 over
    /// its cases and their versions, the first sixteen digits in four groups.
    package func digest(of request: WorklistRequest) throws(StoreFailure) -> ListDigest {
        let cases = try asked { db, held in
            try streams(request, db, held)?.rows(.first, limit: Int.max).map {
                (id: $0.listed.id.raw, version: $0.listed.version)
            } ?? []
        }
        let lines = cases.map { "\($0.id) \($0.version)\n" }.sorted().joined()
        return ListDigest(count: cases.count, sha256: sha256Hex(lines.utf8))
    }
}

package struct ListDigest: Hashable, Sendable {
    package var count: Int
    package var sha256: String

    /// "3f9a 02c1 77de 910b"
    package var spoken: String {
        let digits = Array(sha256.prefix(16))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
    }
}
