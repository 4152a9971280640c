import CentreStores
import Testing

/// Says what was not tested.
@Suite struct StoreKindTests {
    /// Without it the suites over all stores run on SQLite alone.
    @Test(
        .disabled(
            if: !PostgresCluster.isHere && !PostgresCluster.isRequired,
            "Die Tests auf PostgreSQL laufen nicht: \(PostgresCluster.reason)"))
    func postgresIsTestedToo() {
        #expect(PostgresCluster.isHere, "\(PostgresCluster.reason)")
    }
}
