import Casework
import GRDB
import SyncProtocol

/// What a desk is before it belongs to a centre on another machine, and how it comes to it.
package struct JoiningCentre {
    private let folder: DataFolder
    private let journal: Journal

    /// Opens the journal of a folder whose lock is held.
    package init(_ folder: DataFolder, newDevice: String, now: Instant) throws(StoreFailure) {
        self.folder = folder
        journal = try guarded { try Journal(folder, newDevice: newDevice, now: now) }
    }

    package var device: DeviceID { journal.device }

    /// Acts that the centre inside has not decided yet.
    package func unsent() throws(StoreFailure) -> Int {
        try guarded { try journal.outbox().unsent }
    }

    /// Whether somebody has worked here.
    package func hasActs() throws(StoreFailure) -> Bool {
        try guarded { try !journal.actors().isEmpty }
    }

    package func enrolment() throws(StoreFailure) -> Enrolment? {
        try guarded { try journal.enrolment() }
    }

    /// The centre this folder belongs to; nil where it works alone, or is not there.
    package static func enrolment(in folder: DataFolder) throws(StoreFailure) -> Enrolment? {
        guard folder.exists else { return nil }
        return try guarded {
            let queue = try Connections.reader(folder.journal)
            defer { try? queue.close() }
            return try queue.read { db in
                try db.tableExists("enrolment") ? try Journal.enrolment(db) : nil
            }
        }
    }

    /// The moment of the last contact and the oldest unsent act, beside a running desk.
    package static func contact(in folder: DataFolder) throws(StoreFailure) -> ContactNote? {
        guard folder.exists else { return nil }
        return try guarded {
            let queue = try Connections.reader(folder.journal)
            defer { try? queue.close() }
            return try queue.read { db in
                try db.tableExists("contact") ? try Journal.contact(db) : nil
            }
        }
    }

    /// A secret or a certificate beside the journal, readable by its owner only.
    package func keep(_ bytes: [UInt8], as name: String) throws(StoreFailure) {
        try FileBytes.write(bytes, to: folder.file(name))
    }

    package static func read(
        _ name: String, in folder: DataFolder
    ) throws(StoreFailure) -> [UInt8] {
        try FileBytes.read(folder.file(name), limit: 1 << 20)
    }

    /// Belongs to this centre from now on. Whoever has acts already asks it first how many it
    /// knows: the journal may be older than what it was offered.
    package func join(_ enrolment: Enrolment) throws(StoreFailure) {
        try guarded {
            if try !journal.actors().isEmpty { try journal.awaitFloors() }
            try journal.enrol(enrolment)
        }
    }

    package func close() { try? journal.queue.close() }
}
