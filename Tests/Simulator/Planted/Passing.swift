import Casework
import CentralService
import SyncProtocol

/// A transaction that passes everything on, so that a wrong part has only its mistake.
protocol Passing: CentralTransaction {
    var real: any CentralTransaction { get }
}

extension Passing {
    func epoch() throws -> String { try real.epoch() }
    func head() throws -> Int { try real.head() }
    func logged(after cursor: Int, limit: Int) throws -> [LoggedAct] {
        try real.logged(after: cursor, limit: limit)
    }
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try real.lastCounter(device: device, actor: actor)
    }
    func logged(device: DeviceID, actor: PersonID, counter: Int) throws -> LoggedAct? {
        try real.logged(device: device, actor: actor, counter: counter)
    }
    func logged(at sequence: Int) throws -> LoggedAct? { try real.logged(at: sequence) }
    func logged(act: ActID) throws -> LoggedAct? { try real.logged(act: act) }
    func scopeRows(_ units: [UnitID], after: Int, limit: Int) throws -> [ScopeRow] {
        try real.scopeRows(units, after: after, limit: limit)
    }
    func lastStep(in units: [UnitID], notAfter: Int) throws -> Int {
        try real.lastStep(in: units, notAfter: notAfter)
    }
    func places(of device: DeviceID, after: Int, limit: Int) throws -> [Int] {
        try real.places(of: device, after: after, limit: limit)
    }
    func cases(with sha256: String) throws -> [CaseID] { try real.cases(with: sha256) }
    func secret() throws -> [UInt8] { try real.secret() }
    func treeSize() throws -> Int { try real.treeSize() }
    func node(level: Int, index: Int) throws -> Digest? {
        try real.node(level: level, index: index)
    }
    func leaf(of source: LeafSource) throws -> Int? { try real.leaf(of: source) }
    func leaves(from position: Int, limit: Int) throws -> [LeafSource] {
        try real.leaves(from: position, limit: limit)
    }
    func leafDocument(of source: LeafSource) throws -> AuditLeaf? {
        try real.leafDocument(of: source)
    }
    func has(_ source: LeafSource) throws -> Bool { try real.has(source) }
    func count(of kind: LeafSource.Kind) throws -> Int { try real.count(of: kind) }
    func treeHeads() throws -> [SignedTreeHead] { try real.treeHeads() }
    func imageMark(of id: CaseID) throws -> (sequence: Int, bytes: Int)? {
        try real.imageMark(of: id)
    }
    func logged(on caseID: CaseID) throws -> [LoggedAct] { try real.logged(on: caseID) }
    func counters(of device: DeviceID) throws -> [PersonID: Int] {
        try real.counters(of: device)
    }
    func durable() throws -> Int { try real.durable() }
    func enrolled(_ device: DeviceID) throws -> EnrolledDevice? { try real.enrolled(device) }
    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit] {
        try real.find(words, units: units, limit: limit)
    }
    func image(of id: CaseID) throws -> CaseFile? { try real.image(of: id) }
    func placement(of id: CaseID) throws -> Placement? { try real.placement(of: id) }
    func sum(of query: FactQuery) throws -> Money { try real.sum(of: query) }
    func referenceVersion() throws -> Int { try real.referenceVersion() }
    func office() throws -> Office { try real.office() }
    func editions() throws -> [PublishedEdition] { try real.editions() }

    func append(_ logged: LoggedAct) throws { try real.append(logged) }
    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws {
        try real.put(image, sequence: sequence, facts: facts)
    }
    func place(_ caseID: CaseID, _ placement: Placement) throws {
        try real.place(caseID, placement)
    }
    func note(_ row: ScopeRow) throws { try real.note(row) }
    func put(_ attachments: [Attachment], of caseID: CaseID) throws {
        try real.put(attachments, of: caseID)
    }
    func putNode(level: Int, index: Int, _ hash: Digest) throws {
        try real.putNode(level: level, index: index, hash)
    }
    func putLeaf(_ source: LeafSource, at position: Int) throws {
        try real.putLeaf(source, at: position)
    }
    func putTreeHead(_ head: SignedTreeHead) throws { try real.putTreeHead(head) }
    func nextSerial(year: Int) throws -> Int { try real.nextSerial(year: year) }
    func setOffice(_ office: Office) throws { try real.setOffice(office) }
    func publish(_ edition: PublishedEdition) throws { try real.publish(edition) }
    func bumpReferenceVersion() throws { try real.bumpReferenceVersion() }
    func record(_ read: ReadRecord) throws { try real.record(read) }
    func record(_ event: AuthEvent) throws { try real.record(event) }
    func enrol(_ device: EnrolledDevice, at: Instant) throws { try real.enrol(device, at: at) }
    func revoke(_ device: DeviceID, at: Instant) throws { try real.revoke(device, at: at) }
    func join(_ person: PersonID, _ device: DeviceID, at: Instant) throws {
        try real.join(person, device, at: at)
    }
    func leave(_ person: PersonID, _ device: DeviceID) throws {
        try real.leave(person, device)
    }
    func setDurable(_ sequence: Int) throws { try real.setDurable(sequence) }
    func setEpoch(_ epoch: String) throws { try real.setEpoch(epoch) }
    func nested<T>(_ body: () throws -> T) throws -> T { try real.nested(body) }
}
