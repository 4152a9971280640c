import Casework
import CentralService
import SyncProtocol
import Testing

/// The tree leaf by leaf, as somebody from outside would check it.
@Suite struct AuditReadingTests {
    private let auditor = House.person(.auditor, "hier")

    private func house() throws -> House {
        let house = try House()
        for number in 1...5 {
            try house.open(CaseID("h\(number)"), "Alpha\(number)", in: "hier")
            try house.open(CaseID("d\(number)"), "Beta\(number)", in: "dort")
        }
        for unit in House.units {
            let id: CaseID = unit == "hier" ? "h1" : "d1"
            _ = try house.centre.history(of: id, from: house.caller(House.person(.clerk, unit)))
        }
        try house.store.write { try $0.record(AuthEvent(.codeMade, at: .epoch)) }
        return house
    }

    @Test func anAuditorReadsTheOwnUnitsAndTheDoor() throws {
        let house = try house()
        let (entries, size) = try house.centre.auditEntries(
            from: 0, limit: 1_000, from: house.caller(auditor))
        #expect(size == 13 && entries.map(\.index) == Array(0..<13))
        let shown = entries.filter { $0.document != nil }
        #expect(shown.count == 5 + 1 + 1)
        for entry in shown { #expect(Merkle.leaf(entry.document ?? []) == entry.hash) }
    }

    @Test func theTreeFollowsFromTheHashes() throws {
        let house = try house()
        let caller = house.caller(auditor)
        var hashes: [Digest] = []
        while true {
            let (entries, _) = try house.centre.auditEntries(
                from: hashes.count, limit: 4, from: caller)
            if entries.isEmpty { break }
            hashes += entries.map(\.hash)
        }
        let head = try #require(try house.centre.treeHead(from: caller))
        #expect(head.size == hashes.count)
        for (index, hash) in hashes.enumerated() {
            let proof = try house.centre.inclusion(of: .index(index), size: nil, from: caller)
            #expect(proof.holds(leaf: hash, root: head.root))
            #expect(!proof.holds(leaf: hashes[(index + 1) % hashes.count], root: head.root))
        }
    }

    @Test(arguments: Role.allCases.filter { $0 != .auditor })
    func nobodyElseReadsThem(role: Role) throws {
        let house = try house()
        let caller = house.caller(House.person(role, "hier"))
        #expect(
            code { _ = try house.centre.auditEntries(from: 0, limit: 9, from: caller) }
                == .forbidden)
    }

    @Test func anActIsProvenByItsPlace() throws {
        let house = try house()
        let caller = house.caller(House.person(.clerk, "hier"))
        let proof = try house.centre.inclusion(of: .act(3), size: 7, from: caller)
        #expect(proof.index == 2 && proof.size == 7)
    }

    @Test func whatIsNotInTheTreeIsNotProven() throws {
        let house = try house()
        let caller = house.caller(House.person(.clerk, "hier"))
        func failed(_ place: LeafPlace, _ size: Int?) -> CentreFailure.Code? {
            code { _ = try house.centre.inclusion(of: place, size: size, from: caller) }
        }
        #expect(failed(.index(13), nil) == .notFound)
        #expect(failed(.act(11), nil) == .notFound)
        #expect(failed(.act(0), nil) == .notFound)
        #expect(failed(.index(5), 5) == .notFound)
        #expect(failed(.index(0), 0) == .notFound)
        #expect(failed(.index(0), 14) == .rangeInvalid)
    }
}
