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

extension Resource {
    /// What may be asked of a path, in the order of the alphabet; empty for a path that leads
    /// nowhere.
    static func methods(at path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return all.filter { resource in
            let pattern = resource.path.split(separator: "/", omittingEmptySubsequences: false)
            return pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { known, part in
                    known == part || (known.hasPrefix("{") && !part.isEmpty)
                }
        }.map(\.method.rawValue).sorted()
    }
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
            let methods = Resource.methods(at: request.uri.path)
            var response = house.problem(
                for: methods.isEmpty ? error : CentreFailure(.methodUnknown), route: "none")
            if !methods.isEmpty {
                response.headers[.allow] = methods.joined(separator: ", ")
            }
            house.metrics.ended(
                route: "none", status: response.status.code, seconds: 0)
            return response
        }
    }
}
