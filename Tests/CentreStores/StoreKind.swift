import CentralService
import Foundation
import GRDB
import PostgresStore
import SyncProtocol

/// The stores a centre can have; what is written against `CentralStore` holds for all of them.
package enum StoreKind: String, CaseIterable, Sendable {
    case memory, file, postgres

    /// The kind a test now runs on.
    @TaskLocal package static var current = StoreKind.memory
    package static let secret: [UInt8] = Array(repeating: 7, count: 32)

    /// Those that this build on this machine can open. That PostgreSQL is missing is said by
    /// `StoreKindTests`.
    package static var here: [StoreKind] {
        PostgresCluster.isHere ? allCases : [.memory, .file]
    }
    /// Those that outlive their process.
    package static var lasting: [StoreKind] { here.filter { $0 != .memory } }

    /// A store nobody else has.
    package func make(
        epoch: String = "e1", secret: [UInt8] = StoreKind.secret
    ) throws -> StorePlace {
        switch self {
        case .memory: try StorePlace(.memory, epoch: epoch, secret: secret)
        case .file:
            try StorePlace(
                .file(Folder.new() + "/centre.sqlite"), epoch: epoch, secret: secret,
                isOurs: true)
        case .postgres:
            try StorePlace(
                .postgres(schema: try PostgresCluster.shared.get().newSchema()), epoch: epoch,
                secret: secret)
        }
    }
}

/// Where a store lies, so that it can be opened again or by somebody else.
package final class StorePlace: Sendable {
    package enum Place: Sendable {
        case memory
        case file(String)
        case postgres(schema: String)
    }

    package let place: Place
    package let store: any CentralStore
    private let isOurs: Bool

    package init(
        _ place: Place, epoch: String, secret: [UInt8], isOurs: Bool = false
    ) throws {
        self.place = place
        self.isOurs = isOurs
        store = try Self.open(place, epoch: epoch, secret: secret)
    }

    /// A second store on the same data, as another process has one.
    package func openAgain() throws -> StorePlace {
        try StorePlace(place, epoch: "", secret: [])
    }

    /// Has somebody with the database in hand change it.
    package func tamper(sqlite: String, postgres: String? = nil) throws {
        switch place {
        case .memory: break
        case .file(let path): try DatabaseQueue(path: path).write { try $0.execute(sql: sqlite) }
        case .postgres(let schema):
            try PostgresCluster.shared.get().execute(
                "SET search_path = \(schema);\n" + (postgres ?? sqlite))
        }
    }

    private static func open(
        _ place: Place, epoch: String, secret: [UInt8]
    ) throws -> any CentralStore {
        switch place {
        case .memory: try SQLiteCentralStore(path: nil, epoch: epoch, secret: secret)
        case .file(let path): try SQLiteCentralStore(path: path, epoch: epoch, secret: secret)
        case .postgres(let schema):
            try PostgresCentralStore(
                PostgresAddress(try PostgresCluster.shared.get().address), epoch: epoch,
                secret: secret, schema: schema)
        }
    }

    deinit {
        if isOurs, case .file(let path) = place { Folder.remove(above: path) }
    }
}

private enum Folder {
    static func new() throws -> String {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    static func remove(above path: String) {
        try? FileManager.default.removeItem(
            at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }
}
