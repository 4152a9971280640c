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
        let older = try request.number("from", standard: 0)
        let newer = try request.number("to", standard: 0)
        let path = try await house.workers.run(.read) {
            try house.centre.consistency(from: older, to: newer, from: caller)
        }
        return house.answer(["path": path.wire] as JSONValue, to: request)
    },
]
