import Hummingbird
import HummingbirdTLS
import SwiftASN1
import SyncProtocol
import X509

/// The centre's resources over HTTP.
package func centralRouter(authority: Certificate) throws -> Router<BasicRequestContext> {
    let router = Router()
    let known = WellKnown(authority: try authority.serializeAsPEM().pemString)
    router.get("\(Route.wellKnown)") { _, _ in
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: known.wire.bytes)))
    }
    return router
}
