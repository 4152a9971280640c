/// Where things are asked for over HTTPS.
package enum Route {
    package static let wellKnown = "/.well-known/casesync"
    package static let version = "/v1"
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
