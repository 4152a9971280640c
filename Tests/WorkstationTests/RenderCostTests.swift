import Testing
import TextCanvas
import Workstation

/// A key must reach the screen at once: what one costs here, store and terminal aside.
@Suite("Kosten eines Bildes", .serialized)
struct RenderCostTests {
    /// The best of some runs, so that other work on the machine does not count. The limit is for
    /// a build without optimisation; an optimised one stays below two milliseconds.
    @Test func aFullListIsDrawnQuickly() {
        var desk = ListDesk(size: Size(160, 50))
        let clock = ContinuousClock()
        var best = Duration.seconds(1)
        for step in 0..<60 {
            let cost = clock.measure {
                _ = update(
                    &desk.state, .input(.key(KeyEvent(step % 2 == 0 ? .down : .up))),
                    at: SampleOffice.start)
                _ = render(desk.state, desk.state.size)
            }
            best = min(best, cost)
        }
        #if DEBUG
        #expect(best < .milliseconds(60))
        #else
        #expect(best < .milliseconds(2))
        #endif
    }
}
