import Casework
import Interchange
import SyncProtocol
import Testing
import WorkstationRuntime

/// A list as a spreadsheet: words of the office, and the procedure's own columns.
@Suite struct ListTableTests {
    private func row() throws -> WorklistRow {
        let procedure = try TestPlace.edition("foerderung").procedure
        var file = CaseFile(
            id: "c", procedure: procedure.id, edition: "e", kind: "umwelt")
        file.apply(
            [
                Change(Slot(.phase), from: nil, to: .text("nachweis")),
                Change(Slot(.subject), from: nil, to: .text("Rad")),
                Change(Slot(.received), from: nil, to: .day(TestPlace.morning.civilDay)),
                Change(.field("programm"), from: nil, to: .field(.text("lastenrad"))),
                Change(
                    .field("betrag_beantragt"), from: nil, to: .field(.money(Money(euro: 800)))),
            ], version: 1, by: "huber", at: .epoch)
        return procedure.worklistRow(of: file)
    }

    private func lines(of sole: Bool) throws -> [String] {
        let procedure = try TestPlace.edition("foerderung").procedure
        let table = ListTable(
            office: TestPlace.office, procedures: [procedure], of: sole ? procedure : nil)
        let bytes = table.table([try row()], today: TestPlace.morning.civilDay).bytes()
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map(String.init)
    }

    @Test func titlesStandInsteadOfIdentifiers() throws {
        let line = try #require(try lines(of: false).last)
        #expect(line.contains("Förderung;Umwelt und Mobilität;Verwendungsnachweis offen;Rad"))
        #expect(line.contains("Finanzen und Wirtschaft"))
        #expect(!line.contains("Lastenrad"))
    }

    @Test func aListOfOneProcedureHasItsColumns() throws {
        let lines = try lines(of: true)
        #expect(lines.first?.contains("Programm;beantragt;beschlossen") == true)
        #expect(lines.last?.contains("(E-)Lastenrad und Anhänger;") == true)
        #expect(lines.last?.contains("800") == true)
    }
}
