import CaseStore
import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTransport
import Logging
import StoreWorld
import SyncProtocol
import Synchronization

/// A centre that serves on a loopback socket over real TLS, for as long as it lives.
final class LiveWorld: Sendable {
    let house: CentreHouse
    let address: CentreAddress
    let port: Int
    private let folder: URL
    private let task: Task<Void, Never>
    private let end: AsyncStream<Void>.Continuation

    static let password = "drei Enten im Teich"

    static let clock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    /// - Parameters:
    ///   - names: under which the service says it is reached.
    ///   - issued: when its certificate was made.
    ///   - change: what else is odd about how it speaks.
    init(
        names: [String] = ["localhost", "127.0.0.1"], issued: Instant = LiveWorld.clock(),
        change: (inout CentreServer.Options) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let identity = AuthorityFolder(path: folder.path)
        try identity.make(name: "Zentrale", names: names, now: issued)
        house = try LiveWorld.house(folder: folder.path, authority: try identity.authority())
        var options = CentreServer.Options(host: "127.0.0.1", port: 0)
        change(&options)
        let server = try CentreServer(house, identity: try identity.server(), options: options)
        let (ports, started) = AsyncStream<Int>.makeStream()
        let (stop, end) = AsyncStream<Void>.makeStream()
        self.end = end
        task = Task {
            try? await server.run(signals: [], until: stop) { started.yield($0) }
            started.finish()
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next(),
            let address = CentreAddress("https://localhost:\(port)")
        else { throw CentreFailure(.unreachable, context: "no server") }
        self.port = port
        self.address = address
    }

    private static func house(folder: String, authority: Authority) throws -> CentreHouse {
        let store = try SQLiteCentralStore(path: nil, epoch: "epoche-1")
        let centre = Centre(
            store: store, clock: clock, logSigner: Ed25519Signer(), readEdition: SmallOffice.read)
        try centre.setOffice(SmallOffice.office)
        for edition in SmallOffice.editions {
            _ = try centre.publish(edition.procedure, document: edition.document)
        }
        let registry = Registry(
            store: store, clock: clock,
            random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
            passwords: ScryptPasswords(exponent: 4))
        for person in [SmallOffice.anna, SmallOffice.bert] {
            try registry.setPassword(password, of: person)
        }
        return try CentreHouse(
            store: store, centre: centre, registry: registry, authority: authority,
            folder: folder, images: try images, clock: clock,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Also few cases are worth a file here.
    private static var images: ImageBuilder {
        get throws {
            ImageBuilder(layout: try CasesImage.layout(), fewest: 2) { folder, editions, lines in
                try CasesImage.build(
                    in: folder, editions: editions, read: SmallOffice.read, lines: lines)
            }
        }
    }

    func stop() async {
        end.finish()
        await task.value
        try? FileManager.default.removeItem(at: folder)
    }

    /// A workstation let in by a code.
    func enrol(_ device: DeviceID, signer: Ed25519Signer = Ed25519Signer()) throws -> Enrolled {
        let ticket = EnrolmentTicket(
            code: try house.registry.makeCode(name: device.raw),
            authority: try house.authority.fingerprint)
        return try address.enrol(ticket, device: device, actKey: signer.publicKey)
    }
}

/// An act of anna's that opens a case.
func opened(
    _ counter: Int, _ id: CaseID, device: DeviceID, signer: Ed25519Signer
) throws -> ActEnvelope {
    let act = Act(
        id: ActID("\(device.raw)-\(counter)"), device: device, counter: counter, actor: "anna",
        caseID: id, base: Base(version: 0),
        body: .open(opening("Zaun", unit: "bbv", person: "anna")), at: LiveWorld.clock())
    return try ActEnvelope(act, signer: signer)
}

/// Runs what blocks on a thread that may wait.
func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

/// The failure that `body` ends with.
func failure<T: Sendable>(
    _ body: @escaping @Sendable () throws -> T
) async throws -> CentreFailure? {
    do {
        _ = try await blocking(body)
        return nil
    } catch let failure as CentreFailure {
        return failure
    }
}
