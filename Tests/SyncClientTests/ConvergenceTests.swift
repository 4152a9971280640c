import CaseStore
import Casework
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// Two desks, one centre, and everything that can go wrong between them, by seed. In the evening
/// nothing is lost, nothing happened twice, and both show what the centre says.
@Suite struct ConvergenceTests {
    @Test(arguments: 0..<24) func inTheEveningAllSayTheSame(seed: Int) throws {
        let town = try Town(seed: UInt64(seed))
        for number in 0..<300 { try town.happen(number) }
        try town.heal()
        try town.check()
    }
}
