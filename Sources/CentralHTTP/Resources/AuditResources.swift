import CentralService
import Hummingbird
import SyncProtocol

/// What shows that the log is the one it was.
let auditResources: [Resource] = [
    Resource(.get, Route.treeHead) { request, context, house in
        let caller = try context.caller()
        let head = try await house.workers.run(.read) {
            try house.centre.treeHead(from: caller)
        }
        return house.answer(wireObject([("treeHead", head?.wire)]), to: request)
    },
    Resource(.get, Route.consistency) { request, context, house in
        let caller = try context.caller()
        guard let older = try request.optionalNumber("from"),
            let newer = try request.optionalNumber("to")
        else { throw CentreFailure(.malformed, context: "range") }
        let path = try await house.workers.run(.read) {
            try house.centre.consistency(from: older, to: newer, from: caller)
        }
        return house.answer(["path": path.wire] as JSONValue, to: request)
    },
    Resource(.get, Route.inclusion) { request, context, house in
        let caller = try context.caller()
        let leaf = try request.leaf()
        let size = try request.optionalNumber("size")
        let proof = try await house.workers.run(.read) {
            try house.centre.inclusion(of: leaf, size: size, from: caller)
        }
        return house.answer(["proof": proof.wire] as JSONValue, to: request)
    },
    Resource(.get, Route.auditEntries) { request, context, house in
        let caller = try context.caller()
        let first = try request.number("from", standard: 0)
        let limit = try request.number("limit", standard: Centre.auditPage)
        guard (1...Centre.auditPage).contains(limit) else {
            throw CentreFailure(.malformed, context: "limit")
        }
        let (entries, size) = try await house.workers.run(.read) {
            try house.centre.auditEntries(from: first, limit: limit, from: caller)
        }
        return house.answer(
            ["entries": entries.wire, "size": size.wire] as JSONValue, to: request)
    },
]

extension Request {
    /// Which leaf is meant: by its place in the tree, or by that of an act in the log.
    fileprivate func leaf() throws -> LeafPlace {
        let (index, act) = (try optionalNumber("index"), try optionalNumber("seq"))
        switch (index, act) {
        case (let index?, nil): return .index(index)
        case (nil, let act?): return .act(act)
        default: throw CentreFailure(.malformed, context: "leaf")
        }
    }
}
