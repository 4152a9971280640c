import SyncProtocol

/// Waits until `condition` holds.
///
/// - Throws: `CentreFailure` where it does not within half a minute.
package func until(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while !condition() {
        guard ContinuousClock.now < end else {
            throw CentreFailure(.internalError, context: "test")
        }
        await Task.yield()
    }
}
