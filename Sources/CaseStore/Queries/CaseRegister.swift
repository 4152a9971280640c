import Casework
import GRDB
import SyncProtocol
import Synchronization

/// The cases as a person may see them: lists, counts, search, single cases. Everything is asked
/// by somebody, and of units they may not read nothing ever comes back.
package final class CaseRegister: Sendable {
    /// The most rows one page brings.
    package static let pageLimit = 1_000

    let reader: any CaseReading
    let editions: Editions
    package let blobs: BlobStore
    private let reference = Mutex<Held?>(nil)
    private let counted = Mutex(Counted())

    /// Persons, units and names as they stand at a version of the reference data.
    struct Held: Sendable {
        var version: Int
        var epoch: String
        var office: Office
        var names: Names
    }

    /// How many rows lists have that were counted since the cases last changed: to count a large
    /// one takes longer than to read a page of it.
    private struct Counted {
        /// More lists than anybody looks at in turn.
        static let limit = 256

        var version = 0
        var lists: [WorklistRequest: Int] = [:]

        /// Older versions than the newest seen are not kept.
        mutating func keep(_ count: Int, of list: WorklistRequest, at version: Int) {
            if version > self.version || lists.count >= Self.limit {
                lists = [:]
                self.version = version
            }
            if version == self.version { lists[list] = count }
        }
    }

    init(reader: any CaseReading, editions: Editions, blobs: BlobStore) {
        self.reader = reader
        self.editions = editions
        self.blobs = blobs
    }

    /// Opens the cases beside a running desk, for reading only.
    package convenience init(
        reading folder: DataFolder, editions reader: @escaping EditionReader
    ) throws(StoreFailure) {
        let queue = try guarded {
            guard folder.exists else { throw StoreFailure(.missing) }
            let queue = try Connections.reader(folder.cases, drawer: folder.drawer)
            try Connections.check(CasesSchema.migrator, queue)
            return queue
        }
        self.init(
            reader: LookedInto(reader: queue), editions: Editions(reader: reader),
            blobs: BlobStore(folder))
    }

    // MARK: - Who asks

    func asked<T>(_ body: (Database, Held) throws -> T) throws(StoreFailure) -> T {
        try guarded { try reader.read { db in try body(db, try held(db)) } }
    }

    func held(_ db: Database) throws -> Held {
        let meta = try Meta(db)
        if let known = reference.withLock({ $0 }), known.version == meta.reference,
            known.epoch == meta.epoch
        {
            return known
        }
        let office = try Meta.office(db)
        let names = Names(office: office, procedures: try editions.all(db))
        let held = Held(
            version: meta.reference, epoch: meta.epoch, office: office, names: names)
        reference.withLock { $0 = held }
        return held
    }

    package func office() throws(StoreFailure) -> Office {
        try asked { _, held in held.office }
    }

    /// The editions that new cases take.
    package func currentProcedures() throws(StoreFailure) -> [(EditionID, Procedure)] {
        try asked { db, _ in try editions.current(db).map { ($0.id, $0.procedure) } }
    }

    package func procedure(_ edition: EditionID) throws(StoreFailure) -> Procedure? {
        try asked { db, _ in try editions.procedure(edition, db) }
    }

    // MARK: - Lists

    package func page(
        _ request: WorklistRequest, _ part: WorklistPart = .first, limit: Int
    ) throws(StoreFailure) -> WorklistPage {
        try asked { db, held in
            guard let streams = streams(request, db, held) else {
                return WorklistPage(rows: [], unseen: [], pending: [])
            }
            let placed = try streams.rows(part, limit: min(max(limit, 0), Self.pageLimit))
            let rows = placed.map(\.listed)
            return WorklistPage(
                rows: rows, unseen: try unseen(rows, request.person, db),
                pending: Set(placed.filter(\.pending).map(\.listed.id)))
        }
    }

    package func count(_ request: WorklistRequest) throws(StoreFailure) -> Int {
        try counts([request]).first ?? 0
    }

    /// Counts of many lists at one moment.
    package func counts(_ requests: [WorklistRequest]) throws(StoreFailure) -> [Int] {
        try asked { db, held in
            let version = try Meta.rows(db)
            return try requests.map { try count($0, version, db, held) }
        }
    }

    /// New cases are all of a list without those seen: the index counts the ones, the drawer
    /// finds the others, and no row is looked at by itself.
    private func count(
        _ request: WorklistRequest, _ version: Int, _ db: Database, _ held: Held
    ) throws -> Int {
        if let rest = request.query.besidesNew {
            var others = request
            others.query = rest
            return try count(others, version, db, held) - seenCount(others, db, held)
        }
        // What was seen changes without the cases.
        guard !request.query.looksForNew else {
            return try streams(request, db, held)?.count() ?? 0
        }
        var list = request
        list.sort = .standard
        if let known = counted.withLock({ $0.version == version ? $0.lists[list] : nil }) {
            return known
        }
        let count = try streams(request, db, held)?.count() ?? 0
        counted.withLock { $0.keep(count, of: list, at: version) }
        return count
    }

    private func seenCount(
        _ request: WorklistRequest, _ db: Database, _ held: Held
    ) throws -> Int {
        let compiler = compiler(request, held)
        let predicate = Predicate.joined(
            [compiler.seen, compiler.predicate(request.query)], by: "AND")
        let streams = Streams(
            db: db, request: request, predicate: predicate, units: units(of: request.person, held),
            selective: true)
        return try streams.units.isEmpty ? 0 : streams.count()
    }

    func compiler(_ request: WorklistRequest, _ held: Held) -> QueryCompiler {
        QueryCompiler(
            names: held.names,
            context: QueryContext(today: request.today, me: request.person.raw),
            marked: request.marked)
    }

    /// "17 von 142": the place counted from 1, nil where the row is not in the list; and how
    /// many rows stand before the place where it would be.
    package func position(
        of anchor: WorklistAnchor, in request: WorklistRequest
    ) throws(StoreFailure) -> WorklistPosition {
        try asked { db, held in
            guard let streams = streams(request, db, held) else {
                return WorklistPosition(before: 0, present: false, count: 0)
            }
            return WorklistPosition(
                before: try streams.count(before: anchor),
                present: try streams.contains(anchor.id),
                count: try count(request, Meta.rows(db), db, held))
        }
    }

    /// The next row of the list after (or before) a place; nil at the end.
    package func neighbour(
        of anchor: WorklistAnchor, forward: Bool, in request: WorklistRequest
    ) throws(StoreFailure) -> WorklistRow? {
        try page(request, forward ? .after(anchor) : .before(anchor), limit: 1).rows.first
    }

    /// All cases of a list in its order, for marking many.
    package func ids(
        _ request: WorklistRequest, limit: Int
    ) throws(StoreFailure) -> [CaseID] {
        try asked { db, held in
            try streams(request, db, held)?.rows(.first, limit: limit).map(\.listed.id) ?? []
        }
    }

    /// Rows of single cases, in the order asked; those that may not be seen are left out.
    package func rows(
        _ ids: [CaseID], by person: PersonID
    ) throws(StoreFailure) -> [WorklistRow] {
        try asked { db, held in
            let condition = Predicate(
                sql: "row.uuid IN (SELECT value FROM json_each(?))",
                arguments: [jsonList(ids.map(\.raw))])
            let found = try rows(where: condition, by: person, limit: ids.count, db, held)
            let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            return ids.compactMap { byID[$0] }
        }
    }

    /// Cases by number, "4168/2026" with or without zeros.
    package func find(
        _ number: CaseNumber, by person: PersonID
    ) throws(StoreFailure) -> [WorklistRow] {
        try asked { db, held in
            try rows(
                where: Predicate(sql: "row.number_key = ?", arguments: [number.sortKey]),
                by: person, limit: 10, db, held)
        }
    }

    // MARK: - Shared

    func units(of person: PersonID, _ held: Held) -> [UnitID] {
        held.office.persons[person]?.readableUnits ?? []
    }

    /// nil where the person may read no unit.
    func streams(_ request: WorklistRequest, _ db: Database, _ held: Held) -> Streams? {
        let units = units(of: request.person, held)
        guard !units.isEmpty else { return nil }
        return Streams(
            db: db, request: request, predicate: compiler(request, held).predicate(request.query),
            units: units)
    }

    func rows(
        where condition: Predicate, order: String = "row.due_key, row.number_key, row.id",
        by person: PersonID, limit: Int, _ db: Database, _ held: Held
    ) throws -> [WorklistRow] {
        // The plus keeps SQLite from walking a unit: the condition finds few rows by itself.
        let readable = Predicate(
            sql: "+row.unit IN (SELECT value FROM json_each(?))",
            arguments: [jsonList(units(of: person, held).map(\.raw))])
        let whole = Predicate.joined([readable, condition], by: "AND")
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(ListRows.columns) FROM row WHERE \(whole.sql) ORDER BY \(order) LIMIT ?
                """, arguments: StatementArguments(whole.arguments + [limit.databaseValue])
        ).map(ListRows.row)
    }

    private func unseen(
        _ rows: [WorklistRow], _ person: PersonID, _ db: Database
    ) throws -> Set<CaseID> {
        let statement = try db.cachedStatement(
            sql: "SELECT version FROM drawer.seen WHERE person = ? AND \"case\" = ?")
        var unseen = Set<CaseID>()
        for row in rows {
            let seen = try Int.fetchOne(statement, arguments: [person.raw, row.id.raw])
            if seen.map({ $0 < row.version }) ?? true { unseen.insert(row.id) }
        }
        return unseen
    }
}

/// Where a row stands in its list.
package struct WorklistPosition: Hashable, Sendable {
    /// Rows before it.
    package var before: Int
    /// It is in the list.
    package var present: Bool
    /// Rows of the list.
    package var count: Int
}
