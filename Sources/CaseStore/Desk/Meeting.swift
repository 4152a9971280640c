import Casework
import SyncProtocol

extension Desk {
    /// Compares what the centre says of itself with what this desk remembers of it, and
    /// remembers it.
    ///
    /// - Parameter proof: that the tree of so many leaves begins with the tree of so many.
    /// - Returns: whether the centre shows another history than the one it stood for before.
    /// - Throws: `CentreFailure(.epochChanged)` where the log is another one.
    package func meet(
        _ session: CentreSession, proof: (_ older: Int, _ newer: Int) throws -> [Digest]
    ) throws -> Bool {
        let known = try journal.contact()
        guard known.epoch.isEmpty || known.epoch == session.epoch else {
            throw CentreFailure(.epochChanged)
        }
        try journal.raiseFloors(session.counters)
        let verified = try witness(session.treeHead, after: known.head, proof)
        let now = world.now()
        try noteContact { note in
            note.epoch = session.epoch
            note.durable = session.durable
            note.bytesPerAct = session.limits.bytesPerAct
            note.skew = now.milliseconds(until: session.time)
            if case .sound(let head) = verified { note.head = head }
        }
        if case .forked = verified { return true }
        return false
    }

    private enum Witnessed {
        case nothing
        case sound(SignedTreeHead)
        case forked
    }

    private func witness(
        _ head: SignedTreeHead?, after older: SignedTreeHead?,
        _ proof: (Int, Int) throws -> [Digest]
    ) throws -> Witnessed {
        guard let head else { return older == nil ? .nothing : .forked }
        let key = try journal.enrolment()?.logKey ?? []
        guard head.isSigned(by: key.isEmpty ? head.key : key, Ed25519Verifier()) else {
            return .forked
        }
        guard let older, older.epoch == head.epoch else { return .sound(head) }
        guard older.key == head.key, older.size <= head.size else { return .forked }
        let way = older.size == head.size ? [] : try proof(older.size, head.size)
        return Merkle.isConsistent(
            older: older.size, olderRoot: older.root, size: head.size, root: head.root, proof: way)
            ? .sound(head) : .forked
    }
}
