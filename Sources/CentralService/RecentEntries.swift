import Casework
import SyncProtocol
import Synchronization

/// The last entries of the log as they were read, with their documents: an act that is news to
/// twenty workstations is put into words once. An entry never changes.
final class RecentEntries: Sendable {
    struct Recent: Sendable {
        var logged: LoggedAct
        var document: [UInt8]
    }

    private struct State {
        /// Of the log that they are in.
        var epoch = ""
        var entries: [Int: Recent] = [:]
    }

    /// Some seconds' worth where most happens.
    private static let room = 4_096

    private let state = Mutex(State())

    /// What stands in the log at a place; nil where nothing does.
    func entry(at place: Int, epoch: String, _ reading: any CentralReading) throws -> Recent? {
        let known = state.withLock { $0.epoch == epoch ? $0.entries[place] : nil }
        if let known { return known }
        guard let logged = try reading.logged(at: place) else { return nil }
        let recent = Recent(logged: logged, document: logged.entry.wire.bytes)
        state.withLock { state in
            if state.epoch != epoch || state.entries.count >= Self.room {
                state.entries = [:]
                state.epoch = epoch
            }
            state.entries[place] = recent
        }
        return recent
    }
}
