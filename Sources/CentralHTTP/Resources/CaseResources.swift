import Casework
import CentralService
import Hummingbird
import SyncProtocol

/// What is asked for one by one: a case, its history, a search, who else has it open.
let caseResources: [Resource] = [
    Resource(.get, Route.caseTemplate) { request, context, house in
        let caller = try context.caller()
        let id = CaseID(try context.part("id"))
        let history = try await house.workers.run(.read) {
            try house.centre.history(of: id, from: caller)
        }
        return house.answer(["image": history.image.wire] as JSONValue, to: request)
    },
    Resource(.get, Route.historyTemplate) { request, context, house in
        let caller = try context.caller()
        let id = CaseID(try context.part("id"))
        let history = try await house.workers.run(.read) {
            try house.centre.history(of: id, from: caller)
        }
        return house.answer(history, to: request)
    },
    Resource(.post, Route.search) { request, context, house in
        let caller = try context.caller()
        let document: JSONValue = try await house.document(request, limit: 8_192)
        let reader = try WireReader(document, at: "body")
        let text: String = try reader.get("text")
        let limit: Int = try reader.optional("limit") ?? house.limits.hitsPerSearch
        guard (1...house.limits.hitsPerSearch).contains(limit) else {
            throw CentreFailure(.malformed, context: "limit")
        }
        let hits = try await house.workers.run(.read) {
            try house.centre.search(text, limit: limit, from: caller)
        }
        return house.answer(["hits": hits.wire] as JSONValue, to: request)
    },
]
