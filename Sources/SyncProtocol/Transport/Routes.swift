/// Where things are asked for over HTTPS.
package enum Route {
    package static let wellKnown = "/.well-known/casesync"
    package static let version = "/v1"
    package static let session = "/v1/session"
    package static let acts = "/v1/acts"
    package static let counter = "/v1/counter"
    package static let changes = "/v1/changes"
    package static let events = "/v1/events"
    package static let reads = "/v1/reads"
    package static let search = "/v1/search"
    package static let snapshots = "/v1/snapshots"
    package static let presence = "/v1/presence"
    package static let treeHead = "/v1/audit/head"
    package static let consistency = "/v1/audit/proof/consistency"
    package static let inclusion = "/v1/audit/proof/inclusion"
    package static let auditEntries = "/v1/audit/entries"

    package static func history(_ id: String) -> String { "/v1/cases/\(id)/history" }
    package static func segment(_ sha256: String) -> String { "/v1/segments/\(sha256)" }
    package static func blob(_ sha256: String) -> String { "/v1/blobs/\(sha256)" }

    /// The media types of answers.
    package static let media = "application/vnd.casesync+json;v=1"
    package static let feedMedia = "application/x-ndjson"
    package static let problemMedia = "application/problem+json"
}

/// What anybody may know of a centre before it knows them.
package struct WellKnown: Hashable, WireForm {
    /// Versions of the protocol that are spoken, oldest first.
    package var versions: [Int]
    /// The certificate of the centre's own authority, PEM; believed only by its fingerprint.
    package var authority: String

    package init(versions: [Int] = [1], authority: String) {
        self.versions = versions
        self.authority = authority
    }

    package var wire: JSONValue {
        ["versions": versions.wire, "authority": authority.wire]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            versions: try reader.list("versions"), authority: try reader.get("authority"))
    }
}
