import Casework
import Testing
import TextCanvas
import Workstation

/// What a list shows beside what every list has, and what becomes of it at midnight.
@Suite("Arbeitsvorrat: Spalten")
struct ListColumnTests {
    private static func rows() -> [WorklistRow] {
        SampleRows.rows(40).map { row in
            guard row.procedure == "foe" else { return row }
            var row = row
            row.fields = ["programm": .text("pv"), "betrag": .money(Money(euro: 1_250))]
            return row
        }
    }

    private func header(_ width: Int, _ keys: [String]) -> String {
        var desk = ListDesk(Self.rows(), size: Size(width, 40))
        for key in keys { desk.press(key) }
        let lines = (0..<40).map { desk.canvas.lineText($0) }
        return lines.first { $0.contains("Betreff") } ?? ""
    }

    private let byFilter = ["f", "v", "e", "r", "f", "a", "h", "r", "e", "n", ":", "f", "o", "e"]

    @Test(arguments: [(80, 0), (105, 1), (118, 2), (130, 3), (250, 3)])
    func asManyAsTheWidthHolds(width: Int, shown: Int) {
        let header = header(width, byFilter + ["enter"])
        let titles = ["Programm", "beschlossen", "Nachweis"]
        #expect(titles.filter(header.contains) == Array(titles.prefix(shown)), "\(header)")
        #expect(header.contains("wartet"))
    }

    @Test func listsOfSeveralProceduresShowNone() {
        #expect(!header(250, []).contains("beschlossen"))
    }

    @Test func valuesStandAsTheCaseShowsThem() {
        var desk = ListDesk(Self.rows(), size: Size(160, 40))
        for key in byFilter + ["enter"] { desk.press(key) }
        #expect(desk.cursorLine.contains("Photovoltaik"))
        #expect(desk.cursorLine.contains("1.250"))
    }

    /// The program stays open over night: nothing is written, and still the turn changes.
    @Test func afterMidnightTheTurnIsOurs() {
        var row = SampleRows.row(0)
        row.waiting = Waiting(.party, until: SampleOffice.today)
        var desk = ListDesk([row], size: Size(160, 40))
        #expect(desk.cursorLine.contains("Partei"), "\(desk.cursorLine)")
        desk.send(.tick, after: 15 * 3_600_000)
        #expect(!desk.cursorLine.contains("Partei"), "\(desk.cursorLine)")
        #expect(desk.cursorLine.contains("uns"))
    }
}
