import SyncProtocol

/// An entry of the log as it was read, with its document: an act that is news to twenty workstations
/// is put into words once.
struct RecentEntry: Sendable {
    struct Place: Hashable, Sendable {
        /// Of the log; another log has other entries.
        var epoch: String
        var sequence: Int
    }

    var logged: LoggedAct
    var document: [UInt8]
}

extension Centre {
    /// What stands in the log at a place; nil where nothing does. Entries never change.
    func recent(
        at sequence: Int, epoch: String, _ reading: any CentralReading
    ) throws -> RecentEntry? {
        let place = RecentEntry.Place(epoch: epoch, sequence: sequence)
        if let known = recentEntries.value(of: place, at: 0) { return known }
        guard let logged = try reading.logged(at: sequence) else { return nil }
        let entry = RecentEntry(logged: logged, document: logged.entry.wire.bytes)
        recentEntries.keep(entry, for: place, at: 0)
        return entry
    }
}
