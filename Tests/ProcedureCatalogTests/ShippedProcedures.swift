import Foundation
import Letters
import ProcedureCatalog
import Testing

/// The procedures in the catalogue compile without findings and play their examples.
struct ShippedProcedures {
    static let catalogue = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/ProcedureCatalog/Procedures").path

    static var folders: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: catalogue)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// `NUR=bau swift test --filter ShippedProcedures` checks one folder alone.
    static var wanted: [String] {
        guard let only = ProcessInfo.processInfo.environment["NUR"] else { return folders }
        return folders.filter { $0.contains(only) }
    }

    @Test(arguments: wanted)
    func hasNoFindings(folder: String) {
        let found = verify(folder: "\(Self.catalogue)/\(folder)") { try fill($0) }
        let lines = found.map { "\(folder)/\($0)" }.joined(separator: "\n")
        #expect(found.isEmpty, Comment(rawValue: lines))
    }
}
