import Casework
import Workstation

/// The way to a centre on another machine, as the hands need it: how it stands, who is logged in,
/// who is in which case. Alone on one desk there is none.
package protocol CentreLine: AnyObject, Sendable {
    var connection: Connection { get }

    /// The last day on which a person may work at this desk without the centre; nil where that
    /// is not limited.
    func offlineUntil(_ person: PersonID) -> CivilDay?

    /// The person may sit here now without logging in: a session of theirs holds, or the centre
    /// is away and they were here before.
    func maySit(_ person: Person) throws(DeskFailure)

    /// Asks the centre whether the password is right, and begins a session.
    func logIn(_ person: Person, password: Secret) throws(DeskFailure)

    /// The person has this case open now, or none.
    func present(_ person: PersonID, in caseID: CaseID?)
}

/// The centre in the desk's own process: nobody logs in, nobody else is there.
package final class OwnCentre: CentreLine {
    package init() {}

    package var connection: Connection { .alone }
    package func offlineUntil(_ person: PersonID) -> CivilDay? { nil }
    package func maySit(_ person: Person) throws(DeskFailure) {}
    package func logIn(_ person: Person, password: Secret) throws(DeskFailure) {}
    package func present(_ person: PersonID, in caseID: CaseID?) {}
}
