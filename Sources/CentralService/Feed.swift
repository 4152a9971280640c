import Casework
import SyncProtocol

extension Centre {
    /// The feed after `cursor`, as far as the caller may see.
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, from caller: Caller
    ) throws -> ChangePage {
        try store.read { reading in
            let logged = try reading.logged(after: cursor.sequence, limit: limit)
            var items: [ChangeItem] = []
            var seen = Set<CaseID>()
            for act in logged.reversed() where act.obstacle == nil {
                let last = seen.insert(act.entry.caseID).inserted
                let image = last ? try reading.image(of: act.entry.caseID) : nil
                items.append(ChangeItem(entry: act.entry, image: image))
            }
            let next = logged.last?.entry.sequence ?? cursor.sequence
            return ChangePage(
                epoch: try reading.epoch(), items: items.reversed(),
                verdicts: logged.filter { $0.obstacle != nil }.map(\.verdict),
                cursor: FeedCursor(sequence: next), head: try reading.head(),
                durable: try reading.durable(),
                reference: try news(since: reference, reading))
        }
    }

    private func news(since version: Int, _ reading: any CentralReading) throws -> Reference? {
        let current = try reading.referenceVersion()
        guard current != version else { return nil }
        return Reference(
            version: current, office: try reading.office(), editions: try reading.editions())
    }
}
