import CentralService
import HTTPTypes
import Hummingbird
import SyncProtocol

/// One thing that can be asked for: the table of these is the router.
package struct Resource: Sendable {
    /// Who may ask.
    package enum Access: Sendable {
        case anybody
        /// A workstation that was let in, with nobody logged in yet.
        case device
        /// A person who logged in at a workstation.
        case person
    }

    typealias Handler = @Sendable (Request, CentreContext, CentreHouse) async throws -> Response

    package let method: HTTPRequest.Method
    /// As the document of the interface writes it: "/v1/cases/{id}/history".
    package let path: String
    package let access: Access
    let ask: RateLimits.Ask
    let handle: Handler

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access = .person,
        ask: RateLimits.Ask = .other, _ handle: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.ask = ask
        self.handle = handle
    }

    package static let all: [Resource] =
        doorResources + actResources + feedResources + caseResources + snapshotResources
        + blobResources + auditResources
}

/// The centre's resources over HTTP.
package func centralRouter(_ house: CentreHouse) -> Router<CentreContext> {
    let router = Router(context: CentreContext.self)
    router.add(middleware: Unmatched(house: house))
    for resource in Resource.all {
        router.on("\(resource.path)", method: resource.method) { request, context in
            await Guarded(resource: resource, house: house).respond(request, context)
        }
    }
    return router
}

/// What no resource answers still gets a document that says so.
private struct Unmatched: RouterMiddleware {
    typealias Context = CentreContext
    let house: CentreHouse

    @concurrent func handle(
        _ request: Request, context: CentreContext,
        next: @concurrent (Request, CentreContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            house.metrics.began()
            let response = house.problem(for: error, route: "none")
            house.metrics.ended(
                route: "none", status: response.status.code, seconds: 0)
            return response
        }
    }
}
