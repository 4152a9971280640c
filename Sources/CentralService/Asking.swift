import Casework
import SyncProtocol

/// What is asked beside the feed.
extension Centre {
    package func session(from caller: Caller) throws -> CentreSession {
        let head = try treeHead(from: caller)
        return try store.read { reading in
            let sight = try sight(of: caller, reading)
            return CentreSession(
                epoch: try reading.epoch(), head: try reading.head(),
                durable: try reading.durable(), time: clock(), scopes: sight.units ?? [],
                counters: try caller.device.map { try reading.counters(of: $0) } ?? [:],
                treeHead: head, limits: limits)
        }
    }

    package func lastCounter(
        device: DeviceID, actor: PersonID, from caller: Caller
    ) throws -> Int {
        try store.read { reading in
            _ = try sight(of: caller, reading)
            guard caller.device == nil || caller.device == device else {
                throw CentreFailure(.forbidden, context: "another device")
            }
            return try reading.lastCounter(device: device, actor: actor)
        }
    }

    /// Takes readings into the book. A desk reports its own; who has left since is believed too.
    package func report(_ reads: [ReadRecord], from caller: Caller) throws {
        guard caller == .house || reads.count <= limits.readsPerReport else {
            throw CentreFailure(.tooLarge, context: "report of \(reads.count) readings")
        }
        try store.write { transaction in
            _ = try sight(of: caller, transaction)
            let persons = try reference(transaction).office.persons
            for read in reads {
                if let device = caller.device {
                    guard read.device == device, persons[read.person] != nil else {
                        throw CentreFailure(.forbidden, context: "reading of another device")
                    }
                }
                try transaction.record(read)
            }
        }
    }

    /// A case with all its entries and their proofs; a reading, and logged as one.
    ///
    /// - Throws: `notFound` for what does not exist and what the person may not see alike.
    package func history(
        of id: CaseID, purpose: ReadRecord.Purpose = .open, from caller: Caller
    ) throws -> CaseHistory {
        try store.write { transaction in
            let sight = try sight(of: caller, transaction)
            guard sight.showsPerson(try transaction.placement(of: id)?.unit) else {
                throw CentreFailure(.notFound)
            }
            if case .desk(let device, let person) = caller, try transaction.exists(id) {
                try transaction.record(
                    ReadRecord(
                        person: person, device: device, caseID: id, purpose: purpose,
                        at: clock()))
            }
        }
        return try store.read { try provenHistory(of: id, $0) }
    }

    private func provenHistory(
        of id: CaseID, _ reading: any CentralReading
    ) throws -> CaseHistory {
        guard let image = try reading.image(of: id) else { throw CentreFailure(.notFound) }
        let head = try logSigner.map { try signedHead($0, reading) }
        let tree = StoredTree(reading: reading)
        let entries = try reading.logged(on: id).filter { $0.obstacle == nil }.map { logged in
            let leaf = try reading.leaf(of: LeafSource(.act, logged.entry.sequence))
            return ProvenEntry(
                entry: logged.entry, bytes: logged.bytes,
                key: try Self.key(of: logged, reading),
                proof: try head.flatMap { head in
                    try leaf.map { try tree.inclusion(of: $0, size: head.size) }
                })
        }
        return CaseHistory(image: image, entries: entries, head: head)
    }

    /// The key that an act was signed with; nil where it was not.
    private static func key(of logged: LoggedAct, _ reading: any CentralReading) throws -> [UInt8]?
    {
        guard let kid = try? ActEnvelope(bytes: logged.bytes).kid() else { return nil }
        let keys = try reading.keys(of: logged.entry.act.device)
        return keys.first { sha256Hex($0) == kid } ?? keys.first
    }

    /// Cases that have all words of `text` in number, subject, place or the name of a party.
    /// Every hit that is shown is a reading.
    package func search(_ text: String, limit: Int, from caller: Caller) throws -> [CentreHit] {
        let words = foldedWords(text)
        return try store.write { transaction in
            let sight = try sight(of: caller, transaction)
            guard !words.isEmpty, sight.own != [] else { return [] }
            let hits = try transaction.find(
                words, units: sight.own, limit: min(max(limit, 0), limits.hitsPerSearch))
            guard case .desk(let device, let person) = caller else { return hits }
            let now = clock()
            for hit in hits {
                try transaction.record(
                    ReadRecord(
                        person: person, device: device, caseID: hit.caseID, purpose: .search,
                        at: now))
            }
            return hits
        }
    }

    /// Whether the caller sees a case that has this attachment. What nobody sees does not exist.
    package func mayRead(blob sha256: String, from caller: Caller) throws -> Bool {
        try store.read { reading in
            let sight = try sight(of: caller, reading)
            return try reading.cases(with: sha256).contains { id in
                sight.showsPerson(try reading.placement(of: id)?.unit)
            }
        }
    }
}

extension CentralReading {
    fileprivate func exists(_ id: CaseID) throws -> Bool { try imageMark(of: id) != nil }
}
