import CentreStores
import Foundation
import Testing

/// Runs a test once on every kind of store that is here. `AMTSPULT_STORE=postgres` takes one
/// alone, to see which of them fails.
struct EachStore: TestTrait, SuiteTrait, TestScoping {
    let kinds: [StoreKind]
    let isRecursive = true

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? nil : self
    }

    @concurrent func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let only = ProcessInfo.processInfo.environment["AMTSPULT_STORE"]
        for kind in kinds where only == nil || kind.rawValue == only {
            try await StoreKind.$current.withValue(kind) { try await function() }
        }
    }
}

extension Trait where Self == EachStore {
    static var onEachStore: Self { EachStore(kinds: StoreKind.here) }
    /// Those that are still there when the centre is opened anew.
    static var onLastingStores: Self { EachStore(kinds: StoreKind.lasting) }
}
