import Casework
import SyncProtocol

extension Centre {
    /// Units whose cases the desk gets: by these it is known whom a commit concerns.
    package func scopes(of caller: Caller) throws -> [UnitID] {
        let version = store.doorVersion
        let units = try store.read { try sight(of: caller, $0).units ?? [] }
        if let version { seenUnits.keep(units, for: caller, at: version) }
        return units
    }

    /// The same, where it is known without looking and nothing has changed at the door since.
    package func knownScopes(of caller: Caller) -> [UnitID]? {
        store.doorVersion.flatMap { seenUnits.value(of: caller, at: $0) }
    }

    /// Whether the person may see this case.
    package func sees(_ id: CaseID, from caller: Caller) throws -> Bool {
        try store.read { reading in
            try sight(of: caller, reading).showsPerson(try reading.placement(of: id)?.unit)
        }
    }

    /// The incarnation of the log, its end, and how far it is on a second medium.
    package func mark() throws -> (epoch: String, head: Int, durable: Int) {
        try store.read { (try $0.epoch(), try $0.head(), try $0.durable()) }
    }

    /// The raw public key that vouches for the log; empty for none.
    package var logKey: [UInt8] { logSigner?.publicKey ?? [] }
}
