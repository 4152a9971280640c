import CaseStore
import Casework
import CentralService
import ProcedureCatalog
import SyncClient
import SyncProtocol
import Synchronization
import Workstation

/// Where a desk works: its data folder, the centre inside or the way to one on another machine,
/// the procedures of the installation.
///
/// Opened once per process; the kernel's lock on the folder keeps a second one out.
package final class Workplace: Sendable {
    package let folder: DataFolder
    package let desk: Desk
    /// The centre inside; nil where it is on another machine.
    package let centre: Centre?
    /// The way to the centre on another machine; nil where the desk works alone.
    package let online: OnlinePlace?
    private let store: SQLiteCentralStore?

    private init(
        folder: DataFolder, desk: Desk, centre: Centre? = nil, store: SQLiteCentralStore? = nil,
        online: OnlinePlace? = nil
    ) {
        self.folder = folder
        self.desk = desk
        self.centre = centre
        self.store = store
        self.online = online
    }

    /// What a workplace is opened with.
    package struct Options: Sendable {
        package var folder: DataFolder
        /// Who is named to a second one that is refused.
        package var holder: LockHolder
        /// Milliseconds to wait for another process.
        package var wait: Int
        package var world: StoreWorld
        package var assumptions: Assumptions
        /// How a centre on another machine is reached; nil where a program knows no way.
        package var ways: CentreWays?
        /// Where unsent acts are kept a second time.
        package var outboxCopy: String?

        package init(
            folder: DataFolder, holder: LockHolder, wait: Int = 0, world: StoreWorld,
            assumptions: Assumptions = Assumptions(), ways: CentreWays? = nil,
            outboxCopy: String? = nil
        ) {
            self.folder = folder
            self.holder = holder
            self.wait = wait
            self.world = world
            self.assumptions = assumptions
            self.ways = ways
            self.outboxCopy = outboxCopy
        }
    }

    /// Opens the folder, making it where there is none, and takes over what the last process
    /// left: acts that were saved and not yet decided.
    ///
    /// - Throws: `StoreFailure`: held by another, full, read-only, damaged, newer.
    package static func open(_ options: Options) throws(StoreFailure) -> Workplace {
        try options.folder.make()
        let lock = try StoreLock.take(
            options.folder, as: options.holder, wait: options.wait)
        if let enrolment = try JoiningCentre.enrolment(in: options.folder) {
            return try open(options, lock, enrolment)
        }
        let store = try centreStore(options)
        let centre = Centre(
            store: store, clock: options.world.now, assumptions: options.assumptions,
            readEdition: readEdition)
        let desk = try Desk(
            options.folder, lock: lock, transport: centre, editions: readEdition,
            world: options.world, assumptions: options.assumptions)
        let exchange = desk.exchange()
        if let failure = exchange.failure { throw StoreFailure(centre: failure) }
        return Workplace(folder: options.folder, desk: desk, centre: centre, store: store)
    }

    private static func open(
        _ options: Options, _ lock: StoreLock, _ enrolment: Enrolment
    ) throws(StoreFailure) -> Workplace {
        guard let ways = options.ways else {
            throw StoreFailure(
                .inaccessible,
                sentence: "Dieser Arbeitsplatz gehört zur Zentrale \(enrolment.url); dieser Befehl "
                    + "arbeitet nur auf einem Datenbestand ohne Zentrale.")
        }
        let papers = try CentrePapers(of: enrolment, in: options.folder)
        let centre: any OnlineCentre
        do {
            centre = try ways.connect(enrolment.url, papers)
        } catch {
            throw StoreFailure(.unexpected, cause: "connection")
        }
        let desk = try Desk(
            options.folder, lock: lock, transport: centre, editions: readEdition,
            world: options.world, assumptions: options.assumptions, signer: papers.signer)
        let online = OnlinePlace(
            centre, desk: desk, now: options.world.now(),
            copy: options.outboxCopy.map { OutboxCopy(path: $0) },
            papers: PaperRenewal(
                centre, desk: desk, certificate: papers.certificate, validity: ways.validity))
        return Workplace(folder: options.folder, desk: desk, online: online)
    }

    private static func centreStore(
        _ options: Options
    ) throws(StoreFailure) -> SQLiteCentralStore {
        do {
            return try SQLiteCentralStore(
                path: options.folder.centre, epoch: options.world.newID())
        } catch let failure as CentreFailure {
            throw StoreFailure(centre: failure)
        } catch {
            throw StoreFailure(.unexpected, cause: "centre")
        }
    }

    /// Procedures by the document they were read from. Reading one takes milliseconds, and the
    /// installation, the centre inside and the desk mostly have the same.
    private static let known = Mutex<[[UInt8]: Procedure]>([:])

    package static let readEdition: EditionReader = { bytes in
        if let procedure = known.withLock({ $0[bytes] }) { return procedure }
        let procedure = try EditionDocument(bytes: bytes).procedure
        known.withLock { $0[bytes] = procedure }
        return procedure
    }

    /// What the installation has read is not read again.
    package static func know(_ catalog: Catalog) {
        known.withLock { known in
            for edition in catalog.editions { known[edition.bytes] = edition.procedure }
        }
    }

    /// Publishes what the installation's catalogue has newer than the centre, and fetches it.
    ///
    /// - Returns: whether anything was new.
    @discardableResult
    package func publish(_ catalog: @autoclosure () -> Catalog) throws(StoreFailure) -> Bool {
        // A centre on another machine publishes for all its desks.
        guard let centre else { return false }
        do {
            let current = Set(try centre.editions().filter(\.current).map(\.id))
            let fresh = catalog().editions.filter { !current.contains($0.id) }
            for edition in fresh {
                _ = try centre.publish(edition.procedure.id, document: edition.bytes)
            }
            if !fresh.isEmpty { _ = desk.exchange() }
            return !fresh.isEmpty
        } catch let failure as CentreFailure {
            throw StoreFailure(centre: failure)
        } catch {
            throw StoreFailure(.unexpected, cause: "publish")
        }
    }

    /// Replaces persons and units.
    package func setOffice(_ office: Office) throws(StoreFailure) {
        guard let centre else {
            throw StoreFailure(
                .inaccessible,
                sentence: "Personen und Einheiten richtet hier die Zentrale ein "
                    + "(amtszentrale benutzer).")
        }
        do {
            try centre.setOffice(office)
        } catch let failure as CentreFailure {
            throw StoreFailure(centre: failure)
        } catch {
            throw StoreFailure(.unexpected, cause: "office")
        }
        _ = desk.exchange()
    }

    package func centreProblems() throws(StoreFailure) -> [String] {
        do {
            return try store?.integrityProblems() ?? []
        } catch let failure as CentreFailure {
            throw StoreFailure(centre: failure)
        } catch {
            throw StoreFailure(.unexpected, cause: "centre")
        }
    }

    package func close() {
        online?.end()
        desk.close()
    }
}

extension StoreFailure {
    /// What the centre inside says, in the store's words.
    init(centre failure: CentreFailure) {
        let code: Code =
            switch failure.code {
            case .storageFull: .full
            case .readOnly: .readOnly
            case .corrupt: .corrupt
            case .newerVersion: .newerVersion
            case .busy: .held
            default: .unexpected
            }
        self.init(code, cause: "centre \(failure.code.rawValue) \(failure.context)")
    }
}
