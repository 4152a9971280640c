import CentralService
import HTTPTypes
import Hummingbird
import SyncProtocol

/// Around each resource: limits, who asks, counting, and a problem document for what fails.
struct Guarded: Sendable {
    let resource: Resource
    let house: CentreHouse

    func respond(_ request: Request, _ context: CentreContext) async -> Response {
        let start = ContinuousClock.now
        house.metrics.began()
        var response: Response
        do {
            response = try await answer(request, context)
        } catch {
            response = house.problem(for: error, route: resource.path)
        }
        if request.method == .head { response.body = ResponseBody() }
        let spent = start.duration(to: .now) / .seconds(1)
        house.metrics.ended(
            route: resource.path, status: response.status.code, seconds: spent)
        return response
    }

    private func answer(_ request: Request, _ context: CentreContext) async throws -> Response {
        try checkHead(request)
        var known = context
        known.certificate = try await house.peer.read(context.channel)
        switch resource.access {
        case .anybody:
            return try await resource.handle(request, known, house)
        case .device:
            let certificate = try known.presented()
            known.device = try await house.workers.run(.read) { [registry = house.registry] in
                try registry.device(presenting: certificate)
            }
        case .person:
            known.who = try await house.who(try known.pass(request))
            known.device = known.who?.device
        }
        return try await counted(request, known)
    }

    /// Within what one workstation may ask at a time.
    private func counted(_ request: Request, _ context: CentreContext) async throws -> Response {
        guard let device = context.device?.id else { throw CentreFailure(.unauthenticated) }
        try house.rates.enter(device, resource.ask, now: house.clock())
        defer { house.rates.left(device, resource.ask) }
        return try await resource.handle(request, context, house)
    }

    private func checkHead(_ request: Request) throws {
        let size = request.headers.reduce(request.uri.string.utf8.count) {
            $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4
        }
        guard size <= Guarded.longestHead, request.headers.count <= 100 else {
            throw CentreFailure(.headerTooLarge)
        }
        guard !house.hub.isClosed else {
            throw CentreFailure(.maintenance, retryAfter: 5_000)
        }
    }

    static let longestHead = 16 << 10
}

/// What a person shows with every question.
struct ShownPass: Sendable {
    var token: String
    var certificate: String
}

extension CentreContext {
    func pass(_ request: Request) throws -> ShownPass {
        let certificate = try presented()
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer "),
            header.utf8.count <= 256
        else { throw CentreFailure(.unauthenticated, context: "no token") }
        return ShownPass(
            token: String(header.dropFirst("Bearer ".count)), certificate: certificate)
    }
}

extension CentreHouse {
    /// Who is let in by that, now.
    func who(_ shown: ShownPass) async throws -> Authenticated {
        if let known = registry.known(token: shown.token, certificate: shown.certificate) {
            return known
        }
        return try await workers.run(.read) { [registry] in
            try registry.authenticate(token: shown.token, certificate: shown.certificate)
        }
    }
}
