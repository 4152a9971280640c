import SyncProtocol

/// What the server, or the line to it, says. Never with a value in it: that may be personal.
struct PostgresError: Error {
    /// The SQLSTATE; empty where the line broke.
    var state: String
    var isLost: Bool { state.isEmpty || Self.ending.contains(state) }

    /// The server ends the line: shut down, crashed, starting, told to.
    private static let ending: Set<String> = ["57P01", "57P02", "57P03", "57P05", "25P03"]

    var failure: CentreFailure {
        let code: CentreFailure.Code =
            switch state {
            case "53100", "58030": .storageFull
            case "25006", "42501": .readOnly
            case "XX001", "XX002": .corrupt
            case "40001", "40P01", "55P03", "53300", "57014": .busy
            default: isLost ? .busy : .internalError
            }
        return CentreFailure(code, context: "PostgreSQL \(state.isEmpty ? "line" : state)")
    }
}

/// Why a centre cannot keep its log in the database it was given.
package enum PostgresProblem: String, Error, CaseIterable, Sendable {
    /// This program was built without the package trait.
    case notBuilt
    case addressUnreadable
    /// A password in an address would stand in process lists and files.
    case passwordInAddress
    case unreachable
    /// The password is missing or wrong.
    case refused
    /// Older than PostgreSQL 14.
    case serverTooOld
    case notUTF8
    /// `fsync` or `synchronous_commit` is off and stays so: an answer would promise too much.
    case notDurable
    /// The database holds a centre, and none was expected, or the other way round.
    case occupied, empty
}

/// Runs `body`; what the database says comes out as the centre's failure.
func asCentreFailure<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as PostgresError {
        throw error.failure
    }
}
