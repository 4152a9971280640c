import SyncProtocol

/// The row all writers lock: where the log stands.
struct PostgresHead: Hashable {
    /// Transactions that wrote so far.
    var turns: Int
    var sequence: Int
    var leaves: Int
    var reads: Int
    var auths: Int
    var reference: Int
    var durable: Int
    var epoch: String
    var secret: [UInt8]

    static let columns = "turns, seq, leaves, reads, auths, reference, durable, epoch, secret"

    init(row: PostgresRow) {
        turns = row.int(0)
        sequence = row.int(1)
        leaves = row.int(2)
        reads = row.int(3)
        auths = row.int(4)
        reference = row.int(5)
        durable = row.int(6)
        epoch = row.text(7)
        secret = row.bytes(8)
    }

    static func read(_ line: PostgresLine) throws -> PostgresHead {
        guard let row = try line.row("SELECT \(columns) FROM logHead") else {
            throw CentreFailure(.corrupt, context: "logHead")
        }
        return PostgresHead(row: row)
    }

    /// Waits for its turn among all writers of all processes; from now on nobody else writes
    /// until this transaction ends, and what the one before wrote is seen.
    ///
    /// - Returns: the row, and the transaction's name, by which its end can be asked for later.
    static func lock(_ line: PostgresLine) throws -> (head: PostgresHead, transaction: String) {
        try line.later("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        let found = try line.row(
            """
            UPDATE logHead SET turns = turns + 1
            RETURNING \(columns), pg_current_xact_id()::text
            """)
        guard let row = found else { throw CentreFailure(.corrupt, context: "logHead") }
        return (PostgresHead(row: row), row.text(9))
    }

    func write(_ line: PostgresLine) throws {
        try line.later(
            """
            UPDATE logHead SET seq = $1, leaves = $2, reads = $3, auths = $4, reference = $5,
            durable = $6, epoch = $7
            """, sequence, leaves, reads, auths, reference, durable, epoch)
    }
}
