import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import NIOSSL
import SyncProtocol
import Testing

/// What may be wrong with certificates and the way of speaking: nobody is believed, nothing is
/// given, and the desk goes on as if nobody had been reached.
@Suite(.serialized) struct TLSFaultTests {
    private static let day = 86_400

    /// The certificate of the service: over, not yet valid, for another name.
    @Test(arguments: [
        (["localhost"], -900 * day), (["localhost"], 10 * day), (["anderswo.linz.at"], 0),
        (["10.1.2.3"], 0),
    ])
    func aServiceThatIsNotWhoItShouldBeIsNotBelieved(names: [String], offset: Int) async throws {
        let world = try await LiveWorld(
            names: names, issued: LiveWorld.clock().adding(seconds: offset))
        #expect(try await failure { try world.enrol("d1") }?.code == .unreachable)
        #expect(try world.house.registry.devices().isEmpty)
        await world.stop()
    }

    /// A desk that was let in and comes with a certificate of these days.
    private func desk(
        of world: LiveWorld, from offset: Int, seconds: Int
    ) throws -> HTTPCentre {
        let key = try AuthorityFolderKey()
        let authority = world.house.authority
        let start = LiveWorld.clock().adding(seconds: offset)
        let issued = try world.house.registry.enrol(
            EnrolmentRequest(
                code: try world.house.registry.makeCode(name: "Platz"), device: "d1",
                actKey: Ed25519Signer().publicKey, address: "test"),
            issue: { device, _ in
                try authority.issueDevice(
                    csr: key.csr, device: device, now: start, seconds: seconds)
            })
        return try HTTPCentre(
            address: world.address,
            identity: DeskIdentity(
                key: key.pem, certificate: issued.pem, authority: try authority.pem,
                expires: issued.expires))
    }

    @Test(arguments: [(-100 * day, 90 * day, false), (2 * day, day, false), (0, day, true)])
    func aDeskWhoseCertificateIsOverIsNotHeard(
        from: Int, seconds: Int, heard: Bool
    ) async throws {
        let world = try await LiveWorld()
        let centre = try desk(of: world, from: from, seconds: seconds)
        let failed = try await failure {
            try centre.logIn("anna", password: LiveWorld.password)
        }
        #expect(failed?.code == (heard ? nil : .unreachable))
        #expect(
            try world.house.registry.authEvents(limit: 10).contains { $0.kind == .loggedIn }
                == heard)
        try await blocking { try centre.close() }
        await world.stop()
    }

    @Test func aDeskWithoutACertificateGetsNothing() async throws {
        let world = try await LiveWorld()
        let port = world.port
        let said = try await blocking { () -> String in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(port)",
            ]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let head =
                "GET \(Route.session) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            try input.fileHandleForWriting.write(contentsOf: Data(head.utf8))
            let said = output.fileHandleForReading.readDataToEndOfFile()
            process.terminate()
            process.waitUntilExit()
            return String(decoding: said, as: UTF8.self)
        }
        #expect(said.hasPrefix("HTTP/1.1 401"))
        #expect(said.contains("urn:casesync:problem:unauthenticated"))
        await world.stop()
    }

    /// A server in the centre's place that speaks only what is older.
    @Test func onlyTheNewestIsSpokenToACentre() async throws {
        let server = try await ScriptedServer(
            tls: { tls in
                tls.minimumTLSVersion = .tlsv12
                tls.maximumTLSVersion = .tlsv12
            }, { _ in BrokenAnswers.answer([]) })
        let centre = try HTTPCentre(address: server.address, identity: server.identity)
        let failed = try await failure { try centre.logIn("anna", password: "egal") }
        #expect(failed?.code == .unreachable)
        try await blocking { try centre.close() }
        try await server.stop()
    }

    /// Another authority's certificate for the right name, and one that nobody signed.
    @Test func aServerOfAnotherAuthorityIsNotBelieved() async throws {
        let (server, other) = (
            try await ScriptedServer { _ in BrokenAnswers.answer([]) },
            try await ScriptedServer { _ in BrokenAnswers.answer([]) }
        )
        let centre = try HTTPCentre(address: server.address, identity: other.identity)
        let failed = try await failure { try centre.logIn("anna", password: "egal") }
        #expect(failed?.code == .unreachable)
        try await blocking { try centre.close() }
        try await server.stop()
        try await other.stop()
    }

    /// Whoever hangs up in the middle of the handshake, or speaks no TLS at all.
    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n\r\n", "\u{16}\u{3}\u{3}\u{0}\u{0}"])
    func whatIsNoTLSIsNobody(said: String) async throws {
        let listener = try PlainListener(saying: Array(said.utf8))
        let address = try #require(CentreAddress("https://localhost:\(listener.port)"))
        let failed = try await failure { try address.wellKnown() }
        #expect(failed?.code == .unreachable)
        listener.close()
    }
}

/// Takes connections without TLS, says something, and hangs up.
private final class PlainListener: Sendable {
    let port: Int
    private let descriptor: Int32

    init(saying bytes: [UInt8]) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 4) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard named else { throw CentreFailure(.unreachable) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            defer { Foundation.close(descriptor) }
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else { return }
                _ = bytes.withUnsafeBytes {
                    send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                Foundation.close(peer)
            }
        }
    }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
