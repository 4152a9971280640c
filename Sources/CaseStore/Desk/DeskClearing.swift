import Casework
import SyncProtocol

extension Desk {
    /// Acts of everybody at this desk that have no final verdict, the oldest first.
    package func unsettled(limit: Int) throws(StoreFailure) -> [UnsettledAct] {
        try guarded { try journal.unsettled(limit: limit) }
    }

    /// Refused acts of a person that have been dealt with, the newest first.
    package func cleared(
        _ person: PersonID, limit: Int
    ) throws(StoreFailure) -> [(rejected: RejectedAct, clearing: ClearingRecord)] {
        try guarded { try journal.cleared(person, limit: limit) }
    }

    /// The person has dealt with acts that the centre refused; how stays in the journal.
    package func clear(
        _ acts: [ActID], manner: String, reason: String, by person: PersonID
    ) throws(StoreFailure) {
        let record = ClearingRecord(
            manner: manner, reason: reason, person: person, at: world.now())
        try guarded { try journal.clear(acts, record) }
    }
}
