import Casework

/// Who asks the centre.
package enum Caller: Hashable, Sendable {
    /// The process the centre runs in: trusted, sees everything.
    case house
    /// A person at an enrolled desk, as the connection proved it.
    case desk(DeviceID, PersonID)

    package var person: PersonID? { if case .desk(_, let person) = self { person } else { nil } }
    package var device: DeviceID? { if case .desk(let device, _) = self { device } else { nil } }
}
