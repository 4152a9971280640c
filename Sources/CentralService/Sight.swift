import Casework
import SyncProtocol

/// What a caller may see.
struct Sight {
    /// Units whose cases the desk gets; nil for all.
    var units: [UnitID]?
    /// Units whose cases the person may ask for; nil for all.
    var own: [UnitID]?

    static let all = Sight(units: nil, own: nil)

    func shows(_ unit: UnitID?) -> Bool {
        guard let units else { return true }
        return unit.map(units.contains) ?? false
    }

    func showsPerson(_ unit: UnitID?) -> Bool {
        guard let own else { return true }
        return unit.map(own.contains) ?? false
    }
}

extension Centre {
    /// Who asks, and what they may see: looked at in every transaction, so that a right taken
    /// away is gone with the next call.
    func sight(of caller: Caller, _ reading: any CentralReading) throws -> Sight {
        guard case .desk(let id, let person) = caller else { return .all }
        guard let device = try reading.enrolled(id) else {
            throw CentreFailure(.unauthenticated, context: "device unknown")
        }
        guard !device.revoked else { throw CentreFailure(.deviceRevoked) }
        let office = try reference(reading).office
        guard let asking = office.persons[person], asking.active,
            device.members.contains(person)
        else { throw CentreFailure(.forbidden, context: "not at this device") }
        let units = device.members.compactMap { office.persons[$0] }.flatMap(\.readableUnits)
        return Sight(units: Set(units).sorted(), own: asking.readableUnits)
    }
}
