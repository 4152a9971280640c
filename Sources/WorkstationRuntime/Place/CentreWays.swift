import CaseStore
import Casework
import SyncClient
import SyncProtocol

/// A centre on another machine at which persons log in.
package protocol OnlineCentre: RemoteCentre, CentreSessions, RenewingCentre {
    /// - Throws: `CentreFailure`.
    func logIn(_ person: PersonID, password: String) throws
    /// Breaks off what is under way; nothing can be asked any more.
    func end()
}

/// How centres on other machines are reached: the program chooses the way.
package struct CentreWays: Sendable {
    package var connect: @Sendable (_ url: String, CentrePapers) throws -> any OnlineCentre
    /// Lets this desk be let in with a one-time code.
    package var join:
        @Sendable (_ url: String, _ code: String, DeviceID, _ actKey: [UInt8]) throws -> Joined
    /// From when to when a certificate holds; nil for what is none.
    package var validity: @Sendable (_ certificate: String) -> ClosedRange<Instant>?

    package init(
        connect: @escaping @Sendable (_ url: String, CentrePapers) throws -> any OnlineCentre,
        join:
            @escaping @Sendable (_ url: String, _ code: String, DeviceID, _ actKey: [UInt8])
            throws -> Joined,
        validity: @escaping @Sendable (_ certificate: String) -> ClosedRange<Instant>?
    ) {
        self.connect = connect
        self.join = join
        self.validity = validity
    }

    /// What a desk has from being let in.
    package struct Joined: Sendable {
        package var authority: String
        package var certificate: String
        package var connectionKey: String
        package var expires: Instant
        package var epoch: String
        package var logKey: [UInt8]

        package init(
            authority: String, certificate: String, connectionKey: String, expires: Instant,
            epoch: String, logKey: [UInt8]
        ) {
            self.authority = authority
            self.certificate = certificate
            self.connectionKey = connectionKey
            self.expires = expires
            self.epoch = epoch
            self.logKey = logKey
        }
    }
}

/// What a desk shows at its centre, from the files beside the journal.
package struct CentrePapers: Sendable {
    package var authority: String
    package var certificate: String
    package var connectionKey: String
    package var signer: Ed25519Signer

    init(of enrolment: Enrolment, in folder: DataFolder) throws(StoreFailure) {
        func text(_ name: String) throws(StoreFailure) -> String {
            do {
                return String(decoding: try JoiningCentre.read(name, in: folder), as: UTF8.self)
            } catch  where error.code == .missing {
                throw StoreFailure(.missing, sentence: CentrePapers.lost)
            }
        }
        authority = try text(enrolment.authority)
        certificate = try text(enrolment.certificate)
        connectionKey = try text(enrolment.connectionKey)
        guard let seed = hexBytes(try text(enrolment.actKey).trimmed),
            let signer = Ed25519Signer(seed: seed)
        else { throw StoreFailure(.corrupt, cause: "act key") }
        self.signer = signer
    }
}

extension CentrePapers {
    /// From when to when the certificate of a desk holds; nil where it needs none.
    package static func validity(
        in folder: DataFolder, _ ways: CentreWays
    ) throws(StoreFailure) -> ClosedRange<Instant>? {
        guard let enrolment = try JoiningCentre.enrolment(in: folder) else { return nil }
        return ways.validity(try CentrePapers(of: enrolment, in: folder).certificate)
    }

    /// A backup holds no keys: what was restored from one is let in anew.
    fileprivate static let lost =
        "Die Schlüssel dieses Arbeitsplatzes fehlen, etwa nach dem Wiederherstellen einer "
        + "Sicherung. Bitte neu verbinden: amtspult verbinden URL --code CODE"
}

extension String {
    fileprivate var trimmed: String { String(prefix { !$0.isNewline }) }
}

/// A desk becomes one of a centre on another machine.
package struct Joining {
    /// Why a desk cannot join.
    package enum Refusal: Error, Hashable, Sendable {
        case alreadyJoined(url: String)
        /// Acts wait for the centre inside.
        case unsentActs(Int)
        /// The desk has a log of its own that the centre did not take over.
        case otherLog
        case codeRefused
        case unreachable
        case failed(code: String)
    }

    private let folder: DataFolder
    private let ways: CentreWays
    private let world: StoreWorld

    package init(_ folder: DataFolder, ways: CentreWays, world: StoreWorld) {
        self.folder = folder
        self.ways = ways
        self.world = world
    }

    /// The folder's lock is held while this runs.
    ///
    /// - Parameter ownEpoch: of the log inside; nil where nothing was ever logged in it.
    /// - Throws: `Refusal` or `StoreFailure`.
    package func join(url: String, code: String, ownEpoch: String?) throws {
        let joining = try JoiningCentre(
            folder, newDevice: world.newID(), now: world.now())
        defer { joining.close() }
        let known = try joining.enrolment()
        if let known, known.url != url { throw Refusal.alreadyJoined(url: known.url) }
        let papers = known.flatMap { try? CentrePapers(of: $0, in: folder) }
        // Who comes anew brings what waits; the centre knows the keys it was signed with.
        let unsent = try known == nil ? joining.unsent() : 0
        guard unsent == 0 else { throw Refusal.unsentActs(unsent) }
        let signer = papers?.signer ?? Ed25519Signer()
        let joined: CentreWays.Joined
        do {
            joined = try ask(url, code, joining.device, signer.publicKey)
        } catch Refusal.codeRefused where papers != nil {
            throw Refusal.alreadyJoined(url: url)
        }
        if known == nil, let ownEpoch, ownEpoch != joined.epoch { throw Refusal.otherLog }
        if let known, known.logKey != joined.logKey { throw Refusal.otherLog }
        let enrolment = Enrolment(
            url: url, authority: "zentrale.pem", certificate: "arbeitsplatz.pem",
            connectionKey: "arbeitsplatz.key", actKey: "handlungen.key", logKey: joined.logKey,
            at: world.now())
        try joining.keep(Array(joined.authority.utf8), as: enrolment.authority)
        try joining.keep(Array(joined.certificate.utf8), as: enrolment.certificate)
        try joining.keep(Array(joined.connectionKey.utf8), as: enrolment.connectionKey)
        try joining.keep(Array((hexText(signer.seed) + "\n").utf8), as: enrolment.actKey)
        try joining.join(enrolment)
    }

    /// Whether the desk has its keys, and a certificate that has not run out.
    private func isGood(_ enrolment: Enrolment) -> Bool {
        guard let papers = try? CentrePapers(of: enrolment, in: folder) else { return false }
        return ways.validity(papers.certificate).map { $0.upperBound > world.now() } ?? true
    }

    private func ask(
        _ url: String, _ code: String, _ device: DeviceID, _ actKey: [UInt8]
    ) throws -> CentreWays.Joined {
        do {
            return try ways.join(url, code, device, actKey)
        } catch let failure as CentreFailure {
            switch failure.code {
            case .forbidden, .notFound, .malformed, .unauthenticated: throw Refusal.codeRefused
            case .unreachable: throw Refusal.unreachable
            default: throw Refusal.failed(code: failure.code.rawValue)
            }
        }
    }
}
