import Casework

/// A document does not have the shape it should; `path` says where.
package struct WireError: Error, Hashable, Sendable {
    package var path: String
    package var problem: String

    package init(_ path: String, _ problem: String) {
        self.path = path
        self.problem = problem
    }

    /// The same, seen from further out: nobody but a failure needs to know the way from the outside.
    fileprivate func inside(_ way: String) -> WireError { WireError(way + path, problem) }
}

/// A value with a form on the wire. The domain types know nothing of it: their inside may move,
/// the wire stays.
package protocol WireForm {
    var wire: JSONValue { get }
    init(wire: JSONValue, at path: String) throws(WireError)
}

/// Reads the members of an object, saying where something is missing or of another kind.
package struct WireReader {
    package let members: [String: JSONValue]
    package let path: String

    package init(_ value: JSONValue, at path: String) throws(WireError) {
        guard case .object(let members) = value else { throw WireError(path, "kein Objekt") }
        self.members = members
        self.path = path
    }

    package func at(_ key: String) -> String { "\(path).\(key)" }

    package func get<T: WireForm>(_ key: String, as _: T.Type = T.self) throws(WireError) -> T {
        guard let value = members[key] else { throw WireError(at(key), "fehlt") }
        return try read(value, of: key)
    }

    package func optional<T: WireForm>(
        _ key: String, as _: T.Type = T.self
    ) throws(WireError) -> T? {
        guard let value = members[key], value != .null else { return nil }
        return try read(value, of: key)
    }

    private func read<T: WireForm>(
        _ value: JSONValue, of key: String, as _: T.Type = T.self
    ) throws(WireError) -> T {
        do {
            return try T(wire: value, at: key)
        } catch {
            throw error.inside(path + ".")
        }
    }

    package func list<T: WireForm>(
        _ key: String, as _: T.Type = T.self
    ) throws(WireError) -> [T] {
        guard let value = members[key] else { return [] }
        return try read(value, of: key)
    }

    /// An object used as a dictionary.
    package func dictionary<Key: Hashable, T: WireForm>(
        _ key: String, key make: (String) -> Key?, as _: T.Type = T.self
    ) throws(WireError) -> [Key: T] {
        guard let value = members[key] else { return [:] }
        guard case .object(let members) = value else { throw WireError(at(key), "kein Objekt") }
        var result = [Key: T](minimumCapacity: members.count)
        for (name, member) in members {
            guard let made = make(name) else { throw WireError(at(key), "unbekannt: \(name)") }
            do {
                result[made] = try T(wire: member, at: name)
            } catch {
                throw error.inside(at(key) + ".")
            }
        }
        return result
    }
}

/// An object of members; those that are nil are left out, so that absent and nil are one.
package func wireObject(_ members: [(String, JSONValue?)]) -> JSONValue {
    var object = [String: JSONValue](minimumCapacity: members.count)
    for (key, value) in members {
        if let value { object[key] = value }
    }
    return .object(object)
}

extension String: WireForm {
    package var wire: JSONValue { .string(self) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard case .string(let text) = wire else { throw WireError(path, "kein Text") }
        self = text
    }
    /// Empty text is left out.
    package var wireIfFilled: JSONValue? { isEmpty ? nil : .string(self) }
}

extension Int: WireForm {
    package var wire: JSONValue { .integer(Int64(self)) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard case .integer(let number) = wire, let value = Int(exactly: number) else {
            throw WireError(path, "keine Zahl")
        }
        self = value
    }
}

extension Bool: WireForm {
    package var wire: JSONValue { .bool(self) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard case .bool(let flag) = wire else { throw WireError(path, "kein Wahrheitswert") }
        self = flag
    }
}

extension JSONValue: WireForm {
    package var wire: JSONValue { self }
    package init(wire: JSONValue, at path: String) throws(WireError) { self = wire }
}

extension Array: WireForm where Element: WireForm {
    package var wire: JSONValue { .array(map(\.wire)) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard case .array(let elements) = wire else { throw WireError(path, "keine Liste") }
        var made: [Element] = []
        made.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                made.append(try Element(wire: element, at: ""))
            } catch {
                throw error.inside("\(path)[\(index)]")
            }
        }
        self = made
    }
    /// An empty list is left out.
    package var wireIfFilled: JSONValue? { isEmpty ? nil : wire }
}

extension ID: WireForm {
    package var wire: JSONValue { .string(raw) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(try String(wire: wire, at: path))
    }
}

/// Enumerations with text as raw value have that text on the wire.
package protocol WireName: WireForm, RawRepresentable where RawValue == String {}

extension WireName {
    package var wire: JSONValue { .string(rawValue) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let name = try String(wire: wire, at: path)
        guard let value = Self(rawValue: name) else {
            throw WireError(path, "unbekannt: \(name)")
        }
        self = value
    }
}

extension Role: WireName {}
extension WaitingFor: WireName {}
extension Outcome: WireName {}
extension ItemState: WireName {}
extension InquiryKind: WireName {}
extension PostingKind: WireName {}
extension DeliveryChannel: WireName {}
extension Closing.Manner: WireName {}
extension Note.Kind: WireName {}
extension Letter.State: WireName {}
extension Attachment.PictureCheck: WireName {}
extension DeadlineRecord.State: WireName {}
extension Obstacle.Code: WireName {}
extension LegalNature: WireName {}
extension LetterKind: WireName {}
extension ReasonRule: WireName {}
extension TextFormat: WireName {}
extension DayRange: WireName {}

extension CivilDay: WireForm {
    package var wire: JSONValue { .string(iso) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard let day = CivilDay(iso: try String(wire: wire, at: path)) else {
            throw WireError(path, "kein Tag")
        }
        self = day
    }
}

extension Instant: WireForm {
    package var wire: JSONValue { .integer(milliseconds) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(milliseconds: Int64(try Int(wire: wire, at: path)))
    }
}

extension Money: WireForm {
    package var wire: JSONValue { .integer(cents) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(cents: Int64(try Int(wire: wire, at: path)))
    }
}

extension Quantity: WireForm {
    package var wire: JSONValue { milli.wire }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(milli: try Int(wire: wire, at: path))
    }
}

extension CaseNumber: WireForm {
    package var wire: JSONValue { .string(withSign) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard let number = CaseNumber(try String(wire: wire, at: path)) else {
            throw WireError(path, "keine Geschäftszahl")
        }
        self = number
    }
}

extension Slot: WireForm {
    package var wire: JSONValue { .string(description) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard let slot = Slot(try String(wire: wire, at: path)) else {
            throw WireError(path, "unbekannt")
        }
        self = slot
    }
}
