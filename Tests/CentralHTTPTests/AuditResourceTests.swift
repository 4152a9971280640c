import Casework
import CentralHTTP
import CentralService
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import SyncProtocol
import Testing

/// The audit tree over HTTP.
@Suite struct AuditResourceTests {
    let world: HouseWorld
    let token: String

    init() throws {
        world = try HouseWorld()
        try world.enrol("d1", certificate: "c1")
        var office = try world.house.centre.office()
        office.persons["gast"]?.memberships.append(Membership(unit: "bbv", role: .auditor))
        try world.house.centre.setOffice(office)
        token = try world.logIn("gast")
        _ = try world.logIn("anna")
        _ = try world.house.centre.offer(
            (1...3).map { try world.opened($0, id: CaseID("fall-\($0)")) },
            from: .desk("d1", "anna"))
    }

    private func get(_ uri: String, token other: String? = nil) async throws -> TestResponse {
        let token = other ?? token
        return try await world.asked { try await $0.ask(.get, uri, token: token) }
    }

    @Test func anAuditorReadsTheLeavesAndProvesThem() async throws {
        let response = try await get(Route.auditEntries + "?from=0&limit=100")
        let entries: [AuditEntry] = try WireReader(try response.document, at: "x").get("entries")
        #expect(try response.document["size"] == .integer(Int64(entries.count)))
        #expect(entries.allSatisfy { $0.document.map(Merkle.leaf) == $0.hash })
        let last = try #require(entries.last)
        let answer = try await get(Route.inclusion + "?index=\(last.index)&size=\(entries.count)")
        let proof: InclusionProof = try WireReader(try answer.document, at: "x").get("proof")
        let bySeq = try await get(Route.inclusion + "?seq=3&size=\(entries.count)")
        #expect(try bySeq.document == (try answer.document))
        let head = try await get(Route.treeHead)
        let signed: SignedTreeHead = try WireReader(try head.document, at: "x").get("treeHead")
        #expect(signed.size == entries.count)
        #expect(proof.holds(leaf: last.hash, root: signed.root))
    }

    @Test func aClerkDoesNot() async throws {
        let anna = try world.logIn("anna")
        #expect(try await get(Route.auditEntries, token: anna).problem == "forbidden")
    }

    @Test(arguments: [
        ("?limit=0", "malformed"), ("?limit=1001", "malformed"), ("?from=-1", "malformed"),
    ])
    func entriesThatAreNone(query: String, problem: String) async throws {
        #expect(try await get(Route.auditEntries + query).problem == problem)
    }

    @Test func behindTheEndThereAreNone() async throws {
        let response = try await get(Route.auditEntries + "?from=9999")
        #expect(try response.document["entries"] == .array([]))
    }

    @Test(arguments: ["", "?from=0", "?to=1", "?from=x&to=1"])
    func aProofNeedsBothEnds(query: String) async throws {
        #expect(try await get(Route.consistency + query).problem == "malformed")
    }

    @Test(arguments: [
        ("", "malformed"), ("?index=1&seq=1", "malformed"), ("?index=x", "malformed"),
        ("?index=999", "not-found"), ("?seq=999", "not-found"), ("?index=0&size=999", "range"),
        ("?index=0&size=0", "not-found"), ("?seq=1&size=1", "not-found"),
    ])
    func proofsThatAreNone(query: String, problem: String) async throws {
        #expect(try await get(Route.inclusion + query).problem == problem)
    }
}
