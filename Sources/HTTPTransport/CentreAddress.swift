import AsyncHTTPClient
import NIOCore
import NIOSSL
import SyncProtocol

/// Where a centre answers.
package struct CentreAddress: Hashable, Sendable {
    /// Without a slash at the end.
    package let url: String

    /// nil for what is no https address.
    package init?(_ text: String) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard trimmed.hasPrefix("https://"), trimmed.utf8.count > "https://".utf8.count else {
            return nil
        }
        url = trimmed
    }

    /// Asks a centre that is not yet believed what anybody may know; only a fingerprint known
    /// from elsewhere makes the answer worth anything.
    package func wellKnown() async throws -> WellKnown {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .none
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .init(tlsConfiguration: tls))
        do {
            let request = HTTPClientRequest(url: url + Route.wellKnown)
            let response = try await client.execute(request, timeout: .seconds(10))
            let body = try await response.body.collect(upTo: 1 << 16)
            try await client.shutdown()
            return try WellKnown(wire: try JSONValue(bytes: Array(buffer: body)), at: "known")
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}
