import Casework
import SyncProtocol

/// What an administrator has the centre do. None of it shows or changes a case.
package enum AdminOrder: Hashable, Sendable {
    case makeCode(name: String, device: DeviceID?)
    case devices
    case revoke(DeviceID)
    case office
    case setUnit(Unit)
    /// A new person, or other roles of one that is there; a password where it is given.
    case setPerson(Person, password: String?)
    case setPassword(PersonID, password: String)
    case setLocked(PersonID, Bool)
    case publish(ProcedureID, document: [UInt8])
    case backup(path: String)
    case status
    case events(limit: Int)
}

extension AdminOrder: WireForm {
    package var wire: JSONValue {
        switch self {
        case .makeCode(let name, let device):
            wireObject([("do", "code"), ("name", name.wire), ("dev", device?.wire)])
        case .devices: ["do": "devices"]
        case .revoke(let device): ["do": "revoke", "dev": device.wire]
        case .office: ["do": "office"]
        case .setUnit(let unit): ["do": "unit", "unit": unit.wire]
        case .setPerson(let person, let password):
            wireObject([
                ("do", "person"), ("person", person.wire), ("password", password?.wire),
            ])
        case .setPassword(let person, let password):
            ["do": "password", "person": person.wire, "password": password.wire]
        case .setLocked(let person, let locked):
            ["do": "lock", "person": person.wire, "locked": locked.wire]
        case .publish(let procedure, let document):
            [
                "do": "publish", "procedure": procedure.wire,
                "document": Bytes(document).wire,
            ]
        case .backup(let path): ["do": "backup", "path": path.wire]
        case .status: ["do": "status"]
        case .events(let limit): ["do": "events", "limit": limit.wire]
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        switch try reader.get("do", as: String.self) {
        case "code":
            self = .makeCode(
                name: try reader.get("name"), device: try reader.optional("dev"))
        case "devices": self = .devices
        case "revoke": self = .revoke(try reader.get("dev"))
        case "office": self = .office
        case "unit": self = .setUnit(try reader.get("unit"))
        case "person":
            self = .setPerson(
                try reader.get("person"), password: try reader.optional("password"))
        case "password":
            self = .setPassword(try reader.get("person"), password: try reader.get("password"))
        case "lock":
            self = .setLocked(try reader.get("person"), try reader.get("locked"))
        case "publish":
            let document: Bytes = try reader.get("document")
            self = .publish(try reader.get("procedure"), document: document.bytes)
        case "backup": self = .backup(path: try reader.get("path"))
        case "status": self = .status
        case "events": self = .events(limit: try reader.get("limit"))
        default: throw WireError(path, "unbekannt")
        }
    }
}

/// A workstation as an administrator sees it.
package struct DeviceLine: Hashable, WireForm {
    package var id: DeviceID
    package var name: String
    package var enrolled: Instant
    package var expires: Instant
    package var revoked: Instant?

    package var wire: JSONValue {
        wireObject([
            ("dev", id.wire), ("name", name.wire), ("enrolled", enrolled.wire),
            ("expires", expires.wire), ("revoked", revoked?.wire),
        ])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("dev"), name: try reader.get("name"),
            enrolled: try reader.get("enrolled"), expires: try reader.get("expires"),
            revoked: try reader.optional("revoked"))
    }

    init(id: DeviceID, name: String, enrolled: Instant, expires: Instant, revoked: Instant?) {
        self.id = id
        self.name = name
        self.enrolled = enrolled
        self.expires = expires
        self.revoked = revoked
    }
}

/// A person's account as an administrator sees it.
package struct AccountLine: Hashable, WireForm {
    package var person: PersonID
    package var locked: Bool

    package init(person: PersonID, locked: Bool) {
        self.person = person
        self.locked = locked
    }

    package var wire: JSONValue { ["person": person.wire, "locked": locked.wire] }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(person: try reader.get("person"), locked: try reader.get("locked"))
    }
}

/// What came of an order. Which members are there depends on the order.
package struct AdminReply: Hashable, WireForm {
    /// Why it was not done; a code of `AccountRefusal` or `CentreFailure`.
    package var failure: String?
    package var ticket: String?
    package var devices: [DeviceLine] = []
    package var office: Office?
    package var accounts: [AccountLine] = []
    package var edition: String?
    package var events: [AuthEvent] = []
    package var status: [String: Int] = [:]
    package var epoch: String?
    package var problems: [String] = []

    package init(failure: String? = nil) { self.failure = failure }

    package var wire: JSONValue {
        wireObject([
            ("failure", failure?.wire), ("ticket", ticket?.wire),
            ("devices", devices.wireIfFilled), ("office", office?.wire),
            ("accounts", accounts.wireIfFilled), ("edition", edition?.wire),
            ("events", events.wireIfFilled), ("epoch", epoch?.wire),
            ("status", .object(status.mapValues(\.wire))), ("problems", problems.wireIfFilled),
        ])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        failure = try reader.optional("failure")
        ticket = try reader.optional("ticket")
        devices = try reader.list("devices")
        office = try reader.optional("office")
        accounts = try reader.list("accounts")
        edition = try reader.optional("edition")
        events = try reader.list("events")
        epoch = try reader.optional("epoch")
        status = try reader.dictionary("status", key: { $0 })
        problems = try reader.list("problems")
    }
}
