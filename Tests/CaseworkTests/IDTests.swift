import Casework
import Testing

@Test func idsOfOneKindCompareByTheirText() {
    #expect(ID<Int>("a") < ID<Int>("b"))
}
