import CentralService
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SyncProtocol

extension CentreHouse {
    /// The document of a failure (RFC 9457). What went wrong inside stays in the log, under the
    /// name that the document gives.
    func problem(for error: any Error, route: String) -> Response {
        let failure = CentreFailure(answering: error)
        let name = hexText((0..<6).map { _ in UInt8.random(in: .min ... .max) })
        let status = failure.code.problem?.status ?? 500
        log.log(
            level: failure.logLevel(status), "refused",
            metadata: [
                "problem": "\(failure.code.rawValue)", "instance": "\(name)",
                "route": "\(route)", "context": "\(failure.context)",
            ])
        var headers: HTTPFields = [
            .contentType: Route.problemMedia, .cacheControl: "no-store",
        ]
        if let wait = failure.retryAfter {
            headers[.retryAfter] = String(max(1, (wait + 999) / 1_000))
        }
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(
                byteBuffer: ByteBuffer(bytes: failure.problem(instance: name).bytes)))
    }
}

extension CentreFailure {
    /// What a request is answered that ended with `error`.
    init(answering error: any Error) {
        switch error {
        case let failure as CentreFailure: self = failure
        case let refusal as AccountRefusal: self.init(refusal)
        case let error as WireError: self.init(.malformed, context: error.path)
        case let error as JSONError: self.init(.malformed, context: "\(error)")
        case is NIOTooManyBytesError: self.init(.tooLarge)
        case let error as HTTPError: self.init(status: error.status)
        case is CancellationError: self.init(.maintenance, context: "gone", retryAfter: 1_000)
        default: self.init(.internalError, context: String(describing: type(of: error)))
        }
    }

    /// Who is told to come again is no fault of the service, and is counted anyway: a line for each
    /// would fill the log when there is least time for it.
    fileprivate func logLevel(_ status: Int) -> Logger.Level {
        switch code {
        case .overloaded, .maintenance, .rateLimited: .debug
        default: status >= 500 ? .error : .info
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status.code {
        case 404: self.init(.notFound)
        case 405: self.init(.methodUnknown)
        case 413: self.init(.tooLarge)
        case 415: self.init(.unsupportedMedia)
        case 400..<500: self.init(.malformed, context: "HTTP \(status.code)")
        default: self.init(.internalError, context: "HTTP \(status.code)")
        }
    }

    private init(_ refusal: AccountRefusal) {
        let code: Code =
            switch refusal.code {
            case .credentials, .tokenUnknown, .deviceUnknown: .unauthenticated
            case .tokenExpired: .tokenExpired
            case .deviceRevoked: .deviceRevoked
            case .heldOff: .rateLimited
            case .csrRefused: .malformed
            case .codeRefused, .deviceKnown, .passwordWeak, .personUnknown, .stepUpRefused:
                .forbidden
            case .tooManyUnits: .tooLarge
            }
        self.init(
            code, context: refusal.code.rawValue,
            retryAfter: refusal.retryAfter.map { $0 * 1_000 })
    }
}
