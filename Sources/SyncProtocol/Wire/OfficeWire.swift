import Casework

extension Unit: WireForm {
    package var wire: JSONValue { ["id": id.wire, "name": name.wire, "sign": sign.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), name: try reader.get("name"), sign: try reader.get("sign"))
    }
}

extension Membership: WireForm {
    package var wire: JSONValue { ["unit": unit.wire, "role": role.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(unit: try reader.get("unit"), role: try reader.get("role"))
    }
}

extension Person: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("name", name.wire), ("memberships", memberships.wire),
            ("standsInFor", standsInFor.wireIfFilled), ("active", active.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), name: try reader.get("name"),
            memberships: try reader.list("memberships"),
            standsInFor: try reader.list("standsInFor"), active: try reader.get("active"))
    }
}

extension Office: WireForm {
    package var wire: JSONValue {
        [
            "units": units.values.sorted { $0.id < $1.id }.wire,
            "persons": persons.values.sorted { $0.id < $1.id }.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(units: try reader.list("units"), persons: try reader.list("persons"))
    }
}
