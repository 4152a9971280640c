import Casework
import CentralService
import Hummingbird
import SyncProtocol

/// What a desk brings: acts and readings, and how far it was heard.
let actResources: [Resource] = [
    Resource(.get, Route.session) { request, context, house in
        let caller = try context.caller()
        let session = try await house.workers.run(.read) {
            try house.centre.session(from: caller)
        }
        return house.answer(session, to: request)
    },
    Resource(.post, Route.acts, ask: .offer) { request, context, house in
        guard let who = context.who else { throw CentreFailure(.unauthenticated) }
        let offer: Offer = try await house.document(request, limit: house.limits.bytesPerOffer)
        let verdicts = try await house.pages.offering(who.device.id) {
            try await house.workers.run(.write) { try house.take(offer, from: who) }
        }
        return house.answer(["verdicts": verdicts.wire] as JSONValue, to: request)
    },
    Resource(.get, Route.counter) { request, context, house in
        let caller = try context.caller()
        guard case .desk(let device, let person) = caller else {
            throw CentreFailure(.forbidden)
        }
        let last = try await house.workers.run(.read) {
            try house.centre.lastCounter(device: device, actor: person, from: caller)
        }
        return house.answer(["n": last.wire] as JSONValue, to: request)
    },
    Resource(.post, Route.reads) { request, context, house in
        let caller = try context.caller()
        let document: JSONValue = try await house.document(request, limit: 1 << 20)
        let reads: [ReadRecord] = try WireReader(document, at: "body").get("reads")
        try await house.workers.run(.write) { try house.centre.report(reads, from: caller) }
        return Response(status: .noContent)
    },
]

extension CentreHouse {
    fileprivate func take(_ offer: Offer, from who: Authenticated) throws -> [Verdict] {
        guard try centre.mark().epoch == offer.epoch else {
            throw CentreFailure(.epochChanged)
        }
        return try centre.offer(
            offer.acts, from: .desk(who.device.id, who.person), session: who.session)
    }
}
