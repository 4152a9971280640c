import SyncClient
import Testing

@Suite struct BackOffTests {
    @Test func theSpanDoublesUpToFiveMinutes() {
        var backOff = BackOff()
        let spans = (0..<12).map { _ in backOff.failed(draw: 1) }
        #expect(
            spans == [
                1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
                300_000, 300_000,
            ])
        #expect(backOff.failed(draw: 0) == 0)
        backOff.succeeded()
        #expect(backOff.failed(draw: 0.5) == 500)
    }
}
