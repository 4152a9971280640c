import Casework

/// An act's content by itself, with its type: how acts cross a local door before a desk makes
/// them its own.
extension ActBody: WireForm {
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        try self.init(
            type: try reader.get("type"), wire: try reader.get("args"), at: reader.at("args"))
    }
}
