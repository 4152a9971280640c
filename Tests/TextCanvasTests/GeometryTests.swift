import Testing
import TextCanvas

struct GeometryTests {
    @Test func stripsAreCutAndTheRestRemains() {
        var area = Rect(Size(80, 24))
        #expect(area.takeTop(2) == Rect(0, 0, 80, 2))
        #expect(area.takeBottom() == Rect(0, 23, 80, 1))
        #expect(area.takeLeft(20) == Rect(0, 2, 20, 21))
        #expect(area.takeRight(100) == Rect(20, 2, 60, 21))
        #expect(area.isEmpty)
    }

    @Test func columnsShareTheWidth() {
        let parts = Rect(0, 0, 80, 5).columns(3)
        #expect(parts.map(\.width) == [26, 26, 26])
        #expect(parts.last?.right == 80)
    }
}
