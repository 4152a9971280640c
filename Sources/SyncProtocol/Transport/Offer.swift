import Casework

/// What is sent to offer acts: the bytes of each as they are.
package struct Offer: Hashable, WireForm {
    /// The log the desk believes it speaks to.
    package var epoch: String
    package var acts: [ActEnvelope]

    package init(epoch: String, acts: [ActEnvelope]) {
        self.epoch = epoch
        self.acts = acts
    }

    package var wire: JSONValue {
        [
            "epoch": epoch.wire,
            "acts": .array(acts.map { String(decoding: $0.bytes, as: UTF8.self).wire }),
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let acts: [String] = try reader.list("acts")
        self.init(
            epoch: try reader.get("epoch"),
            acts: acts.map { ActEnvelope(bytes: Array($0.utf8)) })
    }
}
