import Casework

/// Raw bytes travel as Base64URL.
package struct Bytes: WireForm {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
    package var wire: JSONValue { Base64URL.text(bytes).wire }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard let bytes = Base64URL.decode(try String(wire: wire, at: path)) else {
            throw WireError(path, "kein Base64URL")
        }
        self.bytes = bytes
    }
}

extension Digest: WireForm {
    package var wire: JSONValue { description.wire }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard let bytes = hexBytes(try String(wire: wire, at: path)),
            let digest = Digest(bytes)
        else { throw WireError(path, "kein SHA-256") }
        self = digest
    }
}

extension FeedCursor: WireForm {
    package var wire: JSONValue { ["seq": sequence.wire, "token": token.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(sequence: try reader.get("seq"), token: try reader.get("token"))
    }
}

extension PublishedEdition: WireForm {
    package var wire: JSONValue {
        [
            "id": id.wire, "procedure": procedure.wire, "document": Bytes(document).wire,
            "current": current.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let document: Bytes = try reader.get("document")
        self.init(
            id: try reader.get("id"), procedure: try reader.get("procedure"),
            document: document.bytes, current: try reader.get("current"))
    }
}

extension Reference: WireForm {
    package var wire: JSONValue {
        ["version": version.wire, "office": office.wire, "editions": editions.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            version: try reader.get("version"), office: try reader.get("office"),
            editions: try reader.list("editions"))
    }
}

extension CentreSession: WireForm {
    package var wire: JSONValue {
        let counters = counters.map { ($0.key.raw, $0.value.wire) }
        return wireObject([
            ("epoch", epoch.wire), ("head", head.wire), ("durable", durable.wire),
            ("serverTime", time.wire), ("scopes", scopes.wire),
            ("lastN", .object(Dictionary(counters, uniquingKeysWith: { $1 }))),
            ("treeHead", treeHead?.wire), ("schema", [oldestSchema.wire, newestSchema.wire]),
            ("minimumClient", minimumClient.wireIfFilled), ("limits", limits.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let schema: [Int] = try reader.list("schema")
        self.init(
            epoch: try reader.get("epoch"), head: try reader.get("head"),
            durable: try reader.get("durable"), time: try reader.get("serverTime"),
            scopes: try reader.list("scopes"),
            counters: try reader.dictionary("lastN", key: { PersonID($0) }),
            treeHead: try reader.optional("treeHead"), oldestSchema: schema.first ?? 1,
            newestSchema: schema.last ?? 1,
            minimumClient: try reader.optional("minimumClient") ?? "",
            limits: try reader.optional("limits") ?? .standard)
    }
}

extension CentreHit: WireForm {
    package var wire: JSONValue {
        [
            "case": caseID.wire, "number": number.wire, "subject": subject.wire,
            "unit": unit.wire, "cv": version.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            caseID: try reader.get("case"), number: try reader.get("number"),
            subject: try reader.get("subject"), unit: try reader.get("unit"),
            version: try reader.get("cv"))
    }
}

extension SnapshotManifest.Segment: WireForm {
    package var wire: JSONValue {
        [
            "sha256": sha256.wire, "bytes": bytes.wire, "rows": rows.wire,
            "format": format.wire, "enc": encoding.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            sha256: try reader.get("sha256"), bytes: try reader.get("bytes"),
            rows: try reader.get("rows"), format: try reader.get("format"),
            encoding: try reader.get("enc"))
    }
}

extension SnapshotImage.Part: WireForm {
    package var wire: JSONValue {
        ["sha256": sha256.wire, "bytes": bytes.wire, "size": size.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            sha256: try reader.get("sha256"), bytes: try reader.get("bytes"),
            size: try reader.get("size"))
    }
}

extension SnapshotImage: WireForm {
    package var wire: JSONValue {
        ["layout": layout.wire, "rows": rows.wire, "parts": parts.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            layout: try reader.get("layout"), rows: try reader.get("rows"),
            parts: try reader.list("parts"))
    }
}

extension SnapshotManifest: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("epoch", epoch.wire), ("cursor", cursor.wire),
            ("image", image?.wire), ("segments", segments.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), epoch: try reader.get("epoch"),
            cursor: try reader.get("cursor"), image: try reader.optional("image"),
            segments: try reader.list("segments"))
    }
}

extension BlobState: WireForm {
    package var wire: JSONValue { ["size": size.wire, "offset": offset.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(size: try reader.get("size"), offset: try reader.get("offset"))
    }
}

extension Presence: WireForm {
    package var wire: JSONValue { ["person": person.wire, "since": since.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(person: try reader.get("person"), since: try reader.get("since"))
    }
}
