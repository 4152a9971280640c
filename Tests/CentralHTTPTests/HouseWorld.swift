import CaseStore
import Casework
import CentralHTTP
import CentralService
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StoreWorld
import SwiftASN1
import SyncProtocol
import Synchronization
import Testing
import X509

/// A centre with the small office behind its router, without a socket: which certificate a
/// request has proved is said by the test.
final class HouseWorld: Sendable {
    let house: CentreHouse
    let signer = Ed25519Signer()
    private let offset = Moving()
    let folder: URL

    /// The certificate that the connection of a request has proved.
    enum Peer { @TaskLocal static var certificate: String? = nil }

    final class Moving: Sendable {
        private let moment = Mutex(
            Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)))
        func add(_ seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
        var now: Instant { moment.withLock { $0 } }
    }

    init(limits: Limits = .standard) throws {
        let offset = offset
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try SQLiteCentralStore(path: nil, epoch: "epoche-1")
        let centre = Centre(
            store: store, clock: { offset.now }, logSigner: Ed25519Signer(), limits: limits,
            readEdition: SmallOffice.read)
        try centre.setOffice(SmallOffice.office)
        for edition in SmallOffice.editions {
            _ = try centre.publish(edition.procedure, document: edition.document)
        }
        let registry = Registry(
            store: store, clock: { offset.now },
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
            passwords: ScryptPasswords(exponent: 4))
        try registry.setPassword(HouseWorld.password, of: "anna")
        try registry.setPassword(HouseWorld.password, of: "gast")
        house = try CentreHouse(
            store: store, centre: centre, registry: registry,
            authority: try Authority(name: "Zentrale", now: offset.now), folder: folder.path,
            images: HouseWorld.images, limits: limits, clock: { offset.now },
            peer: PeerReader { _ in Peer.certificate },
            log: Logger(label: "test") { _ in
                SwiftLogNoOpLogHandler()
            })
    }

    /// Also few cases are worth a file here.
    static let images = (try? CasesImage.layout()).map { layout in
        ImageBuilder(layout: layout, fewest: 2) { folder, editions, lines in
            try CasesImage.build(
                in: folder, editions: editions, read: SmallOffice.read, lines: lines)
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let password = "drei Enten im Teich"

    /// The version of what is the same for every case.
    var reference: Int {
        get throws { try house.store.read { try $0.referenceVersion() } }
    }

    func pass(seconds: Int) { offset.add(seconds) }

    /// A workstation that was let in, known by a made-up certificate.
    func enrol(_ device: DeviceID, certificate: String) throws {
        let code = try house.registry.makeCode(name: device.raw)
        _ = try house.registry.enrol(
            EnrolmentRequest(
                code: code, device: device, actKey: signer.publicKey, address: "test"),
            issue: { _, _ in
                IssuedCertificate(
                    pem: "", fingerprint: certificate,
                    expires: offset.now.adding(seconds: 86_400))
            })
    }

    func logIn(_ person: PersonID = "anna", certificate: String = "c1") throws -> String {
        try house.registry.logIn(
            LogIn(
                person: person, password: HouseWorld.password, certificate: certificate,
                address: "test")
        ).access
    }

    /// Runs `body` with a client of the router, from a connection that proved `certificate`.
    func asked<T: Sendable>(
        certificate: String? = "c1",
        _ body: @escaping @Sendable (Client) async throws -> T
    ) async throws -> T {
        let app = Application(router: centralRouter(house), logger: house.log)
        return try await Peer.$certificate.withValue(certificate) {
            try await app.test(.router) { try await body(Client(client: $0)) }
        }
    }

    /// A new case by anna at d1, signed.
    func opened(_ counter: Int, id: CaseID, subject: String = "Zaun") throws -> ActEnvelope {
        try acted(
            counter, on: id, .open(opening(subject, unit: "bbv", person: "anna")), version: 0)
    }

    /// What anna does at d1, signed.
    func acted(
        _ counter: Int, on id: CaseID, _ body: ActBody, version: Int = 1
    ) throws -> ActEnvelope {
        let act = Act(
            id: ActID("act-\(counter)"), device: "d1", counter: counter, actor: "anna",
            caseID: id, base: Base(version: version), body: body, at: offset.now)
        return try ActEnvelope(act, signer: signer)
    }
}

/// Asks the router.
struct Client: Sendable {
    let client: any TestClientProtocol

    func ask(
        _ method: HTTPRequest.Method, _ uri: String, token: String? = nil,
        body: [UInt8]? = nil, media: String? = "application/json",
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var fields = HTTPFields()
        if let token { fields[.authorization] = "Bearer \(token)" }
        if body != nil, let media { fields[.contentType] = media }
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return try await client.execute(
            uri: uri, method: method, headers: fields,
            body: body.map { ByteBuffer(bytes: $0) })
    }

    func post(
        _ uri: String, _ document: JSONValue, token: String? = nil
    ) async throws -> TestResponse {
        try await ask(.post, uri, token: token, body: document.bytes)
    }
}

extension TestResponse {
    var document: JSONValue {
        get throws { try JSONValue(bytes: Array(buffer: body)) }
    }

    /// "not-found": the last part of a problem's type; nil for what is no problem document.
    var problem: String? {
        guard headers[.contentType] == Route.problemMedia,
            case .string(let type)? = (try? document)?["type"]
        else { return nil }
        return String(type.dropFirst(CentreFailure.Code.problemPrefix.count))
    }
}
