import CentralService
import Hummingbird
import NIOCore
import SyncProtocol

/// What is known of one request beside the request itself.
package struct CentreContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// SHA-256 of the certificate the connection proved, in hex.
    package var certificate: String?
    package var device: DeviceRecord?
    package var who: Authenticated?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Where the request came from, for back-off and the log of the door.
    var address: String { channel.remoteAddress?.ipAddress ?? "local" }

    /// Who asks, as the connection and the token proved it.
    func caller() throws -> Caller {
        guard let who else { throw CentreFailure(.unauthenticated) }
        return .desk(who.device.id, who.person)
    }

    func presented() throws -> String {
        guard let certificate else { throw CentreFailure(.unauthenticated, context: "no device") }
        return certificate
    }
}
