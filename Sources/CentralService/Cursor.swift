import Casework
import SyncProtocol

/// What a cursor's token says, sealed: nobody but the centre makes one, and it holds only for
/// the log and the scopes it was made for.
struct CursorToken {
    static let schema = 1

    var epoch: String
    var sequence: Int
    /// Digest of the units.
    var scopes: String
    var made: Instant

    static func digest(of units: [UnitID]) -> String {
        sha256Hex(units.map(\.wire).wire.bytes)
    }

    private var payload: [UInt8] {
        ([
            "e": epoch.wire, "s": sequence.wire, "u": scopes.wire, "t": made.wire,
            "v": Self.schema.wire,
        ] as JSONValue).bytes
    }

    func sealed(with seal: Seal) -> FeedCursor {
        let payload = payload
        let token = Base64URL.text(payload) + "." + Base64URL.text(seal.mark(payload))
        return FeedCursor(sequence: sequence, token: token)
    }

    /// nil for what this centre did not make.
    init?(_ token: String, seal: Seal) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 1024, parts.count == 2,
            let payload = Base64URL.decode(parts[0].utf8),
            let mark = Base64URL.decode(parts[1].utf8), seal.isMark(mark, of: payload),
            let reader = try? WireReader(try JSONValue(bytes: payload), at: "cursor"),
            (try? reader.get("v", as: Int.self)) == Self.schema,
            let epoch: String = try? reader.get("e"), let sequence: Int = try? reader.get("s"),
            let scopes: String = try? reader.get("u"), let made: Instant = try? reader.get("t")
        else { return nil }
        self.init(epoch: epoch, sequence: sequence, scopes: scopes, made: made)
    }

    init(epoch: String, sequence: Int, scopes: String, made: Instant) {
        self.epoch = epoch
        self.sequence = sequence
        self.scopes = scopes
        self.made = made
    }
}

extension Centre {
    /// The place a desk's cursor stands for.
    func place(
        _ cursor: FeedCursor, units: [UnitID], _ reading: any CentralReading
    ) throws -> Int {
        guard !cursor.token.isEmpty else { return 0 }
        let seal = Seal(secret: try reading.secret())
        guard let token = CursorToken(cursor.token, seal: seal) else {
            throw CentreFailure(.cursorExpired, context: "seal")
        }
        guard token.epoch == (try reading.epoch()) else { throw CentreFailure(.epochChanged) }
        guard token.scopes == CursorToken.digest(of: units) else {
            throw CentreFailure(.scopesChanged)
        }
        let age = clock().milliseconds - token.made.milliseconds
        guard age <= Int64(limits.cursorDays) * 86_400_000,
            token.sequence <= (try reading.head())
        else { throw CentreFailure(.cursorExpired) }
        return token.sequence
    }

    /// The cursor a desk goes on with.
    package func cursor(
        at sequence: Int, units: [UnitID], _ reading: any CentralReading
    ) throws -> FeedCursor {
        CursorToken(
            epoch: try reading.epoch(), sequence: sequence,
            scopes: CursorToken.digest(of: units), made: clock()
        ).sealed(with: Seal(secret: try reading.secret()))
    }
}
