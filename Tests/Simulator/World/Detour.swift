import Casework
import SyncProtocol

/// A way to the centre that leads over another: what is only asked is passed on.
protocol Detour: CentreTransport {
    /// - Throws: `CentreFailure` where nobody is reached.
    func onward() throws -> any CentreTransport
}

extension Detour {
    func session() throws -> CentreSession { try onward().session() }
    func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try onward().history(of: id, by: person)
    }
    func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit] {
        try onward().search(text, limit: limit, by: person)
    }
    func treeHead() throws -> SignedTreeHead? { try onward().treeHead() }
    func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try onward().consistency(from: older, to: newer)
    }
}
