import Casework
import CentralService
import DemoWorld
import Foundation
import Letters
import ProcedureCatalog
import SyncProtocol
import Synchronization
import Testing

@Suite struct DemoWorldTests {
    static let procedures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/ProcedureCatalog/Procedures")

    static let sources: [DemoIngredients.Source] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: procedures.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { name in
            let folder = SourceFolder(path: procedures.appendingPathComponent(name).path)
            guard let procedure = compile(folder).procedure else { return nil }
            return DemoIngredients.Source(
                edition: EditionDocument(procedure).id, procedure: procedure,
                recordings: recordings(
                    of: folder, procedure: procedure, fill: { try fill($0) }),
                subjects: folder.demo.map { DemoIngredients.subjects(in: $0.text) } ?? [:])
        }
    }()

    private func city(seed: UInt64, cases: Int = 120) throws -> [ChangeItem] {
        let today = try #require(CivilDay(iso: "2026-11-23"))
        let clock = Mutex(Instant.epoch)
        let centre = Centre(
            store: try SQLiteCentralStore(path: nil, epoch: "demo"),
            clock: { clock.withLock { $0 } },
            readEdition: { try EditionDocument(bytes: $0).procedure })
        try centre.setOffice(DemoWorld.office(for: Self.sources.map(\.procedure)))
        for source in Self.sources {
            let document = EditionDocument(source.procedure)
            _ = try centre.publish(source.procedure.id, document: document.bytes)
        }
        var world = DemoWorld(
            DemoIngredients(sources: Self.sources, seed: seed, today: today, cases: cases),
            fill: { try fill($0) })
        let played = try world.play(into: centre) { moment in clock.withLock { $0 = moment } }
        let page = try centre.changes(after: .beginning, reference: 0, limit: 100_000)
        #expect(page.verdicts.isEmpty, "every act of the city is possible")
        #expect(page.items.count == played)
        return page.items
    }

    @Test func theSameSeedGivesTheSameCity() throws {
        #expect(Self.sources.count >= 3)
        #expect(try city(seed: 1) == city(seed: 1))
        #expect(try city(seed: 1).map(\.entry.act.body) != city(seed: 2).map(\.entry.act.body))
    }

    @Test func theCityHasCasesInManyPhasesOfEveryProcedure() throws {
        let images = try city(seed: 7, cases: 300).compactMap(\.image)
        #expect(images.count == 300)
        for source in Self.sources {
            let own = images.filter { $0.procedure == source.procedure.id }
            #expect(own.count >= 60)
            #expect(Set(own.map(\.phase)).count >= 4, "\(source.procedure.id)")
            #expect(own.contains { $0.isOpen } && own.contains { !$0.isOpen })
        }
        #expect(images.contains { $0.pending != nil })
        #expect(Set(images.map(\.subject)).count > 40)
    }

    @Test func theHistoryOfACaseNeverGoesBackAndEndsBeforeTheCityOpens() throws {
        let today = try #require(CivilDay(iso: "2026-11-23"))
        for (id, items) in Dictionary(grouping: try city(seed: 3), by: \.entry.caseID) {
            let moments = items.sorted { $0.entry.version < $1.entry.version }.map(\.entry.at)
            #expect(moments == moments.sorted(), "\(id)")
            #expect(try #require(moments.last) <= DemoWorld.opening(of: today), "\(id)")
        }
    }
}
