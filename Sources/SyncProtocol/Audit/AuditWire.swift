import Casework

extension InclusionProof: WireForm {
    package var wire: JSONValue {
        ["index": index.wire, "size": size.wire, "path": path.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            index: try reader.get("index"), size: try reader.get("size"),
            path: try reader.list("path"))
    }
}

extension SignedTreeHead: WireForm {
    package var wire: JSONValue {
        [
            "epoch": epoch.wire, "size": size.wire, "root": root.wire, "at": at.wire,
            "key": Bytes(key).wire, "signature": Bytes(signature).wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let key: Bytes = try reader.get("key")
        let signature: Bytes = try reader.get("signature")
        self.init(
            epoch: try reader.get("epoch"), size: try reader.get("size"),
            root: try reader.get("root"), at: try reader.get("at"), key: key.bytes,
            signature: signature.bytes)
    }
}

extension ProvenEntry: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("entry", entry.wire), ("bytes", Bytes(bytes).wire),
            ("key", key.map { Bytes($0).wire }), ("proof", proof?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let bytes: Bytes = try reader.get("bytes")
        let key: Bytes? = try reader.optional("key")
        self.init(
            entry: try reader.get("entry"), bytes: bytes.bytes, key: key?.bytes,
            proof: try reader.optional("proof"))
    }
}

extension CaseHistory: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("image", image.wire), ("entries", entries.wire), ("treeHead", head?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            image: try reader.get("image"), entries: try reader.list("entries"),
            head: try reader.optional("treeHead"))
    }
}
