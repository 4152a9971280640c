import Casework
import Crypto
import Foundation
import SwiftASN1
import X509

/// The four files of a centre's identity, keys readable by their owner alone.
package struct AuthorityFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    package var authorityFile: String { path + "/ca.pem" }
    private var authorityKeyFile: String { path + "/ca.key" }
    private var serverFile: String { path + "/server.pem" }
    private var serverKeyFile: String { path + "/server.key" }

    package var exists: Bool { FileManager.default.fileExists(atPath: authorityKeyFile) }

    /// Makes a new authority and a certificate of the service for `names`.
    package func make(name: String, names: [String], now: Instant) throws {
        let authority = try Authority(name: name, now: now)
        try write(authority.keyPEM, to: authorityKeyFile, mode: 0o600)
        try write(try authority.pem, to: authorityFile, mode: 0o644)
        try makeServer(names: names, now: now)
    }

    package func authority() throws -> Authority {
        try Authority(
            certificatePEM: try read(authorityFile), keyPEM: try read(authorityKeyFile))
    }

    /// A fresh key and certificate of the service.
    package func makeServer(names: [String], now: Instant) throws {
        let key = P256.Signing.PrivateKey()
        let certificate = try authority().issueServer(key.publicKey, names: names, now: now)
        try write(key.pemRepresentation, to: serverKeyFile, mode: 0o600)
        try write(try certificate.serializeAsPEM().pemString, to: serverFile, mode: 0o644)
    }

    package func server() throws -> ServerIdentity {
        let pem = try read(serverFile)
        return ServerIdentity(
            certificate: try Certificate(pemEncoded: pem), certificatePEM: pem,
            keyPEM: try read(serverKeyFile))
    }

    /// A certificate that ends within 90 days is replaced by one for the same names.
    package func renewServer(now: Instant) throws {
        let server = try server()
        let end = Instant(
            milliseconds: Int64(server.certificate.notValidAfter.timeIntervalSince1970 * 1_000))
        guard now.adding(seconds: 90 * 86_400) > end else { return }
        try makeServer(names: server.names, now: now)
    }

    private func read(_ file: String) throws -> String {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw AuthorityFailure(.files)
        }
        return text
    }

    /// A file is whole or not there, and never readable by others for a moment.
    private func write(_ text: String, to file: String, mode: Int) throws {
        let fresh = file + ".neu"
        try? FileManager.default.removeItem(atPath: fresh)
        guard
            FileManager.default.createFile(
                atPath: fresh, contents: nil, attributes: [.posixPermissions: mode]),
            let handle = FileHandle(forWritingAtPath: fresh)
        else { throw AuthorityFailure(.files) }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
        try handle.close()
        guard rename(fresh, file) == 0 else { throw AuthorityFailure(.files) }
    }
}

/// What the service shows of itself.
package struct ServerIdentity: Sendable {
    package var certificate: Certificate
    package var certificatePEM: String
    package var keyPEM: String

    /// The names it was issued for.
    package var names: [String] {
        let alternatives = (try? certificate.extensions.subjectAlternativeNames) ?? nil
        return (alternatives ?? SubjectAlternativeNames()).compactMap { name in
            switch name {
            case .dnsName(let host): host
            case .ipAddress(let octets): addressText(Array(octets.bytes))
            default: nil
            }
        }
    }
}

private func addressText(_ bytes: [UInt8]) -> String? {
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let made = inet_ntop(family, bytes, &text, socklen_t(text.count))
    return made.map { String(cString: $0) }
}
