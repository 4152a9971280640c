import CaseStore
import Casework
import Workstation

/// A short word for what each queue holds, which two desks can read to one another.
package enum QueueDigests {
    package static let queues: [QueueID] = [
        .mine, .unassigned, .overdue, .resubmission, .approval, .returned, .all,
    ]

    package static func lines(
        _ register: CaseRegister, person: Person, today: CivilDay
    ) throws(StoreFailure) -> [(queue: QueueID, digest: ListDigest)] {
        var lines: [(queue: QueueID, digest: ListDigest)] = []
        for queue in queues {
            let request = Queues.request(queue, person: person, today: today)
            lines.append((queue, try register.digest(of: request)))
        }
        return lines
    }
}
