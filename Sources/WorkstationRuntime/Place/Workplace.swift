import CaseStore
import Casework
import CentralService
import ProcedureCatalog
import SyncProtocol
import Workstation

/// Where a desk works: its data folder, the centre inside, the procedures of the installation.
///
/// Opened once per process; the kernel's lock on the folder keeps a second one out.
package final class Workplace: Sendable {
    package let folder: DataFolder
    package let desk: Desk
    package let centre: Centre
    private let store: SQLiteCentralStore

    private init(folder: DataFolder, desk: Desk, centre: Centre, store: SQLiteCentralStore) {
        self.folder = folder
        self.desk = desk
        self.centre = centre
        self.store = store
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

        package init(
            folder: DataFolder, holder: LockHolder, wait: Int = 0, world: StoreWorld,
            assumptions: Assumptions = Assumptions()
        ) {
            self.folder = folder
            self.holder = holder
            self.wait = wait
            self.world = world
            self.assumptions = assumptions
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

    package static let readEdition: EditionReader = { try EditionDocument(bytes: $0).procedure }

    /// Publishes what the installation's catalogue has newer than the centre, and fetches it.
    ///
    /// - Returns: whether anything was new.
    @discardableResult
    package func publish(_ catalog: Catalog) throws(StoreFailure) -> Bool {
        do {
            let current = Set(try centre.editions().filter(\.current).map(\.id))
            let fresh = catalog.editions.filter { !current.contains($0.id) }
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
            return try store.integrityProblems()
        } catch let failure as CentreFailure {
            throw StoreFailure(centre: failure)
        } catch {
            throw StoreFailure(.unexpected, cause: "centre")
        }
    }

    package func close() { desk.close() }
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
