import CaseStore
import Casework
import SyncProtocol
import Workstation

/// What a shell command asks of the desk that holds the store.
package struct DoorRequest: Hashable, Sendable {
    package var person: PersonID
    package var order: DoorOrder

    package init(person: PersonID, order: DoorOrder) {
        self.person = person
        self.order = order
    }
}

package enum DoorOrder: Hashable, Sendable {
    /// Is somebody there?
    case knock
    /// Talk with the centre now.
    case synchronise
    /// Acts on one case, together or not at all.
    case submit(Workstation.Submission)
    /// The whole history of a case with its proofs, from the centre.
    case fetchHistory(CaseID)
    /// Persons and units as they shall be.
    case setOffice(Office)
    /// The digest of what was taken in under this identity.
    case takenIn(String)
    /// Openings read from a file, each for itself.
    case takeIn([DoorIntake])
}

/// One line of a file that becomes a case.
package struct DoorIntake: Hashable, Sendable {
    package var caseID: CaseID
    package var opening: Opening
    package var source: TakenIn

    package init(caseID: CaseID, opening: Opening, source: TakenIn) {
        self.caseID = caseID
        self.opening = opening
        self.source = source
    }
}

/// The desk's answer.
package enum DoorReply: Hashable, Sendable {
    case done
    case result(SubmissionResult)
    /// nil where nothing was taken in under the identity.
    case digest(String?)
    /// For each opening why it was refused; nil where it was taken.
    case taken([Obstacle?])
    /// A sentence for the person: the role does not allow it.
    case forbidden(String)
    /// A sentence for the person: the store could not do it.
    case failure(String)
}
