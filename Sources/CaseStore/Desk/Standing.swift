import Casework
import GRDB
import SyncProtocol

/// Who may work at a desk whose centre is on another machine, and for how long without it.
extension Desk {
    /// The person has shown the centre who they are, at this desk.
    package func noteLogIn(_ person: PersonID) throws(StoreFailure) {
        let now = world.now()
        try guarded {
            try journal.loggedIn(person, at: now)
            try noteContact { $0.at = now }
        }
    }

    /// Whether the person has ever logged in at this desk.
    package func hasLoggedIn(_ person: PersonID) throws(StoreFailure) -> Bool {
        try guarded { try journal.lastLogIn(person) != nil }
    }

    /// Until when work goes on without the centre; nil where there is no such border.
    package func offlineUntil() throws(StoreFailure) -> Instant? {
        guard isRemote else { return nil }
        return try guarded { try journal.contact().at?.adding(seconds: offlineDays * 86_400) }
    }

    /// - Throws: where the person may read, but not write.
    func mayWrite(_ person: PersonID) throws(StoreFailure) {
        guard isRemote else { return }
        guard try hasLoggedIn(person) else { throw StoreFailure(.neverLoggedIn) }
        guard try !isRestored() else { throw StoreFailure(.restored) }
        guard let until = try offlineUntil(), world.now() < until else {
            throw StoreFailure(.offlineTooLong)
        }
    }

    /// - Throws: where too many acts wait for the centre for more to be taken.
    func mayWait(_ count: Int) throws(StoreFailure) {
        guard isRemote else { return }
        let waiting = try guarded { try journal.outbox().unsent }
        guard waiting + count <= limits.outboxEntries else { throw StoreFailure(.outboxFull) }
    }

    /// The journal came from a backup, and the centre has not said yet how much more it knows.
    package func isRestored() throws(StoreFailure) -> Bool {
        try guarded { try journal.awaitsFloors() }
    }

    package func enrolment() throws(StoreFailure) -> Enrolment? {
        try guarded { try journal.enrolment() }
    }

    /// Replaces the certificate and its key, both or neither: they are written beside the old
    /// ones, and one commit says which hold.
    package func replacePapers(certificate: [UInt8], key: [UInt8]) throws(StoreFailure) {
        guard let enrolment = try enrolment() else { throw StoreFailure(.missing) }
        let names = ["arbeitsplatz", "arbeitsplatz-neu"]
        let name = enrolment.certificate == names[0] + ".pem" ? names[1] : names[0]
        try FileBytes.write(certificate, to: folder.file(name + ".pem"))
        try FileBytes.write(key, to: folder.file(name + ".key"))
        try guarded { try journal.replacePapers(certificate: name + ".pem", key: name + ".key") }
        for old in [enrolment.certificate, enrolment.connectionKey] {
            FileName.remove(folder.file(old))
        }
    }

    /// Acts of this desk that the centre has, but not yet on a second medium.
    package func unsecured() throws(StoreFailure) -> Int {
        try guarded { try journal.unsecured(durable: try journal.contact().durable) }
    }
}

extension CaseView {
    /// Acts that seal, approve or dispatch and wait for the centre: vorgemerkt. Nothing final
    /// leaves the house before its verdict.
    package var reserved: [PendingAct] { pending.filter { $0.entry.act.body.bindsTheHouse } }
}

extension ActBody {
    /// Leaves the house or binds it.
    package var bindsTheHouse: Bool {
        switch self {
        case .takeStep(let taking): taking.letter != nil
        case .approve, .recordDelivery: true
        default: false
        }
    }
}
